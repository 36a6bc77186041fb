import { type Answer, refusalOf } from './answer.js';
import { type AuthMode, type Candidate, candidatesOf, type Credential, modeOf } from './auth-modes.js';
import { encodeForm, type FormFields } from './authorization.js';
import type { Identity, SessionOptions } from './identity.js';
import { isLost, noToken, type TokenKeeper } from './token-keeper.js';
import { isExpired, type TokenSet, unixNow } from './token-set.js';
import type { Transport } from './transport.js';

export interface CallOptions {
  /** Default: the client's. */
  readonly mode?: AuthMode;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Operation {
  /** Such as `oauth2.revokeToken`. */
  readonly name: string;
  readonly method: string;
  /** Below the instance. */
  readonly path: string;
  readonly accepts: ReadonlySet<Credential>;
  /** Whether doing it twice does no more than once. Default: a GET or a HEAD. */
  readonly isRepeatable?: boolean;
}

export interface Content {
  readonly query?: FormFields;
  readonly form?: FormFields;
  readonly json?: unknown;
}

export interface CallSettings {
  readonly base: string;
  readonly mode: string | undefined;
  readonly identity: Identity;
  readonly session: SessionOptions;
  readonly autoRefresh: boolean;
}

const ACCEPT = 'application/json, text/plain;q=0.9, */*;q=0.8';

/** Decides how a call authenticates, and what a 401 leads to. */
export class Calls {
  constructor(
    private readonly settings: CallSettings,
    private readonly transport: Transport,
    private readonly tokens: TokenKeeper,
  ) {}

  /** @throws LatchkeyError for every answer from 400 on */
  async call(operation: Operation, content: Content = {}, options: CallOptions = {}): Promise<Answer> {
    const call = new Call(operation, content, options);
    const mode = modeOf(options.mode ?? this.settings.mode);
    const isRenewable = operation.accepts.has('bearer') && (mode === 'auto' || mode === 'oauth') && this.canRefresh;
    const tokens = await this.ready(isRenewable);
    const candidates = candidatesOf(mode, operation.accepts, {
      hasSecret: this.settings.identity.hasSecret,
      hasToken: tokens?.accessToken !== undefined,
      isSessionEnabled: this.settings.session.enabled !== false,
    });
    if (candidates.length === 0) throw noToken(`the mode ${mode} has nothing that it accepts`, operation.name);
    const answer = await this.firstAccepted(call, candidates, { tokens, isRenewable, isLast: mode === 'oauth' });
    if (answer.status >= 400) throw refusalOf(answer, operation.name);
    return answer;
  }

  private get canRefresh(): boolean {
    return this.settings.autoRefresh && this.settings.identity.clientId !== undefined;
  }

  /**
   * A token near its end is renewed first; where that is refused, the call itself will tell.
   * @throws LatchkeyError where the token is dead already and the answer was lost: one refresh a call, not two
   */
  private async ready(isRenewable: boolean): Promise<TokenSet | null> {
    const tokens = await this.tokens.current();
    if (!isRenewable || tokens?.refreshToken === undefined || !this.tokens.isDue(tokens)) return tokens;
    return this.tokens.refresh(tokens.accessToken ?? '').catch((error: unknown) => {
      if (isLost(error) && isExpired(tokens, unixNow())) throw error;
      return tokens;
    });
  }

  private async firstAccepted(call: Call, candidates: readonly Candidate[], held: Held): Promise<Answer> {
    const [candidate = 'none', ...others] = candidates;
    const answer = candidate === 'bearer' ? await this.withToken(call, held) : await this.send(call, candidate);
    return answer.status === 401 && others.length > 0 ? this.firstAccepted(call, others, held) : answer;
  }

  private async withToken(call: Call, { tokens, isRenewable, isLast }: Held): Promise<Answer> {
    const { name } = call.operation;
    if (tokens?.accessToken === undefined) throw noToken('there is no access token', name);
    const answer = await this.send(call, 'bearer', tokens.accessToken);
    if (answer.status !== 401 || !isRenewable || tokens.refreshToken === undefined) return answer;
    const renewal = this.tokens.refresh(tokens.accessToken);
    const renewed = isLast ? await renewal : await renewal.catch(() => undefined);
    return renewed === undefined ? answer : this.send(call, 'bearer', renewed.accessToken);
  }

  private async send(call: Call, candidate: Candidate, token = ''): Promise<Answer> {
    const { operation, options } = call;
    const { headers, credentials } = await this.authentication(candidate, token);
    return this.transport.send({
      operation: operation.name,
      method: operation.method,
      url: `${this.settings.base}${call.target}`,
      headers: { accept: ACCEPT, ...call.contentType, ...options.headers, ...headers },
      body: call.body,
      // A cookie beside a token would be a second credential.
      credentials: credentials ?? 'omit',
      isRepeatable: operation.isRepeatable ?? /^(?:GET|HEAD)$/.test(operation.method),
      signal: options.signal,
    });
  }

  private async authentication(candidate: Candidate, token: string): Promise<Authentication> {
    const { identity, session } = this.settings;
    if (candidate === 'bearer') return { headers: { authorization: `Bearer ${token}` } };
    if (candidate === 'basic') return { headers: { authorization: identity.basic } };
    if (candidate === 'session')
      return { headers: await identity.cookie(session), credentials: session.credentials ?? 'include' };
    return { headers: {} };
  }
}

interface Held {
  readonly tokens: TokenSet | null;
  readonly isRenewable: boolean;
  /** Nothing follows the token: a failed refresh is the call's failure. */
  readonly isLast: boolean;
}

interface Authentication {
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials?: RequestCredentials;
}

class Call {
  constructor(
    readonly operation: Operation,
    private readonly content: Content,
    readonly options: CallOptions,
  ) {}

  get target(): string {
    const query = encodeForm(this.content.query ?? {});
    return query === '' ? this.operation.path : `${this.operation.path}?${query}`;
  }

  get body(): string | undefined {
    const { form, json } = this.content;
    return form === undefined ? JSON.stringify(json) : encodeForm(form);
  }

  get contentType(): Readonly<Record<string, string>> {
    const { form, json } = this.content;
    if (form !== undefined) return { 'content-type': 'application/x-www-form-urlencoded' };
    return json === undefined ? {} : { 'content-type': 'application/json' };
  }
}
