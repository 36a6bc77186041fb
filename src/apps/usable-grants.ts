/** RFC 8628 §3.4 */
export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** RFC 8693 §2.1 */
export const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

export type GrantType =
  | 'authorization_code'
  | 'refresh_token'
  | 'client_credentials'
  | typeof DEVICE_CODE_GRANT
  | typeof TOKEN_EXCHANGE_GRANT;

/**
 * A client that may ask on our pages may also ask there by a device's code, without being registered for it. Not one of the
 * product's own front ends: it could be pretended to by anybody, and asks for the most (RFC 8628 §5.4), so it has to name it.
 *
 * And one that has credentials of its own may exchange what somebody has handed to it: with the key itself it could do more.
 */
export function usableGrants(registered: readonly string[], isFirstParty: boolean): ReadonlySet<string> {
  const isImplied = registered.includes('authorization_code') && !isFirstParty;
  const exchanges = registered.includes('client_credentials') ? [TOKEN_EXCHANGE_GRANT] : [];
  return new Set([...registered, ...(isImplied ? [DEVICE_CODE_GRANT] : []), ...exchanges]);
}
