import { formatScope } from '../../core/scope.js';
import type { IssuedTokens } from '../grants/grant.js';

/** The parameters of a token request, for the explorer: which of them are needed depends on the grant. */
export class TokenRequestDto {
  /** `authorization_code`, `refresh_token`, `client_credentials` or `urn:ietf:params:oauth:grant-type:device_code`. @example client_credentials */
  grant_type: string;
  /** The authorization code (`authorization_code`). */
  code?: string;
  /** The redirect URI of the authorization request, where that named one (`authorization_code`). */
  redirect_uri?: string;
  /** PKCE (RFC 7636 §4.5): 43 to 128 characters (`authorization_code`). */
  code_verifier?: string;
  /** The device code (`urn:ietf:params:oauth:grant-type:device_code`). */
  device_code?: string;
  /** The API key (`urn:ietf:params:oauth:grant-type:token-exchange`). */
  subject_token?: string;
  /** `urn:latchkey:params:oauth:token-type:api_key` (RFC 8693 §2.1). */
  subject_token_type?: string;
  /** The refresh token (`refresh_token`). */
  refresh_token?: string;
  /** Space separated; at most what was granted. */
  scope?: string;
  /** The audience that the access token is for (RFC 8707 §2). */
  resource?: string;
  /** Instead of the Authorization header. */
  client_id?: string;
  /** Instead of the Authorization header. */
  client_secret?: string;
  /** With `client_assertion`: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
  client_assertion_type?: string;
  /** Instead of a secret: a JWT that the client has signed, used once (RFC 7523, `private_key_jwt`). */
  client_assertion?: string;
}

/** RFC 6749 §5.1; lifetimes in seconds. */
export class TokenResponseDto {
  /** @example eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.… */
  access_token: string;
  /** @example Bearer */
  token_type: string;
  /** @example 3600 */
  expires_in: number;
  /** What was granted, space separated. @example 'openid profile email' */
  scope: string;
  /** @example rt_8Yh… */
  refresh_token?: string;
  /** @example 2592000 */
  refresh_token_expires_in?: number;
  /** OpenID Connect Core §2, where the scope has `openid`. @example eyJhbGciOiJSUzI1NiJ9.… */
  id_token?: string;
  /** RFC 8693 §2.2.1, where a token was exchanged. @example 'urn:ietf:params:oauth:token-type:access_token' */
  issued_token_type?: string;

  static of(issued: IssuedTokens): TokenResponseDto {
    return {
      access_token: issued.accessToken,
      token_type: 'Bearer',
      expires_in: issued.expiresIn,
      scope: formatScope(issued.scope),
      refresh_token: issued.refreshToken,
      refresh_token_expires_in: issued.refreshTokenExpiresIn,
      id_token: issued.idToken,
      issued_token_type: issued.issuedTokenType,
    };
  }
}

/** RFC 6749 §5.2 */
export class OAuthErrorDto {
  /** @example invalid_grant */
  error: string;
  /** For the developer of the client; never for an end user. */
  error_description: string;
}

/** RFC 7662 §2.1 and RFC 7009 §2.1 */
export class TokenQueryDto {
  /** An access token or a refresh token. */
  token: string;
  /** `access_token` or `refresh_token`; not needed, a token tells what it is. */
  token_type_hint?: string;
  /** Instead of the Authorization header. */
  client_id?: string;
  /** Instead of the Authorization header. */
  client_secret?: string;
  /** With `client_assertion`: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`. */
  client_assertion_type?: string;
  /** Instead of a secret: a JWT that the client has signed, used once (RFC 7523, `private_key_jwt`). */
  client_assertion?: string;
}

/** RFC 8693 §4.1 */
export class ActorDto {
  /** The person's id. @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  sub: string;
}

/** RFC 7662 §2.2; of a token that is not active nothing else is told. */
export class IntrospectionDto {
  active: boolean;
  /** @example 'tickets.ticket.r' */
  scope?: string;
  /** @example demo-web */
  client_id?: string;
  /** The name that the person signs in with, where the scope has `profile`. @example ada@example.com */
  username?: string;
  /** For whom the token acts: `person`, `organization` or `client`. @example client */
  bearer_type?: string;
  /** @example Bearer */
  token_type?: string;
  /** Seconds since the epoch. @example 1795358802 */
  exp?: number;
  /** Seconds since the epoch. @example 1795355202 */
  iat?: number;
  /** @example demo-web */
  sub?: string;
  aud?: string[];
  /** @example http://localhost:3000/demo/oauth2/v1 */
  iss?: string;
  jti?: string;
  /** The browser session that the token ends with. */
  sid?: string;
  /** What else the token ends with, as the revocation feed names it: a consent, an installation, a session or an API key. */
  grant_id?: string;
  /** All tokens that descend from one exchange. */
  family_id?: string;
  /** The membership by which somebody acts for the organization. */
  membership_id?: string;
  /** Addresses and networks from which alone it may be used. @example ['192.0.2.0/24'] */
  allowed_ips?: string[];
  /** Who acts for the organization that is the bearer (RFC 8693 §4.1). */
  act?: ActorDto;
}

/** An organization that the person belongs to. */
export class UserGroupDto {
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  id: string;
  /** @example 'Analytical Engines Ltd' */
  name: string;
  /** Whether the person may manage it. */
  writable: boolean;
}

/** What may be read, or written as well. */
export class UserPermissionDto {
  /** @example tickets.ticket */
  identifier: string;
  writable: boolean;
}

/** OpenID Connect Core §5.1, as far as the scope goes. */
export class UserInfoDto {
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  sub: string;
  /** @example 'Ada Lovelace' */
  name?: string;
  /** @example ada@example.com */
  preferred_username?: string;
  /** @example en-GB */
  locale?: string;
  /** @example Europe/London */
  zoneinfo?: string;
  /** Seconds since the epoch. @example 1795355202 */
  updated_at?: number;
  /** @example ada@example.com */
  email?: string;
  email_verified?: boolean;
  /** With the scope `directory.person.r` or `directory.organizations.r`, and to the session's cookie. */
  groups?: UserGroupDto[];
  /** What the scope means; to the session's cookie, all that the person may. */
  permissions?: UserPermissionDto[];
}

/** OpenID Connect Discovery §3 and RFC 8414 §2. */
export class DiscoveryDto {
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  device_authorization_endpoint: string;
  introspection_endpoint: string;
  revocation_endpoint: string;
  userinfo_endpoint: string;
  end_session_endpoint: string;
  jwks_uri: string;
  scopes_supported: string[];
  response_types_supported: string[];
  response_modes_supported: string[];
  grant_types_supported: string[];
  subject_types_supported: string[];
  id_token_signing_alg_values_supported: string[];
  token_endpoint_auth_methods_supported: string[];
  token_endpoint_auth_signing_alg_values_supported: string[];
  introspection_endpoint_auth_methods_supported: string[];
  introspection_endpoint_auth_signing_alg_values_supported: string[];
  revocation_endpoint_auth_methods_supported: string[];
  revocation_endpoint_auth_signing_alg_values_supported: string[];
  code_challenge_methods_supported: string[];
  claims_supported: string[];
  prompt_values_supported: string[];
  ui_locales_supported: string[];
  authorization_response_iss_parameter_supported: boolean;
  claims_parameter_supported: boolean;
  request_parameter_supported: boolean;
  request_uri_parameter_supported: boolean;
  service_documentation: string;
}
