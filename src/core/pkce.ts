import { invalidRequest } from './errors.js';
import { equalsInConstantTime, sha256 } from './secret-format.js';

/** The only method: `plain` proves nothing to who has seen the authorization request (RFC 9700 §2.1.1). */
export const CODE_CHALLENGE_METHOD = 'S256';

/** RFC 7636 §4.1 and §4.2: 43 to 128 unreserved characters, for verifier and challenge alike. */
const UNRESERVED = /^[A-Za-z0-9\-._~]{43,128}$/;

export function isCodeVerifier(text: string): boolean {
  return UNRESERVED.test(text);
}

export function isCodeChallenge(text: string): boolean {
  return UNRESERVED.test(text);
}

/**
 * The PKCE part of an authorization request: both parameters or neither. Whether a client may do without is not decided here.
 * @throws invalid_request for another method than S256, for an absent one (it would mean `plain`, RFC 7636 §4.3), and for a
 *   malformed or missing challenge
 */
export function assertCodeChallenge(challenge: string | undefined, method: string | undefined): void {
  if (challenge === undefined && method === undefined) return;
  if (method !== CODE_CHALLENGE_METHOD) throw invalidRequest('code_challenge_method must be S256');
  if (challenge === undefined || !isCodeChallenge(challenge))
    throw invalidRequest('code_challenge is missing or malformed');
}

/** RFC 7636 §4.6: whether the verifier is the one whose S256 hash the challenge is. */
export function provesChallenge(verifier: string, challenge: string): boolean {
  return isCodeVerifier(verifier) && equalsInConstantTime(sha256(verifier), challenge);
}
