import {
  type AuthorizationCallback,
  type AuthorizationRequest,
  buildAuthorizationUrl,
  type ExpectedCallback,
  type FormFields,
  parseAuthorizationCallback,
} from './authorization.js';
import type { CallOptions, Calls, Operation } from './calls.js';
import type { Identity } from './identity.js';
import { LatchkeyError } from './latchkey-error.js';
import { createPkce, createState } from './proof.js';
import type { TokenKeeper } from './token-keeper.js';
import { type IssuedTokenSet, isIssued, readTokenSet, unixNow } from './token-set.js';

export interface CodeExchange {
  readonly code: string;
  /** What the authorization request named. */
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
  /** `false`: only return the tokens. */
  readonly store?: boolean;
}

export interface RefreshRequest {
  /** Default: the stored one. */
  readonly refreshToken?: string;
  readonly store?: boolean;
}

/** RFC 7662 §2.2 */
export interface Introspection {
  readonly active: boolean;
  readonly scope?: string;
  readonly client_id?: string;
  readonly username?: string;
  readonly sub?: string;
  readonly exp?: number;
  readonly [claim: string]: unknown;
}

export interface UserInfo {
  readonly sub: string;
  readonly name?: string;
  readonly email?: string;
  readonly [claim: string]: unknown;
}

/** What to keep with the browser that is sent away, until it comes back. */
export interface StartedAuthorization {
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
}

const ROOT = '/oauth2/v1';

// The token endpoint is asked once. Whether a lost answer had spent the code or the refresh token is not known, and spending one
// twice is taken for theft: the server ends everything that came from it (RFC 6749 §4.1.2, RFC 9700 §4.14.2). No profile that this
// path serves answers the second time with the identical successor; where one does, `isRepeatable` is all that changes.
const TOKEN = { method: 'POST', path: `${ROOT}/token`, accepts: new Set(['basic'] as const) };
const REVOKE = { ...TOKEN, name: 'oauth2.revokeToken', path: `${ROOT}/revoke`, isRepeatable: true };
const INTROSPECT = { ...REVOKE, name: 'oauth2.introspectToken', path: `${ROOT}/introspect` };
const USERINFO: Operation = {
  name: 'oauth2.getUserInfo',
  method: 'GET',
  path: `${ROOT}/userinfo`,
  accepts: new Set(['bearer', 'session']),
};

/** The endpoints of RFC 6749, RFC 7009, RFC 7662 and OpenID Connect. */
export class OAuth2 {
  constructor(
    private readonly base: string,
    private readonly identity: Identity,
    private readonly calls: Calls,
    private readonly tokens: TokenKeeper,
  ) {}

  /** @throws LatchkeyError `missing_parameter` */
  buildAuthorizationUrl(request: AuthorizationRequest): string {
    const clientId = request.clientId ?? this.identity.clientId;
    return buildAuthorizationUrl(`${this.base}${ROOT}/authorize`, { ...request, clientId });
  }

  parseAuthorizationCallback(url: string | URL, expected?: ExpectedCallback): AuthorizationCallback {
    return parseAuthorizationCallback(url, expected);
  }

  /** A request with a fresh `state` and PKCE. Keep the answer with the browser, and give it to `finishAuthorization`. */
  async startAuthorization(request: AuthorizationRequest): Promise<StartedAuthorization> {
    const { codeVerifier, ...proof } = await createPkce();
    const state = request.state ?? createState();
    const url = this.buildAuthorizationUrl({ ...request, ...proof, state });
    return { url, state, codeVerifier, redirectUri: request.redirectUri };
  }

  /** @throws LatchkeyError with the callback's error, `state_mismatch`, or what the token endpoint answered */
  async finishAuthorization(callbackUrl: string | URL, started: StartedAuthorization): Promise<IssuedTokenSet> {
    const callback = parseAuthorizationCallback(callbackUrl, { state: started.state });
    if (callback.code === null || callback.isError) {
      const code = callback.error ?? 'unexpected_answer';
      const description = callback.errorDescription ?? undefined;
      throw new LatchkeyError({ code, description, operation: 'oauth2.finishAuthorization' });
    }
    const { codeVerifier, redirectUri } = started;
    return this.exchangeAuthorizationCode({ code: callback.code, codeVerifier, redirectUri });
  }

  async exchangeAuthorizationCode({ store, ...exchange }: CodeExchange): Promise<IssuedTokenSet> {
    const { code, codeVerifier, redirectUri } = exchange;
    const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri };
    const tokens = await this.obtain('oauth2.exchangeAuthorizationCode', form);
    if (store !== false) await this.tokens.keep(tokens);
    return tokens;
  }

  /** The stored refresh token is spent once for all who ask at the same time; one of the caller's own for this call alone. */
  async refreshToken({ refreshToken, store }: RefreshRequest = {}): Promise<IssuedTokenSet> {
    if (refreshToken === undefined) return this.tokens.refresh();
    const issued = await this.renew(refreshToken);
    const tokens = { ...issued, refreshToken: issued.refreshToken ?? refreshToken };
    if (store !== false) await this.tokens.keep(tokens);
    return tokens;
  }

  /** What the token endpoint answers to a refresh token; nothing is stored. */
  renew(refreshToken: string): Promise<IssuedTokenSet> {
    return this.obtain('oauth2.refreshToken', { grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  /** RFC 7009: `null` also where there was no such token. What is stored stays: `auth.clearTokenSet()` forgets it. */
  async revokeToken({ token }: { readonly token: string }): Promise<null> {
    await this.calls.call(REVOKE, { form: { token, ...this.identity.fields } }, { mode: 'oauth' });
    return null;
  }

  async introspectToken({ token }: { readonly token: string }): Promise<Introspection> {
    const form = { token, ...this.identity.fields };
    return (await this.calls.call(INTROSPECT, { form }, { mode: 'oauth' })).body as Introspection;
  }

  /** With the token or the browser's cookie, whichever the mode has: the check of a session. */
  async getUserInfo(options?: CallOptions): Promise<UserInfo> {
    return (await this.calls.call(USERINFO, {}, options)).body as UserInfo;
  }

  /** Any grant, with fields of the caller's own; the answer as it came, not stored. */
  async getToken(fields: FormFields): Promise<unknown> {
    return this.ask('oauth2.getToken', fields);
  }

  private async obtain(name: string, fields: FormFields): Promise<IssuedTokenSet> {
    const body = await this.ask(name, fields);
    const tokens = readTokenSet(body, unixNow());
    if (isIssued(tokens)) return tokens;
    throw new LatchkeyError({ code: 'unexpected_answer', description: 'no token was answered', operation: name, body });
  }

  private async ask(name: string, fields: FormFields): Promise<unknown> {
    const form = { ...fields, ...this.identity.fields };
    return (await this.calls.call({ ...TOKEN, name }, { form }, { mode: 'oauth' })).body;
  }
}
