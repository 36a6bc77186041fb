import { forbidden, insufficientScope } from './errors.js';
import type { Principal, Requirement } from './principal.js';

/**
 * May this caller do what the route is for? Inclusion only: the scope of a principal is expanded already.
 * @throws forbidden for the wrong kind of credential or bearer, which no wider scope would mend
 * @throws insufficient_scope with the scope that is missing (RFC 6750 §3.1)
 */
export function authorize(principal: Principal, requirement: Requirement): void {
  if (!admits(requirement.credential, principal.credential.kind)) {
    throw forbidden('this kind of credential is not accepted here');
  }
  if (!admits(requirement.bearer, principal.bearer.type)) {
    throw forbidden('this is not accessible to this kind of bearer');
  }
  const { scope } = requirement;
  if (scope !== undefined && !principal.scope.has(scope)) {
    throw insufficientScope('the scope of the credential does not suffice', { scope });
  }
}

function admits(accepted: string | readonly string[] | undefined, actual: string): boolean {
  if (accepted === undefined) return true;
  return typeof accepted === 'string' ? accepted === actual : accepted.includes(actual);
}
