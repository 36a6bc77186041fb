import type { Role } from '../../../core/roles.js';
import type { Bearer } from '../../../core/principal.js';
import type { IssuedTokens } from '../../../oauth2/index.js';

/** In the query, as a form or as JSON. */
export class AccessTokenRequestDto {
  /** May be left out with a `code`. @example client_credentials */
  grant_type?: string;
  /** The authorization code. */
  code?: string;
  /** PKCE (RFC 7636 §4.5): 43 to 128 characters. */
  code_verifier?: string;
  /** May be left out; if it is sent, it is the one of the authorization request, with or without our answer in its query. */
  redirect_uri?: string;
  refresh_token?: string;
  device_code?: string;
  /**
   * Separated by commas or spaces; each with its bearer in client credentials.
   * @example 'Org/b1475f65-236c-58b8-96e1-e1778b43beb7.directory.organization.r'
   */
  scope?: string;
  /** Instead of the Authorization header. */
  client_id?: string;
  /** Instead of the Authorization header. */
  client_secret?: string;
}

/** For whom a token acts. */
export class TokenBearerDto {
  /** @example b1475f65-236c-58b8-96e1-e1778b43beb7 */
  id: string;
  /** `Person` or `Organization`. @example Organization */
  type: string;
}

/** The member in whose name the organization's token acts. */
export class TokenActorDto {
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  id: string;
  /** @example Person */
  type: string;
  roles: Role[];
}

export class AccessTokenDto {
  /** A JWT. @example eyJhbGciOiJSUzI1NiIsImtpZCI6… */
  access_token: string;
  /** For one use, within seven days. @example rt_8Yh… */
  refresh_token?: string;
  /** @example bearer */
  token_type: string;
  /** Separated by commas, without the bearer. @example 'directory.organization.r,directory.sites.rw' */
  scope: string;
  /** First the technical name of the app. */
  audiences: string[];
  /** Seconds. @example 3600 */
  expires_in: number;
  bearer: TokenBearerDto;
  /** Only of a token that acts for an organization on behalf of one of its members. */
  bearer_on_behalf_of?: TokenActorDto;

  static of({ actor, ...issued }: IssuedTokens): AccessTokenDto {
    return {
      access_token: issued.accessToken,
      refresh_token: issued.refreshToken,
      token_type: 'bearer',
      scope: [...issued.scope].join(','),
      audiences: [...new Set([issued.appName, ...issued.audience])],
      expires_in: issued.expiresIn,
      bearer: { id: issued.bearer.id, type: TYPES[issued.bearer.type] },
      bearer_on_behalf_of: actor && { id: actor.userId, type: TYPES.person, roles: [...actor.roles] },
    };
  }
}

const TYPES: Readonly<Record<Bearer['type'], string>> = {
  person: 'Person',
  organization: 'Organization',
  client: 'App',
};
