export type AnchorType =
  | 'token'
  | 'family'
  | 'grant'
  | 'session'
  | 'api-key'
  | 'user'
  | 'organization'
  | 'membership'
  | 'installation'
  | 'client'
  | 'app'
  | 'key'
  | 'instance';

/** What other things hang on: what was issued under a revoked anchor before its not-before time is dead. */
export interface Anchor {
  readonly type: AnchorType;
  readonly id: string;
}

/** An announcement: nothing was issued before 1970, so nothing dies, but every listener hears of the change. */
export const NOTHING_DIES = 0;

/** Later than anything is ever issued, whatever a replica's clock says. */
const FOREVER = Number.MAX_SAFE_INTEGER;

/** Single things: once revoked they never come back under the same id. What changes and lives on is announced, not revoked. */
const TERMINAL: ReadonlySet<AnchorType> = new Set([
  'token',
  'family',
  'grant',
  'installation',
  'membership',
  'session',
  'api-key',
  'key',
]);

/** Milliseconds: kills what was issued until now and nothing later, whatever the anchor. */
export function outdatedAt(now: number): number {
  return now + 1;
}

/**
 * Milliseconds. What lives on, such as a user who has changed the password, may be issued new things; those of the very
 * millisecond of the revocation are dead too, because nobody can tell which came first.
 */
export function notBeforeOf({ type }: Anchor, now: number): number {
  return TERMINAL.has(type) ? FOREVER : now + 1;
}
