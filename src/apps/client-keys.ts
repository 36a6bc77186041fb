import type { ClientAuthenticationMethod } from '../core/profile.js';
import type { PublicJwk } from '../core/public-jwks.js';

/** The public keys of a client (RFC 7591 §2): registered here, or published by the client where it says. */
export type ClientKeys =
  | { readonly jwks: readonly PublicJwk[]; readonly jwksUri?: undefined }
  | { readonly jwks?: undefined; readonly jwksUri: string };

/** The same as it came: one of the two. */
export interface ClientKeysInput {
  /** A JWK Set (RFC 7517 §5). */
  readonly jwks?: unknown;
  readonly jwksUri?: string;
}

export interface ClientKeysRow {
  readonly jwks: string | null;
  readonly jwksUri: string | null;
}

export function clientKeysOf({ jwks, jwksUri }: ClientKeysRow): ClientKeys | undefined {
  if (jwks !== null) return { jwks: JSON.parse(jwks) as readonly PublicJwk[] };
  return jwksUri === null ? undefined : { jwksUri };
}

/** Whether a client proves itself by a secret. It proves nothing for one that has another method (OpenID Connect Core §9). */
export function usesSecret(method: ClientAuthenticationMethod): boolean {
  return method === 'client_secret_basic' || method === 'client_secret_post';
}
