import { type Api, bindOperations, type Operations, request, type Route } from './api.js';
import type { AuthMode } from './auth-modes.js';
import { type CallOptions, Calls, type Content } from './calls.js';
import { type ClientCredentials, Identity, type SessionOptions } from './identity.js';
import { LatchkeyError } from './latchkey-error.js';
import { OAuth2 } from './oauth2.js';
import { parsePlatform, type Platform } from './platform-address.js';
import { Session } from './session.js';
import { TokenKeeper } from './token-keeper.js';
import { readTokenSet, type TokenSet, type TokenSetInput, unixNow } from './token-set.js';
import { memoryStore, type TokenStore } from './token-store.js';
import { type Fetch, type RetryOptions, Transport } from './transport.js';

export interface OAuthOptions extends ClientCredentials {
  /** Default: in memory. */
  readonly tokenStore?: TokenStore;
  /** Whether access tokens are renewed before they end and after a 401. Default `true`. */
  readonly autoRefresh?: boolean;
}

export interface ClientOptions<Extra extends Operations = Operations> {
  readonly platform: Platform;
  readonly auth?: {
    /** Default `auto`. */
    readonly mode?: AuthMode;
    readonly oauth?: OAuthOptions;
    readonly session?: SessionOptions;
  };
  /** `false`: nothing is repeated. */
  readonly retry?: RetryOptions | false;
  /** Milliseconds an attempt may take. Default 30,000. */
  readonly timeout?: number;
  /** Default: the platform's own. */
  readonly fetch?: Fetch;
  /** Methods of `api` beside the management API's. */
  readonly operations?: Extra;
}

/** The tokens in the store. */
export interface TokenAccess {
  getTokenSet(): Promise<TokenSet | null>;
  setTokenSet(tokens: TokenSetInput): Promise<void>;
  /** Forgets them; a refresh that is under way does not bring them back. */
  clearTokenSet(): Promise<void>;
}

export interface LatchkeyClient<Extra extends Operations = Record<never, never>> {
  readonly oauth2: Omit<OAuth2, 'renew'>;
  readonly auth: TokenAccess;
  readonly session: Session;
  readonly api: Api<Extra>;
  /** Any route below the instance, with a token or the session, as the mode says; the answer's body. */
  request(route: Route, content?: Content, options?: CallOptions): Promise<unknown>;
}

const MAX_WAIT = 10_000;
const PAUSE = 300;
const TIMEOUT = 30_000;

/** @throws LatchkeyError `not_configured` */
export function createClient<Extra extends Operations = Record<never, never>>(
  options: ClientOptions<Extra>,
): LatchkeyClient<Extra> {
  const { origin, base } = parsePlatform(options.platform);
  const { mode, oauth = {}, session = {} } = options.auth ?? {};
  const identity = new Identity(oauth, origin);
  const tokens: TokenKeeper = new TokenKeeper(oauth.tokenStore ?? memoryStore(), (refreshToken) =>
    oauth2.renew(refreshToken),
  );
  const settings = { base, mode, identity, session, autoRefresh: oauth.autoRefresh !== false };
  const calls = new Calls(settings, transportOf(options), tokens);
  const oauth2: OAuth2 = new OAuth2(base, identity, calls, tokens);
  return {
    oauth2,
    auth: tokenAccess(tokens),
    session: new Session(calls, tokens),
    api: bindOperations(calls, options.operations),
    request: (route, content, callOptions) => request(calls, { route, content }, callOptions),
  };
}

function transportOf({ retry = {}, timeout = TIMEOUT, fetch }: ClientOptions<Operations>): Transport {
  const { attempts = 2, maxWait = MAX_WAIT, pause = PAUSE } = retry === false ? { attempts: 0 } : retry;
  // A browser's fetch must not be called as a method of anything else.
  return new Transport({
    fetch: fetch ?? ((url, init) => globalThis.fetch(url, init)),
    retry: { attempts, maxWait, pause },
    timeout,
  });
}

function tokenAccess(tokens: TokenKeeper): TokenAccess {
  return {
    getTokenSet: () => tokens.current(),
    setTokenSet: async (input) => tokens.keep(givenTokens(input)),
    clearTokenSet: () => tokens.keep(null),
  };
}

function givenTokens(input: TokenSetInput): TokenSet {
  const tokens = readTokenSet(input, unixNow());
  if (tokens) return tokens;
  throw new LatchkeyError({
    code: 'missing_parameter',
    description: 'there is no token in it; clearTokenSet() forgets them',
  });
}
