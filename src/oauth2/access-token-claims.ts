import { type AccessToken, claimsOf, directoryClaimsOf } from '../tokens/index.js';
import type { TokenOrder } from './token-order.js';

/** What a JWT access token says: as RFC 9068 wants it, or as the directory's clients read it. */
export function accessTokenClaims(order: TokenOrder, token: AccessToken): Record<string, unknown> {
  return CLAIMS[order.profile.accessTokenClaims](order, token);
}

type Claims = (order: TokenOrder, token: AccessToken) => Record<string, unknown>;

const CLAIMS: Readonly<Record<TokenOrder['profile']['accessTokenClaims'], Claims>> = {
  rfc9068: ({ instance }, token) => claimsOf(token, instance.issuer),
  directory: ({ instance, client, actor }, token) => {
    const keysUrl = `${instance.baseUrl.slice(0, -instance.name.length - 1)}/api/v1/jwt_public_keys`;
    return directoryClaimsOf(token, {
      issuer: instance.issuer,
      appName: client.app.name,
      keysUrl,
      roles: actor?.roles,
    });
  },
};
