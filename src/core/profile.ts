/** How a client proves who it is (RFC 7591 §2, `token_endpoint_auth_method`). */
export type ClientAuthenticationMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

export interface RefreshPolicy {
  /** Milliseconds a refresh token may lie unused. */
  readonly idleLifetime: number;
  /** Milliseconds after the first token of the family; rotation never passes it. */
  readonly absoluteLifetime: number;
}

/** What one surface promises, as data. Rules read it; they never ask which surface they serve. Times in milliseconds. */
export interface Profile {
  readonly name: string;
  readonly accessTokenLifetime: number;
  readonly codeLifetime: number;
  readonly idTokenLifetime: number;
  readonly refresh: RefreshPolicy;
  readonly clientAuthentication: readonly ClientAuthenticationMethod[];
  /** D9: Basic and body together, when both name the same client and both verify. */
  readonly allowsTwoCredentialChannels: boolean;
  readonly acceptsJsonBody: boolean;
  /** RFC 6749 §4.1.3 wants the redirect_uri of the authorization request repeated; real clients of some surfaces do not send it. */
  readonly requiresRedirectUriAtExchange: boolean;
}

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** `/{instance}/oauth2/v1`: the RFCs, and what ZeyOS's real client sends. */
export const standard: Profile = {
  name: 'standard',
  accessTokenLifetime: 60 * minute,
  codeLifetime: 60 * second,
  idTokenLifetime: 60 * minute,
  refresh: { idleLifetime: 30 * day, absoluteLifetime: 100 * day },
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'none'],
  allowsTwoCredentialChannels: true,
  acceptsJsonBody: true,
  requiresRedirectUriAtExchange: false,
};

/** `/oauth2` for the default instance: TokenOS, one credential channel and form bodies only. */
export const strict: Profile = {
  ...standard,
  name: 'strict',
  allowsTwoCredentialChannels: false,
  acceptsJsonBody: false,
  requiresRedirectUriAtExchange: true,
};
