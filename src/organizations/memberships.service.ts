import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, notFound } from '../core/errors.js';
import { isUuid, type OrganizationId, type UserId } from '../core/ids.js';
import { isOwner, orderedRoles, type Role } from '../core/roles.js';
import { Database } from '../platform/index.js';
import type { Caller, PersonCaller } from './caller.js';
import { memberLeft, rolesUpdated } from './directory-event.js';
import type { MembershipAddress } from './membership-address.js';
import { MembershipStore, type Slice } from './membership.store.js';
import type { Member, Membership } from './organization.js';
import { OrganizationAccess } from './organization-access.js';
import { assertMay, may } from './organization-policy.js';
import { OrganizationTrail } from './organization-trail.js';

/** A member as the caller may see it. */
export interface VisibleMember extends Omit<Member, 'email'> {
  readonly email?: string;
}

export interface MemberPage {
  readonly members: readonly VisibleMember[];
  /** Of all pages together. */
  readonly total: number;
}

/** Who belongs to an organization, and as what. */
@Injectable()
export class Memberships {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly store: MembershipStore,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** Whatever the caller, and whatever the status of the organization: for our own decisions. */
  find(userId: UserId, organizationId: OrganizationId): Promise<Membership | undefined> {
    return this.store.find(organizationId, userId);
  }

  /** Addresses are shown to admins only. @throws not_found, insufficient_scope */
  async list(caller: Caller, organizationId: string, slice: Slice): Promise<MemberPage> {
    const { organization, actor } = await this.access.enter(caller, { organizationId, action: 'members.read' });
    const members = await this.store.listMembers(organization.id, slice);
    const total = await this.store.count(organization.id);
    return { members: members.map(may(actor, 'members.read_addresses') ? unchanged : withoutAddress), total };
  }

  /** @throws not_found, insufficient_scope */
  async get(caller: Caller, { organizationId, membershipId }: MembershipAddress): Promise<VisibleMember> {
    const { organization, actor } = await this.access.enter(caller, { organizationId, action: 'members.read' });
    const member = await this.member(organization.id, membershipId);
    return may(actor, 'members.read_addresses') ? member : withoutAddress(member);
  }

  /** @throws not_found, forbidden, invalid_input; conflict where no owner would be left */
  async setRoles(caller: Caller, address: MembershipAddress, roles: readonly Role[]): Promise<VisibleMember> {
    const next = orderedRoles(roles);
    if (next.length === 0) throw invalidInput('a member has at least one role', { fields: { roles: 'at least one' } });
    const { organizationId, membershipId } = address;
    return this.database.transaction(async () => {
      const { organization, actor } = await this.access.lock(caller, { organizationId, action: 'members.set_roles' });
      const member = await this.member(organization.id, membershipId);
      assertMay(actor, 'members.set_roles', { current: member.roles, next });
      if (!isOwner(next)) await this.assertNotLastOwner(member);
      await this.store.setRoles(member.id, next);
      await this.trail.outdate(organization.instanceId, { type: 'membership', id: member.id }, 'roles changed');
      await this.trail.record(caller, 'membership.roles_changed', {
        ...detailOf(member),
        before: member.roles,
        after: next,
      });
      await this.trail.publish([rolesUpdated(member, next)]);
      return this.member(organization.id, member.id);
    });
  }

  /** @throws not_found, forbidden; conflict where no owner would be left */
  async remove(caller: Caller, { organizationId, membershipId }: MembershipAddress): Promise<void> {
    await this.database.transaction(async () => {
      const { organization, actor } = await this.access.lock(caller, { organizationId, action: 'members.remove' });
      const member = await this.member(organization.id, membershipId);
      assertMay(actor, 'members.remove', { current: member.roles });
      await this.end(member);
      await this.trail.record(caller, 'membership.removed', detailOf(member));
    });
  }

  /** @throws not_found; conflict for the last owner */
  async leave(caller: PersonCaller, organizationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'members.leave' });
      const own = await this.store.find(organization.id, caller.userId);
      if (!own) throw notFound('there is no such organization');
      await this.end(own);
      await this.trail.record(caller, 'membership.left', detailOf(own));
    });
  }

  private async end(membership: Membership): Promise<void> {
    await this.assertNotLastOwner(membership);
    await this.store.remove(membership.id);
    await this.trail.end(membership.instanceId, { type: 'membership', id: membership.id }, 'membership ended');
    await this.trail.publish([memberLeft(membership)]);
  }

  /** Under the lock of the organization, so that two owners do not rely on each other. */
  private async assertNotLastOwner({ roles, organizationId }: Membership): Promise<void> {
    if (!isOwner(roles) || (await this.store.countOwners(organizationId)) > 1) return;
    throw conflict('an organization needs an owner: make somebody else one first');
  }

  private async member(organizationId: OrganizationId, id: string): Promise<Member> {
    const member = isUuid(id) ? await this.store.findMember(organizationId, id) : undefined;
    if (!member) throw notFound('there is no such membership');
    return member;
  }
}

function detailOf({ id, organizationId, userId }: Membership): {
  organization: string;
  membership: string;
  user: string;
} {
  return { organization: organizationId, membership: id, user: userId };
}

function unchanged(member: Member): VisibleMember {
  return member;
}

function withoutAddress({ email: _, ...member }: Member): VisibleMember {
  return member;
}
