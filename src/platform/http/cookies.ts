export interface CookieOptions {
  /** Which paths the browser sends it to, e.g. `/demo`. */
  readonly path: string;
  /** Seconds it lives; absent: as long as the browser; 0 deletes it. */
  readonly maxAge?: number;
  /** Only over HTTPS: `true` whenever the public URL is https. */
  readonly secure: boolean;
  /** `true` unless said otherwise: no script reads it. */
  readonly httpOnly?: boolean;
  /** `lax` unless said otherwise. */
  readonly sameSite?: 'strict' | 'lax' | 'none';
}

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;
const PATH = /^\/[\x21-\x3a\x3c-\x7e]*$/;
const SAME_SITE = { strict: 'Strict', lax: 'Lax', none: 'None' } as const;

/** One `Set-Cookie` value (RFC 6265 §4.1.1). Throws on what could end the value or start a new attribute or header line. */
export function serializeCookie(name: string, value: string, options: CookieOptions): string {
  if (!NAME.test(name) || !VALUE.test(value)) throw new Error(`the cookie ${JSON.stringify(name)} can not be written`);
  if (!PATH.test(options.path)) throw new Error(`the cookie ${name} has no valid path`);
  const attributes = [`${name}=${value}`, `Path=${options.path}`];
  if (options.maxAge !== undefined) attributes.push(`Max-Age=${Math.trunc(options.maxAge)}`);
  if (options.secure) attributes.push('Secure');
  if (options.httpOnly !== false) attributes.push('HttpOnly');
  attributes.push(`SameSite=${SAME_SITE[options.sameSite ?? 'lax']}`);
  return attributes.join('; ');
}
