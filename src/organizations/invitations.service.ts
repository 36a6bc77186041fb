import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, notFound } from '../core/errors.js';
import { isUuid } from '../core/ids.js';
import { orderedRoles, type Role } from '../core/roles.js';
import { foldEmail, isEmail } from '../core/text.js';
import { Database } from '../platform/index.js';
import type { Caller, PersonCaller } from './caller.js';
import { InvitationMail } from './invitation-mail.js';
import { InvitationStore } from './invitation.store.js';
import type { Invitation, Organization } from './organization.js';
import { OrganizationAccess } from './organization-access.js';
import { assertMay } from './organization-policy.js';
import { OrganizationTrail } from './organization-trail.js';

/** Milliseconds that an invitation may be answered. */
export const INVITATION_LIFETIME = 7 * 24 * 3_600_000;

export interface InvitationInput {
  readonly email: string;
  readonly roles: readonly Role[];
}

/** Invitations, from the side of who sends them. */
@Injectable()
export class Invitations {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly store: InvitationStore,
    private readonly mail: InvitationMail,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /**
   * Mails a link to the address; whoever signs in with that address may accept, once, within seven days. Of several
   * invitations to one address the newest holds.
   * @throws not_found, forbidden, invalid_input, rate_limited; conflict where a member has the address
   */
  async invite(caller: PersonCaller, organizationId: string, input: InvitationInput): Promise<Invitation> {
    const { email, roles } = read(input);
    return this.database.transaction(async () => {
      const { organization, actor } = await this.access.lock(caller, { organizationId, action: 'invitations.create' });
      assertMay(actor, 'invitations.create', { next: roles });
      const invitation = await this.replace(organization, { email, roles, invitedBy: caller.userId });
      const detail = { organization: organization.id, invitation: invitation.id, roles };
      await this.trail.record(caller, 'invitation.created', detail);
      return invitation;
    });
  }

  /** Those that can still be accepted, the newest first. @throws not_found, forbidden, insufficient_scope */
  async list(caller: Caller, organizationId: string): Promise<Invitation[]> {
    const { organization } = await this.access.enter(caller, { organizationId, action: 'invitations.read' });
    return this.store.listOpen(organization.id);
  }

  /** @throws not_found, forbidden, insufficient_scope */
  async revoke(caller: Caller, organizationId: string, invitationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'invitations.revoke' });
      const isRevoked = isUuid(invitationId) && (await this.store.revokeOf(organization.id, invitationId));
      if (!isRevoked) throw notFound('there is no such invitation');
      await this.trail.record(caller, 'invitation.revoked', {
        organization: organization.id,
        invitation: invitationId,
      });
    });
  }

  private async replace(
    organization: Organization,
    offer: InvitationInput & Pick<Invitation, 'invitedBy'>,
  ): Promise<Invitation> {
    const { id: organizationId, instanceId } = organization;
    const emailFolded = foldEmail(offer.email);
    if (await this.store.isMember(organizationId, emailFolded)) {
      throw conflict('a member has this address', { fields: { email: 'belongs to a member' } });
    }
    await this.store.revokeAllTo(organizationId, emailFolded);
    const draft = { ...offer, instanceId, organizationId, emailFolded, lifetime: INVITATION_LIFETIME };
    const { invitation, token } = await this.store.insert(draft);
    await this.mail.send(invitation, organization, token);
    return invitation;
  }
}

/** @throws invalid_input */
function read({ email: text, roles }: InvitationInput): InvitationInput {
  const email = text.trim();
  if (!isEmail(email))
    throw invalidInput('this is not an e-mail address', { fields: { email: 'not an e-mail address' } });
  const ordered = orderedRoles(roles);
  if (ordered.length === 0) throw invalidInput('a member has at least one role', { fields: { roles: 'at least one' } });
  return { email, roles: ordered };
}
