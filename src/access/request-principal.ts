import type { Principal } from '../core/principal.js';

const principals = new WeakMap<object, Principal>();

export function setPrincipal(request: object, principal: Principal): void {
  principals.set(request, principal);
}

/** @throws Error where the guard has not run: a mistake in a route, never in a request. */
export function getPrincipal(request: object): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('the route reads the principal, but its policy is public');
  return principal;
}
