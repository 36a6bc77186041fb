/** How a client proves who it is (RFC 7591 §2, `token_endpoint_auth_method`). */
export type ClientAuthenticationMethod = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';

export interface RefreshPolicy {
  /** Milliseconds a refresh token may lie unused. */
  readonly idleLifetime: number;
  /** Milliseconds after the first token of the family; rotation never passes it. */
  readonly absoluteLifetime: number;
  /** What follows when the bearer may not allow any more what it has allowed: tokens with the rest, or none. */
  readonly onNarrowedRight: 'narrow' | 'refuse';
  /** Milliseconds in which a token that was just spent gives its very successor again (D1); absent: it never does. At most 10 s. */
  readonly reuseWindow?: number;
}

export interface ClientCredentialsPolicy {
  /** Whether a scope that names no bearer is the client's own. */
  readonly actsForItself: boolean;
  /** RFC 6749 §4.4.3 says that it should not; some clients expect it. */
  readonly givesRefreshToken: boolean;
}

/** What one surface promises, as data. Rules read it; they never ask which surface they serve. Times in milliseconds. */
export interface Profile {
  readonly name: string;
  readonly accessTokenLifetime: number;
  readonly codeLifetime: number;
  readonly idTokenLifetime: number;
  readonly refresh: RefreshPolicy;
  readonly clientCredentials: ClientCredentialsPolicy;
  /** How a JWT access token tells for whom it is: by RFC 9068, or as the directory's clients read it. */
  readonly accessTokenClaims: 'rfc9068' | 'directory';
  readonly clientAuthentication: readonly ClientAuthenticationMethod[];
  /** Its token endpoint beneath the public URL, where that is not the issuer's own: an assertion may be made out to it (D4). */
  readonly tokenPath?: string;
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
  refresh: { idleLifetime: 30 * day, absoluteLifetime: 100 * day, onNarrowedRight: 'narrow' },
  clientCredentials: { actsForItself: true, givesRefreshToken: false },
  accessTokenClaims: 'rfc9068',
  clientAuthentication: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
  allowsTwoCredentialChannels: true,
  acceptsJsonBody: true,
  requiresRedirectUriAtExchange: false,
};

/** `/oauth2` for the default instance: TokenOS, one credential channel and form bodies only. */
export const strict: Profile = {
  ...standard,
  name: 'strict',
  tokenPath: '/oauth2/token',
  allowsTwoCredentialChannels: false,
  acceptsJsonBody: false,
  requiresRedirectUriAtExchange: true,
};

/** `/api/auth`: the product's own front end, which keeps its refresh token in a cookie. */
export const firstParty: Profile = {
  ...standard,
  name: 'first-party',
  accessTokenLifetime: 15 * minute,
  refresh: { ...standard.refresh, reuseWindow: 10 * second },
};

/** `/{instance}/auth/v1`: a token for a name and a password, for as long as a working day. */
export const passwordSignIn: Profile = { ...standard, name: 'password', accessTokenLifetime: day };
