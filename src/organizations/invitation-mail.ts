import { Injectable } from '@nestjs/common';
import { foldEmail } from '../core/text.js';
import { Instances } from '../instances/index.js';
import { type Limit, Outbox, Throttle, Vault } from '../platform/index.js';
import type { Invitation, Organization } from './organization.js';

/** Of one address, whoever invites: nobody's mailbox is filled by us. */
const ADDRESS_LIMIT: Limit = { count: 10, window: 3_600_000 };

export const INVITATION_LINK = 'invitation link';

/** The letter with the link: the token leaves us there and nowhere else. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly instances: Instances,
    private readonly outbox: Outbox,
    private readonly vault: Vault,
    private readonly throttle: Throttle,
  ) {}

  /** Joins the running transaction. @throws rate_limited */
  async send({ instanceId, email }: Invitation, organization: Organization, token: string): Promise<void> {
    this.throttle.hit(`invitation:${instanceId}:${foldEmail(email)}`, ADDRESS_LIMIT);
    const { baseUrl } = await this.instances.getById(instanceId);
    const sealedLink = this.vault.seal(INVITATION_LINK, `${baseUrl}/invitations?token=${token}`);
    const payload = { template: 'invitation', to: email, organization: organization.name, sealedLink };
    await this.outbox.add({ instanceId, kind: 'mail', payload });
  }
}
