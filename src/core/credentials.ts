import { invalidRequest } from './errors.js';
import { API_KEY_PATTERN, isJwtShaped } from './secret-format.js';

type Kind = 'api-key' | 'jwt' | 'opaque' | 'session' | 'basic';

/** The one credential of a request, by its syntax alone. The value of `basic` is the whole header, for `readBasic`. */
export type PresentedCredential = { readonly kind: 'none' } | { readonly kind: Kind; readonly value: string };

export interface CredentialRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** How many Authorization lines arrived: Node keeps the first one and drops the others silently. */
  readonly authorizationCount?: number;
}

export interface CredentialOptions {
  readonly sessionCookie: string;
  readonly basicAllowed?: boolean;
}

const NONE: PresentedCredential = { kind: 'none' };

/** RFC 9110 §11.4: a scheme, and what follows the spaces. */
const AUTHORIZATION = /^([A-Za-z0-9!#$%&'*+.^_`|~-]+)(?: +([^]*))?$/;

/** What bearer text may be, the first match decides; all other text is an opaque token, which the look-up refuses or knows. */
const BEARER_KINDS: readonly { readonly kind: Kind; matches(text: string): boolean }[] = [
  { kind: 'api-key', matches: (text) => API_KEY_PATTERN.test(text) },
  { kind: 'jwt', matches: isJwtShaped },
  { kind: 'opaque', matches: () => true },
];

/**
 * Finds at most one credential. An Authorization header beats the cookie even where it is of no use: what was sent and
 * refused never falls through to another kind.
 * @throws invalid_request for more than one Authorization header (RFC 6750 §2)
 */
export function presentedCredential(request: CredentialRequest, options: CredentialOptions): PresentedCredential {
  const lines = linesOf(request.headers['authorization']);
  if (Math.max(lines.length, request.authorizationCount ?? 0) > 1) {
    throw invalidRequest('the request has more than one Authorization header');
  }
  const [authorization] = lines;
  if (authorization !== undefined) return fromAuthorization(authorization, options.basicAllowed ?? false);
  return fromCookie(linesOf(request.headers['cookie']).join('; '), options.sessionCookie);
}

/** All values of each cookie, as sent: without decoding, in order (RFC 6265 §5.4). Linear. */
export function parseCookies(header: string | undefined): Map<string, string[]> {
  const cookies = new Map<string, string[]>();
  for (const pair of (header ?? '').split(';')) {
    const end = pair.indexOf('=');
    const name = pair.slice(0, Math.max(end, 0)).trim();
    const values = cookies.get(name) ?? [];
    if (name !== '') cookies.set(name, values);
    values.push(pair.slice(end + 1).trim());
  }
  return cookies;
}

function linesOf(header: string | readonly string[] | undefined): readonly string[] {
  return typeof header === 'string' ? [header] : (header ?? []);
}

function fromAuthorization(header: string, basicAllowed: boolean): PresentedCredential {
  const [, scheme = '', text = ''] = AUTHORIZATION.exec(header) ?? [];
  if (/^bearer$/i.test(scheme)) return bearerCredential(text);
  if (/^basic$/i.test(scheme) && basicAllowed) return { kind: 'basic', value: header };
  return NONE;
}

function bearerCredential(text: string): PresentedCredential {
  const match = BEARER_KINDS.find((candidate) => candidate.matches(text));
  return match === undefined ? NONE : { kind: match.kind, value: text };
}

function fromCookie(header: string, name: string): PresentedCredential {
  // Two cookies of one name: another path or host of this site has set one of them, and nothing tells which (RFC 6265 §8.6).
  const [value, second] = parseCookies(header).get(name) ?? [];
  return value === undefined || value === '' || second !== undefined ? NONE : { kind: 'session', value };
}
