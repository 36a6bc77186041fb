import { Injectable } from '@nestjs/common';
import { AuthError, conflict, forbidden, notFound } from '../core/errors.js';
import { mayGrantRoles } from '../core/roles.js';
import { hasSecretFormat, sha256 } from '../core/secret-format.js';
import { foldEmail } from '../core/text.js';
import { Database } from '../platform/index.js';
import { Users } from '../users/index.js';
import type { PersonCaller } from './caller.js';
import { memberJoined } from './directory-event.js';
import { InvitationStore, type OpenInvitation } from './invitation.store.js';
import { MembershipStore } from './membership.store.js';
import type { Membership } from './organization.js';
import { OrganizationTrail } from './organization-trail.js';

/** What the page shows before the person decides. */
export type ShownInvitation = Pick<OpenInvitation, 'organizationName' | 'email' | 'roles' | 'expiresAt'>;

/** Invitations, from the side of who was invited: by the token that was mailed, signed in with the address it was mailed to. */
@Injectable()
export class InvitationAnswers {
  constructor(
    private readonly store: InvitationStore,
    private readonly memberships: MembershipStore,
    private readonly users: Users,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** @throws not_found, forbidden: as accepting would */
  async show(caller: PersonCaller, token: string): Promise<ShownInvitation> {
    const { organizationName, email, roles, expiresAt } = await this.open(caller, token);
    return { organizationName, email, roles, expiresAt };
  }

  /**
   * Single use. Whoever sent it must still have the right to, or it is revoked here.
   * @throws not_found for an invitation that is unknown, answered, revoked or expired; forbidden for another account; conflict
   * for a member
   */
  async accept(caller: PersonCaller, token: string): Promise<Membership> {
    const outcome = await this.database.transaction(async () => {
      await this.lock(caller, token);
      const invitation = await this.open(caller, token);
      if (!mayGrantRoles(invitation.inviterRoles, invitation.roles)) return this.withdraw(caller, invitation);
      return this.join(caller, invitation);
    });
    // Thrown after the transaction, which keeps that the invitation is revoked.
    if (outcome === undefined) throw noSuchInvitation();
    return outcome;
  }

  /** @throws not_found, forbidden: as accepting would */
  async decline(caller: PersonCaller, token: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.lock(caller, token);
      const invitation = await this.open(caller, token);
      if (!(await this.store.decline(invitation.id))) throw noSuchInvitation();
      await this.trail.record(caller, 'invitation.declined', detailOf(invitation));
    });
  }

  private async lock({ instanceId }: PersonCaller, token: string): Promise<void> {
    if (!hasSecretFormat('invitation', token)) throw noSuchInvitation();
    await this.store.lockOrganization(instanceId, sha256(token));
  }

  private async open({ instanceId, userId }: PersonCaller, token: string): Promise<OpenInvitation> {
    const isToken = hasSecretFormat('invitation', token);
    const invitation = isToken ? await this.store.findOpen(instanceId, sha256(token)) : undefined;
    if (invitation?.organizationStatus !== 'active') throw noSuchInvitation();
    const { email } = await this.users.get(instanceId, userId);
    if (foldEmail(email) !== invitation.emailFolded) throw forbidden('the invitation is for another account');
    return invitation;
  }

  private async join(caller: PersonCaller, invitation: OpenInvitation): Promise<Membership> {
    const { instanceId, organizationId, roles } = invitation;
    if (!(await this.store.accept(invitation.id))) throw noSuchInvitation();
    const { userId } = caller;
    const isNew = await this.memberships.insert({ instanceId, organizationId, userId, roles });
    const membership = await this.memberships.find(organizationId, userId);
    // A member's roles are not an invitation's business; what is thrown here leaves it as it was.
    if (!isNew || !membership) throw conflict('you are a member already');
    await this.trail.record(caller, 'invitation.accepted', { ...detailOf(invitation), roles });
    await this.trail.publish([memberJoined(membership)]);
    return membership;
  }

  private async withdraw(caller: PersonCaller, invitation: OpenInvitation): Promise<undefined> {
    await this.store.revoke(invitation.id);
    await this.trail.record(caller, 'invitation.revoked', {
      ...detailOf(invitation),
      reason: 'the inviter may not invite',
    });
  }
}

function detailOf({ id, organizationId }: OpenInvitation): { organization: string; invitation: string } {
  return { organization: organizationId, invitation: id };
}

function noSuchInvitation(): AuthError {
  return notFound('there is no such invitation, or it can no longer be answered');
}
