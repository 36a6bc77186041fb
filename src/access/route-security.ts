import { ApiSecurity } from '@nestjs/swagger';
import type { CredentialKind, Requirement } from '../core/principal.js';

/** How the API's description calls what a kind of credential is presented by; the explorer offers the same names. */
const SCHEMES: Readonly<Partial<Record<CredentialKind, readonly string[]>>> = {
  token: ['person', 'token'],
  session: ['session'],
  'first-party': ['token'],
  'api-key': ['token'],
  basic: ['client'],
};

/** Documents a policy from the policy itself, so that the explorer's locks can say nothing else. */
export function securityOf({ credential, scope }: Requirement): (MethodDecorator & ClassDecorator)[] {
  const kinds: readonly CredentialKind[] = credential === undefined ? ['token', 'session'] : [credential].flat();
  const schemes = new Set(kinds.flatMap((kind) => SCHEMES[kind] ?? []));
  return [...schemes].map((name) => ApiSecurity(name, name === 'person' && scope !== undefined ? [scope] : []));
}
