import { invalidScope } from './errors.js';

/** Names of scopes, in the order in which they were asked for. */
export type Scope = ReadonlySet<string>;

export const EMPTY_SCOPE: Scope = new Set<string>();

/** Limits of one `scope` parameter: characters, and distinct names. */
const MAXIMUM_LENGTH = 4_096;
const MAXIMUM_NAMES = 100;

/** RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ); names are separated by spaces and nothing else. */
const SCOPE_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

/** `<what>.<permission>`, anchored at both ends: `a.rw_evil` and `.rw` are names like any other. */
const PERMISSION = /^([^]+)\.(rw|r|w)$/;

/**
 * Reads a `scope` parameter (RFC 6749 §3.3). Duplicates collapse; absent or blank text is the empty scope.
 * @throws invalid_scope for another character than the RFC's, more than 4,096 characters or more than 100 names
 */
export function parseScope(text: string | undefined): Scope {
  if (text === undefined) return EMPTY_SCOPE;
  // The length is looked at first, so that the work is bounded whatever is sent.
  if (text.length > MAXIMUM_LENGTH) throw invalidScope('the requested scope is too long');
  if (!SCOPE_TEXT.test(text)) throw invalidScope('the requested scope is malformed');
  const scope = new Set(text.split(' ').filter((name) => name !== ''));
  if (scope.size > MAXIMUM_NAMES) throw invalidScope('the requested scope has too many names');
  return scope;
}

/** The wire form: names in their order, separated by one space. */
export function formatScope(scope: Scope): string {
  return [...scope].join(' ');
}

/** Plain inclusion. Where `rw` should answer for `r`, the allowed scope was expanded before. */
export function covers(allowed: Scope, requested: Scope): boolean {
  for (const name of requested) if (!allowed.has(name)) return false;
  return true;
}

/**
 * What is granted of what is allowed: everything when nothing was asked for, else exactly what was asked for (RFC 6749 §3.3, §6).
 * @throws invalid_scope when more is asked for than allowed
 */
export function narrow(allowed: Scope, requested: Scope): Scope {
  if (requested.size === 0) return allowed;
  if (!covers(allowed, requested)) throw invalidScope('the requested scope is too wide');
  return requested;
}

/** Closes a scope under the permissions: `a.b.rw` holds `a.b.r` and `a.b.w`, and these two together hold `a.b.rw`. */
export function expand(scope: Scope): Scope {
  const expanded = new Set(scope);
  for (const name of scope) for (const implied of impliedBy(name, scope)) expanded.add(implied);
  return expanded;
}

/** The names of `a` that `b` has too, in the order of `a`. */
export function intersect(a: Scope, b: Scope): Scope {
  return new Set([...a].filter((name) => b.has(name)));
}

/** The names of `a`, then those that only `b` has. */
export function union(a: Scope, b: Scope): Scope {
  return new Set([...a, ...b]);
}

function impliedBy(name: string, scope: Scope): string[] {
  const [, resource, permission] = PERMISSION.exec(name) ?? [];
  if (resource === undefined) return [];
  if (permission === 'rw') return [`${resource}.r`, `${resource}.w`];
  const counterpart = permission === 'r' ? 'w' : 'r';
  return scope.has(`${resource}.${counterpart}`) ? [`${resource}.rw`] : [];
}
