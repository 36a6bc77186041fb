import { invalidRedirectUri } from './errors.js';

/** Characters of the longest URI that can be registered. */
const MAXIMUM_LENGTH = 2_048;

/** RFC 8252 §7.3: the loopback literals, any port. Not localhost, which a resolver may send elsewhere (§8.3). */
const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::([1-9][0-9]{0,4}))?(\/[^]*)$/;

/** The characters of RFC 3986 §2 without `*` and `#`: no wildcard, no fragment, nothing that a parser strips or rewrites. */
const URI_TEXT = /^(?:[A-Za-z0-9\-._~:/?[\]@!$&'()+,;=]|%[0-9A-Fa-f]{2})+$/;

/** Control characters hidden by percent-encoding. */
const ENCODED_CONTROL = /%(?:[01][0-9A-Fa-f]|7[Ff])/;

/** RFC 8252 §7.1: a scheme in reverse domain notation, which no other app can claim by accident. */
const PRIVATE_SCHEME = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+:$/;

const LOOPBACK_HOSTS = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Byte-exact (RFC 9700 §4.1.3), except for the port of a loopback literal, which a native app learns only when it starts.
 * No pattern, no normalisation: nothing is parsed that an attacker could make us read differently from a browser.
 */
export function matchesRedirectUri(registered: string, presented: string): boolean {
  if (presented === registered) return true;
  if (presented.length > MAXIMUM_LENGTH) return false;
  const expected = withoutPort(registered);
  return expected !== undefined && expected === withoutPort(presented);
}

/**
 * What may be registered: https, http on a loopback host, or an app's own scheme with a dot in it; absolute, written in its
 * normal form, without fragment, wildcard or user information (RFC 9700 §2.6, RFC 8252 §7, RFC 6749 §3.1.2).
 * @throws invalid_redirect_uri
 */
export function assertRegistrableRedirectUri(uri: string): void {
  if (uri.length > MAXIMUM_LENGTH) throw invalidRedirectUri('the redirect URI is too long');
  if (!URI_TEXT.test(uri) || ENCODED_CONTROL.test(uri)) {
    throw invalidRedirectUri('the redirect URI has a wildcard, a fragment or a character that is not allowed');
  }
  const url = parse(uri);
  if (url.username !== '' || url.password !== '') throw invalidRedirectUri('the redirect URI names a user');
  if (!hasAllowedScheme(url)) {
    throw invalidRedirectUri(
      'the redirect URI must be https, http on a loopback host, or a scheme like com.example.app',
    );
  }
  // Dot segments, upper-case hosts, default ports, `https:host`: what a browser would open is not what was written.
  if (url.href !== uri && url.href !== `${uri}/`)
    throw invalidRedirectUri('the redirect URI is not in its normal form');
}

/** Appends to the query, which keeps what it has (RFC 6749 §3.1.2, Appendix B). Absent values are left out. */
export function withParameters(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const encoded = encode(parameters);
  if (encoded === '') return uri;
  if (!uri.includes('?')) return `${uri}?${encoded}`;
  return /[?&]$/.test(uri) ? uri + encoded : `${uri}&${encoded}`;
}

/** The same in the fragment (OAuth 2.0 Multiple Response Types §2.1); a registered URI has none. */
export function withFragment(uri: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const encoded = encode(parameters);
  return encoded === '' ? uri : `${uri}#${encoded}`;
}

function withoutPort(uri: string): string | undefined {
  const [, host, port, rest] = LOOPBACK.exec(uri) ?? [];
  if (host === undefined || Number(port ?? 80) > 65_535) return undefined;
  return `${host}${rest}`;
}

function parse(uri: string): URL {
  try {
    return new URL(uri);
  } catch (cause) {
    throw invalidRedirectUri('the redirect URI is not absolute', { cause });
  }
}

function hasAllowedScheme(url: URL): boolean {
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return LOOPBACK_HOSTS.includes(url.hostname);
  return PRIVATE_SCHEME.test(url.protocol) && url.href.startsWith(`${url.protocol}/`);
}

// %20 is a space to form decoders and to those that only know percent-encoding; a plus only to the former.
function encode(parameters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.append(name, value);
  return query.toString().replaceAll('+', '%20');
}
