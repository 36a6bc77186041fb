/** What a member may be, in the directory's order: a role's place is its bit in the tokens that act on behalf of someone. */
export const ROLES = [
  'owner',
  'admin',
  'member',
  'purchaser',
  'production_planner',
  'customer_service_representative',
  'sales_representative',
  'designer',
  'developer',
] as const;

export type Role = (typeof ROLES)[number];

/** Whether they may manage the organization: its people, its apps, its name. */
export function isAdmin(roles: readonly Role[]): boolean {
  return isOwner(roles) || roles.includes('admin');
}

export function isOwner(roles: readonly Role[]): boolean {
  return roles.includes('owner');
}

/** Nobody gives what they do not have: only an owner makes an owner, and below that an admin may give any role. */
export function mayGrantRoles(actorRoles: readonly Role[], roles: readonly Role[]): boolean {
  return isOwner(actorRoles) || (isAdmin(actorRoles) && !isOwner(roles));
}

/** Each role once, in the directory's order. */
export function orderedRoles(roles: readonly Role[]): readonly Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

/** The bit field of an on-behalf token: bit `i` stands for the role at place `i`. */
export function roleBits(roles: readonly Role[]): number {
  return ROLES.reduce((bits, role, place) => (roles.includes(role) ? bits | (1 << place) : bits), 0);
}
