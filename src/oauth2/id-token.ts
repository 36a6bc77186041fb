import { createHash } from 'node:crypto';
import type { ClientId, SessionId, UserId } from '../core/ids.js';

/** What an ID token says of a sign-in. Times in milliseconds. */
export interface IdentityStatement {
  readonly issuer: string;
  readonly userId: UserId;
  readonly clientId: ClientId;
  readonly authenticatedAt: number;
  readonly sessionId?: SessionId;
  readonly nonce?: string;
  readonly accessToken: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** Never an access token: those say `at+jwt` (RFC 8725 §3.11). */
export const ID_TOKEN_TYPE = 'JWT';

/** OpenID Connect Core §2. Who the person is beyond `sub` is told by the userinfo endpoint. */
export function idTokenClaims(statement: IdentityStatement): Record<string, unknown> {
  return {
    iss: statement.issuer,
    sub: statement.userId,
    aud: statement.clientId,
    azp: statement.clientId,
    exp: seconds(statement.expiresAt),
    iat: seconds(statement.issuedAt),
    auth_time: seconds(statement.authenticatedAt),
    at_hash: accessTokenHash(statement.accessToken),
    ...(statement.nonce !== undefined && { nonce: statement.nonce }),
    ...(statement.sessionId !== undefined && { sid: statement.sessionId }),
  };
}

/** OpenID Connect Core §3.1.3.6: the left half of the hash; SHA-256 for every algorithm that we sign with. */
function accessTokenHash(accessToken: string): string {
  return createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16).toString('base64url');
}

function seconds(moment: number): number {
  return Math.floor(moment / 1000);
}
