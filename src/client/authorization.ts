import { LatchkeyError } from './latchkey-error.js';

export interface AuthorizationRequest {
  readonly redirectUri: string;
  /** Default: the client's. */
  readonly clientId?: string;
  /** From `createState()`; keep it with the browser that you send away. */
  readonly state?: string;
  readonly scope?: string | readonly string[];
  readonly responseMode?: 'query' | 'form_post';
  readonly codeChallenge?: string;
  readonly codeChallengeMethod?: 'S256';
  /** Further parameters, such as `nonce` and `prompt`. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface AuthorizationCallback {
  readonly code: string | null;
  readonly state: string | null;
  readonly error: string | null;
  readonly errorDescription: string | null;
  readonly errorUri: string | null;
  /** RFC 9207. */
  readonly issuer: string | null;
  readonly isError: boolean;
}

/** What the callback must carry; each is compared where it is given. */
export interface ExpectedCallback {
  readonly state?: string;
  readonly issuer?: string;
}

/** @throws LatchkeyError `missing_parameter` */
export function buildAuthorizationUrl(endpoint: string, request: AuthorizationRequest): string {
  const { clientId, redirectUri, scope, responseMode, codeChallenge, state, parameters = {} } = request;
  if (!clientId || !redirectUri) {
    throw new LatchkeyError({ code: 'missing_parameter', description: 'clientId and redirectUri are needed' });
  }
  const query = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: typeof scope === 'object' ? scope.join(' ') : scope,
    response_mode: responseMode,
    code_challenge: codeChallenge,
    code_challenge_method: codeChallenge === undefined ? undefined : (request.codeChallengeMethod ?? 'S256'),
    state,
    ...parameters,
  };
  return `${endpoint}?${encodeForm(query)}`;
}

/**
 * Reads where the browser came back to: a URL, absolute or relative. An answer that does not carry what was expected is an error
 * like a refusal, and its code is withheld: it may be somebody else's (RFC 6749 §10.12, RFC 9207 §2.4).
 */
export function parseAuthorizationCallback(url: string | URL, expected: ExpectedCallback = {}): AuthorizationCallback {
  const { searchParams } = new URL(String(url), 'http://callback.invalid');
  const get = (name: string): string | null => searchParams.get(name);
  const [state, issuer] = [get('state'), get('iss')];
  const strange = mismatch(expected, { state, issuer });
  const error = strange ?? get('error');
  return {
    code: strange === null ? get('code') : null,
    state,
    error,
    errorDescription: strange === null ? get('error_description') : 'The answer does not belong to what was asked.',
    errorUri: strange === null ? get('error_uri') : null,
    issuer,
    isError: error !== null,
  };
}

function mismatch(
  expected: ExpectedCallback,
  { state, issuer }: { readonly state: string | null; readonly issuer: string | null },
): string | null {
  if (expected.state !== undefined && expected.state !== state) return 'state_mismatch';
  if (expected.issuer !== undefined && issuer !== null && expected.issuer !== issuer) return 'issuer_mismatch';
  return null;
}

export type FormFields = Readonly<Record<string, unknown>>;

/** application/x-www-form-urlencoded in the given order; what is `null` or `undefined` is left out, a list is repeated. */
export function encodeForm(fields: FormFields): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => [name, String(item)]),
  );
  return new URLSearchParams(pairs).toString();
}
