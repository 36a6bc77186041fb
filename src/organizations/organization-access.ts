import { Injectable } from '@nestjs/common';
import { forbidden, notFound } from '../core/errors.js';
import { isUuid, type OrganizationId } from '../core/ids.js';
import type { Caller } from './caller.js';
import { MembershipStore } from './membership.store.js';
import type { Organization, OrganizationKey } from './organization.js';
import { type Action, type Actor, assertMay, assertScope, isPossibleWhileSuspended } from './organization-policy.js';
import { OrganizationStore } from './organization.store.js';

/** A caller who has been let into an organization, as it stands now. */
export interface Admission {
  readonly organization: Organization;
  readonly actor: Actor;
}

export interface Wish {
  readonly organizationId: string;
  readonly action: Action;
}

/**
 * Who may do what in an organization: read from the database every time, never taken from a token. An organization that the
 * caller has no part in is the same as none.
 */
@Injectable()
export class OrganizationAccess {
  constructor(
    private readonly organizations: OrganizationStore,
    private readonly memberships: MembershipStore,
  ) {}

  /** To look at something. @throws not_found, forbidden, insufficient_scope */
  enter(caller: Caller, wish: Wish): Promise<Admission> {
    return this.admit(caller, wish, (key) => this.organizations.find(key));
  }

  /** To change something, in the running transaction: nobody else changes anything until it ends. Throws as `enter` does. */
  lock(caller: Caller, wish: Wish): Promise<Admission> {
    return this.admit(caller, wish, (key) => this.organizations.lock(key));
  }

  private async admit(
    caller: Caller,
    { organizationId, action }: Wish,
    read: (key: OrganizationKey) => Promise<Organization | undefined>,
  ): Promise<Admission> {
    if (caller.type === 'organization') assertScope(caller.scope, action);
    if (!isUuid(organizationId)) throw noSuchOrganization();
    const key = { instanceId: caller.instanceId, organizationId: organizationId as OrganizationId };
    const organization = isForeign(caller, organizationId) ? undefined : await read(key);
    const actor = organization && (await this.actorOf(caller, organization));
    if (!organization || !actor) throw noSuchOrganization();
    assertMay(actor, action);
    if (organization.status !== 'active' && !isPossibleWhileSuspended(action)) {
      throw forbidden('the organization is suspended');
    }
    return { organization, actor };
  }

  private async actorOf(caller: Caller, { id, status }: Organization): Promise<Actor | undefined> {
    if (caller.type === 'organization') {
      // Its tokens died when it was suspended; one that was made at that very moment does nothing either.
      if (status !== 'active') return undefined;
      const { scope, memberId } = caller;
      const member = memberId && (await this.memberships.find(id, memberId));
      if (memberId && !member) return undefined;
      return { type: 'organization', scope, roles: member ? member.roles : undefined };
    }
    const membership = await this.memberships.find(id, caller.userId);
    return membership && { type: 'member', userId: caller.userId, roles: membership.roles };
  }
}

function isForeign(caller: Caller, organizationId: string): boolean {
  return caller.type === 'organization' && caller.organizationId !== organizationId;
}

function noSuchOrganization(): Error {
  return notFound('there is no such organization');
}
