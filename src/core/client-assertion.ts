import type { Claims } from './claims.js';

/** For whom an assertion has to be, and by whom. Times in milliseconds. */
export interface AssertionExpectation {
  readonly clientId: string;
  /** The issuer, and what its token endpoint is called (D4). */
  readonly audiences: readonly string[];
  readonly now: number;
}

/** What is left of an assertion that holds: by what it is known, and until when. */
export interface AssertionUse {
  readonly jti: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

/** Milliseconds that the client's clock may be ahead of ours. */
const CLOCK_SKEW = 10_000;
/** Milliseconds: an assertion is made for one request. */
const LONGEST_LIFETIME = 5 * 60_000;
const LONGEST_JTI = 256;
/** Kinds of JWT that an assertion may say it is; one that says it is another has another purpose (RFC 8725 §3.11). */
const TYPES = ['jwt', 'client-authentication+jwt', 'application/client-authentication+jwt'];

export function isAssertionType(typ: string | undefined): boolean {
  return typ === undefined || TYPES.includes(typ.toLowerCase());
}

/**
 * RFC 7523 §3 and OpenID Connect Core §9: `iss` and `sub` are the client, `aud` is one of the audiences and nothing beside it, `exp` lies
 * ahead and at most 5 minutes, `nbf` and `iat` at most 10 s, and `jti` tells it from every other one. Undefined where it is not so.
 */
export function readAssertion(claims: Claims, expected: AssertionExpectation): AssertionUse | undefined {
  const { iss, sub, aud, jti } = claims;
  if (iss !== expected.clientId || sub !== expected.clientId) return undefined;
  if (!expected.audiences.some((audience) => isSole(aud, audience))) return undefined;
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) return undefined;
  const expiresAt = momentOf(claims, 'exp') ?? NaN;
  const latest = expected.now + LONGEST_LIFETIME + CLOCK_SKEW;
  if (!(expiresAt > expected.now && expiresAt <= latest)) return undefined;
  const begins = [momentOf(claims, 'nbf') ?? 0, momentOf(claims, 'iat') ?? 0];
  // NaN, which stands for no number at all, is no such moment either.
  return begins.every((moment) => moment <= expected.now + CLOCK_SKEW)
    ? { jti, expiresAt: Math.ceil(expiresAt) }
    : undefined;
}

/** D4: the same assertion must not be good for another server as well. */
function isSole(aud: unknown, audience: string): boolean {
  return aud === audience || (Array.isArray(aud) && aud.length === 1 && aud[0] === audience);
}

/** Seconds on the wire, with a fraction where the client likes (RFC 7519 §2). */
function momentOf(claims: Claims, name: string): number | undefined {
  const seconds = claims[name];
  if (seconds === undefined) return undefined;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1_000 : NaN;
}
