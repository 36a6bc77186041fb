import { invalidToken } from './errors.js';
import type { JsonObject } from './strict-json.js';

/** The claims of a JWT as they were signed (RFC 7519 §4): of no particular type until they were looked at. */
export type Claims = JsonObject;

/** Milliseconds that another clock may be ahead of ours. */
const CLOCK_SKEW = 10_000;

/**
 * `exp` must be there and lie in the future; `nbf` and `iat`, if there, at most 10 s in the future (RFC 7519 §4.1). All are
 * integers, in seconds on the wire; `now` is in milliseconds.
 * @throws invalid_token
 */
export function assertTimes(claims: Claims, now: number): void {
  const expiry = momentOf(claims, 'exp');
  if (expiry === undefined) throw refused('exp');
  if (expiry <= now) throw refused('exp', 'expired');
  for (const name of ['nbf', 'iat']) if ((momentOf(claims, name) ?? now) > now + CLOCK_SKEW) throw refused(name);
}

function momentOf(claims: Claims, name: string): number | undefined {
  const seconds = claims[name];
  if (seconds === undefined) return undefined;
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) throw refused(name);
  return seconds * 1_000;
}

// One text for every cause: which claim was wrong is for the log.
function refused(claim: string, identifier?: string): Error {
  return invalidToken('the token is not valid', { cause: `the claim ${claim} does not hold`, identifier });
}
