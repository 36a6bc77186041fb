import { forbidden, insufficientScope } from '../core/errors.js';
import type { UserId } from '../core/ids.js';
import { isAdmin, isOwner, mayGrantRoles, type Role } from '../core/roles.js';
import type { Scope } from '../core/scope.js';

export type Action =
  | 'organization.read'
  | 'organization.update'
  | 'organization.suspend'
  | 'organization.activate'
  | 'organization.remove'
  | 'members.read'
  | 'members.read_addresses'
  | 'members.set_roles'
  | 'members.remove'
  | 'members.leave'
  | 'invitations.read'
  | 'invitations.create'
  | 'invitations.revoke'
  | 'apps.read'
  | 'apps.manage'
  | 'connections.read'
  | 'installations.read'
  | 'installations.manage'
  | 'api_keys.read'
  | 'api_keys.manage'
  | 'api_keys.revoke';

/** Who wants something of an organization: one of its members, or the organization itself by a token of its own. */
export type Actor =
  | { readonly type: 'member'; readonly userId: UserId; readonly roles: readonly Role[] }
  | {
      readonly type: 'organization';
      readonly scope: Scope;
      /** Those of the member on whose behalf its token was given; absent where it acts for itself alone. */
      readonly roles?: readonly Role[];
    };

/** Whom it concerns: the roles that a member has, and those that somebody shall have. */
export interface Target {
  readonly current?: readonly Role[];
  readonly next?: readonly Role[];
}

type Check = (roles: readonly Role[], target: Target) => boolean;

interface Rule {
  readonly check: Check;
  /** With which scope the organization does it itself; absent, only people do. */
  readonly scope?: string;
  /** Whether it is possible while the organization is suspended. */
  readonly whileSuspended?: true;
}

const anyMember: Check = () => true;
const admins: Check = (roles) => isAdmin(roles);
const owners: Check = (roles) => isOwner(roles);
const granters: Check = (roles, { current = [], next = [] }) =>
  mayGrantRoles(roles, current) && mayGrantRoles(roles, next);

const READ_MEMBERS = 'directory.organization_members.r';
const WRITE_MEMBERS = 'directory.organization_members.w';

/**
 * The whole policy. Inviting needs a person, because an invitation holds as long as who sent it may invite; apps are made and
 * installed by people, because no app shall let another one in; and so are API keys, because no key shall make another one.
 */
const RULES: Readonly<Record<Action, Rule>> = {
  'organization.read': { check: anyMember, scope: 'directory.organization.r', whileSuspended: true },
  'organization.update': { check: admins },
  'organization.suspend': { check: owners, whileSuspended: true },
  'organization.activate': { check: owners, whileSuspended: true },
  'organization.remove': { check: owners, whileSuspended: true },
  'members.read': { check: anyMember, scope: READ_MEMBERS, whileSuspended: true },
  'members.read_addresses': { check: admins, scope: READ_MEMBERS, whileSuspended: true },
  'members.set_roles': { check: granters, scope: WRITE_MEMBERS },
  'members.remove': { check: granters, scope: WRITE_MEMBERS },
  'members.leave': { check: anyMember, whileSuspended: true },
  'invitations.read': { check: admins, scope: READ_MEMBERS },
  'invitations.create': { check: granters },
  'invitations.revoke': { check: admins, scope: WRITE_MEMBERS },
  'apps.read': { check: admins, scope: 'directory.apps.r', whileSuspended: true },
  'apps.manage': { check: admins },
  'connections.read': { check: admins, scope: 'directory.connections_and_subscriptions.r' },
  'installations.read': { check: anyMember, whileSuspended: true },
  'installations.manage': { check: admins },
  'api_keys.read': { check: admins, whileSuspended: true },
  'api_keys.manage': { check: admins },
  'api_keys.revoke': { check: admins, whileSuspended: true },
};

/** What an organization's own token amounts to, as far as its scope goes: owners are beyond it. */
const OWN_ROLES: readonly Role[] = ['admin'];

/** May the actor do it, to the target that is named? Pure: the actor's roles were read for this very decision. */
export function may(actor: Actor, action: Action, target: Target = {}): boolean {
  const { check, scope } = RULES[action];
  if (actor.type === 'member') return check(actor.roles, target);
  if (scope === undefined || !actor.scope.has(scope) || !check(OWN_ROLES, target)) return false;
  return actor.roles === undefined || check(actor.roles, target);
}

export function isPossibleWhileSuspended(action: Action): boolean {
  return RULES[action].whileSuspended ?? false;
}

/** @throws forbidden */
export function assertMay(actor: Actor, action: Action, target?: Target): void {
  if (!may(actor, action, target)) throw forbidden('this is not among your rights in the organization');
}

/**
 * To be asked before an organization is looked up, so that the answer says nothing of it.
 * @throws insufficient_scope, or forbidden where no scope would do
 */
export function assertScope(held: Scope, action: Action): void {
  const { scope } = RULES[action];
  if (scope === undefined) throw forbidden('this is not accessible to this kind of bearer');
  if (!held.has(scope)) throw insufficientScope('the scope of the credential does not suffice', { scope });
}
