/** What is known of the tokens in hand. Times are Unix seconds, lifetimes seconds. */
export interface TokenSet {
  readonly tokenType: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly scope?: string;
  readonly expiresIn?: number;
  readonly refreshTokenExpiresIn?: number;
  readonly obtainedAt: number;
  readonly expiresAt?: number;
  readonly refreshTokenExpiresAt?: number;
}

/** Tokens fresh from the server. */
export type IssuedTokenSet = TokenSet & { readonly accessToken: string };

/** RFC 6749 §5.1: an answer of the token endpoint. */
export interface TokenAnswer {
  readonly token_type?: string;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope?: string;
  readonly expires_in?: number | string;
  readonly refresh_token_expires_in?: number | string;
}

/** What `setTokenSet` takes. */
export type TokenSetInput = Partial<TokenSet> | TokenAnswer;

type Fields = Readonly<Record<string, unknown>>;

/** `null` where there is neither an access nor a refresh token in it. Numbers may be strings, names in camelCase or snake_case. */
export function readTokenSet(input: unknown, now: number): TokenSet | null {
  if (typeof input !== 'object' || input === null) return null;
  const fields = input as Fields;
  const [accessToken, refreshToken] = [text(fields, 'accessToken'), text(fields, 'refreshToken')];
  if (accessToken === undefined && refreshToken === undefined) return null;
  const obtainedAt = number(fields, 'obtainedAt') ?? now;
  const [expiresIn, refreshTokenExpiresIn] = [number(fields, 'expiresIn'), number(fields, 'refreshTokenExpiresIn')];
  return withoutAbsent({
    tokenType: text(fields, 'tokenType') ?? 'Bearer',
    accessToken,
    refreshToken,
    idToken: text(fields, 'idToken'),
    scope: text(fields, 'scope'),
    expiresIn,
    refreshTokenExpiresIn,
    obtainedAt,
    expiresAt: number(fields, 'expiresAt') ?? after(obtainedAt, expiresIn),
    refreshTokenExpiresAt: number(fields, 'refreshTokenExpiresAt') ?? after(obtainedAt, refreshTokenExpiresIn),
  });
}

export function isIssued(tokens: TokenSet | null): tokens is IssuedTokenSet {
  return tokens?.accessToken !== undefined;
}

/** Seconds before its end at which an access token is renewed. */
const MARGIN = 60;

/** A token that lives for less than two margins is renewed at its half, not at every call. */
export function isExpiring({ accessToken, expiresAt, expiresIn }: TokenSet, now: number): boolean {
  if (accessToken === undefined) return true;
  const margin = expiresIn === undefined ? MARGIN : Math.min(MARGIN, expiresIn / 2);
  return expiresAt !== undefined && expiresAt <= now + margin;
}

export function isExpired({ accessToken, expiresAt }: TokenSet, now: number): boolean {
  return accessToken === undefined || (expiresAt !== undefined && expiresAt <= now);
}

export function unixNow(): number {
  return Math.floor(Date.now() / 1000);
}

function after(start: number, seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : start + seconds;
}

function valueOf(fields: Fields, name: string): unknown {
  return fields[name] ?? fields[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)];
}

function text(fields: Fields, name: string): string | undefined {
  const value = valueOf(fields, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function number(fields: Fields, name: string): number | undefined {
  const value = valueOf(fields, name);
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

/** Stores write JSON, and comparisons of what they return should hold. */
function withoutAbsent<T extends object>(tokens: T): T {
  return Object.fromEntries(Object.entries(tokens).filter(([, value]) => value !== undefined)) as T;
}
