/** All of it may be absent: name and password are in the header. */
export class PasswordTokenRequestDto {
  /** A code of the second factor, where the person has one. @example '123456' */
  otp?: string;
  /** Space separated; absent: all that the person may. @example 'openid profile tickets.ticket.r' */
  scope?: string;
}

/** A bearer token; lifetimes in seconds. */
export class PasswordTokenDto {
  /** @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.… */
  access_token: string;
  /** @example Bearer */
  token_type: string;
  /** @example 86400 */
  expires_in: number;
}

export class OwnTokenQueryDto {
  /** Absent, and authenticated by a bearer token: that one. @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.… */
  token?: string;
  /** A code of the second factor, beside name and password. @example '123456' */
  otp?: string;
}

/** Of a token that is not active nothing else is told. */
export class OwnTokenDto {
  active: boolean;
  /** @example password */
  client_id?: string;
  /** @example ada@example.com */
  username?: string;
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  sub?: string;
  /** @example Bearer */
  token_type?: string;
  /** @example 'openid profile email' */
  scope?: string;
  /** Seconds since the epoch. @example 1795441602 */
  exp?: number;
  /** Seconds since the epoch. @example 1795355202 */
  iat?: number;
}

export class NamedLoginDto {
  /** The e-mail address. @example ada@example.com */
  name: string;
  /** @example 'four words nobody guesses' */
  password: string;
  /** What the caller calls its device; it comes back as it is. @example my-laptop */
  identifier?: string;
  /** A code of the second factor, where the person has one. @example '123456' */
  otp?: string;
}

export class NamedLoginAnswerDto {
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  user: string;
  /** Always null: no app is signed in. */
  application: string | null;
  /** A bearer token. @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.… */
  token: string;
  /** @example my-laptop */
  identifier: string;
  /** When the token ends; seconds since the epoch. @example 1795441602 */
  expdate: number;
}

export class AuthenticatedDto {
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  user: string;
  /** The client whose token it is; null in a browser session. @example demo-web */
  application: string | null;
  /** @example en_US */
  lang: string;
}

export class SessionSettingsDto {
  /** BCP 47. @example en-GB */
  locale?: string;
  /** IANA. @example Europe/London */
  zoneinfo?: string;
}

/** Who is signed in, as far as the credential may know. */
export class SessionCheckDto {
  auth: AuthenticatedDto;
  /** @example 01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11 */
  user: string;
  /** Always null: there is no address book. */
  contact: string | null;
  /** @example 'Ada Lovelace' */
  name?: string;
  /** @example ada@example.com */
  email?: string;
  /** With `access=1`: whether the person may manage one of the groups. */
  admin?: boolean;
  /** With `access=1`; always false. */
  nopublic?: boolean;
  /** With `access=1`; always false. */
  apionly?: boolean;
  /** With `access=1`: by the organization's id, whether the person may manage it. */
  groups?: Record<string, boolean>;
  /** With `access=1`: by what it is about, whether it may be written. */
  permissions?: Record<string, boolean>;
  /** With `settings=1`. */
  settings?: SessionSettingsDto;
}
