import { Injectable } from '@nestjs/common';
import { foldEmail } from '../core/text.js';
import { Letters, linkPurpose } from '../mail/index.js';
import { type Limit, Throttle } from '../platform/index.js';
import type { Invitation, Organization } from './organization.js';

/** Of one address, whoever invites: nobody's mailbox is filled by us. */
const ADDRESS_LIMIT: Limit = { count: 10, window: 3_600_000 };

export const INVITATION_LINK = linkPurpose('invitation');

/** The letter with the link: the token leaves us there and nowhere else. */
@Injectable()
export class InvitationMail {
  constructor(
    private readonly letters: Letters,
    private readonly throttle: Throttle,
  ) {}

  /** Joins the running transaction. @throws rate_limited */
  async send(
    { instanceId, email, ...invitation }: Invitation,
    organization: Organization,
    token: string,
  ): Promise<void> {
    await this.throttle.hit(`invitation:${instanceId}:${foldEmail(email)}`, ADDRESS_LIMIT);
    const lifetime = invitation.expiresAt - invitation.createdAt;
    await this.letters.send({
      ...{ instanceId, to: email, template: 'invitation' },
      values: { organization: organization.name },
      link: { path: '/invitations', token, lifetime },
    });
  }
}
