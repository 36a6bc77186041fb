import { type BearerRequest, parseBearerScopes } from './bearer-scope.js';
import { invalidScope } from './errors.js';
import { parseScope, type Scope } from './scope.js';

/** What a `scope` parameter asks for, and for whom. */
export interface ScopeRequest {
  /** Absent where no element names one: whoever consents, or the client itself. */
  readonly bearer?: BearerRequest;
  /** Without their bearer. */
  readonly scope: Scope;
}

/** An element that begins as `Org.`, `Org/<uuid>.`, `Per.` or `Per>Org.` do is meant as one of ours. */
const NAMES_A_BEARER = /(?:^| )(?:Per|Org)[./>]/;

/** OpenID Connect Core §5.4 and §11: about a person, whatever the bearer grammar says. */
const IDENTITY: ReadonlySet<string> = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * Reads a `scope` parameter of any surface: names separated by spaces (RFC 6749 §3.3), each of which may name the bearer.
 * @throws invalid_scope, with a `ScopeFault` as its identifier where a bearer is named
 */
export function readScopeRequest(text: string | undefined): ScopeRequest {
  if (text === undefined || !NAMES_A_BEARER.test(text)) return { scope: parseScope(text) };
  // A comma separates on some surfaces, and they have made spaces of it by now.
  if (text.includes(',')) throw invalidScope('malformed_scope: scopes are separated by spaces');
  const identity = text.split(' ').filter((name) => IDENTITY.has(name));
  const { bearer, names } = parseBearerScopes(withoutIdentity(text, identity));
  if (identity.length > 0 && bearer.type !== 'person') {
    const description = `different_bearer_types: '${identity[0]}' is about a person, not an organization`;
    throw invalidScope(description, { identifier: 'different_bearer_types' });
  }
  return { bearer, scope: new Set([...identity, ...names]) };
}

function withoutIdentity(text: string, identity: readonly string[]): string {
  if (identity.length === 0) return text;
  return text
    .split(' ')
    .filter((name) => !IDENTITY.has(name))
    .join(' ');
}
