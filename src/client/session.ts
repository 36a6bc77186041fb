import type { CallOptions, Calls, Operation } from './calls.js';
import type { FormFields } from './authorization.js';
import { basicHeader } from './identity.js';
import { LatchkeyError } from './latchkey-error.js';
import type { TokenKeeper } from './token-keeper.js';
import { type IssuedTokenSet, isIssued, readTokenSet, unixNow } from './token-set.js';

export interface PasswordLogin {
  /** User name or e-mail address. */
  readonly name: string;
  readonly password: string;
  /** The code of the second factor, where the person has one. */
  readonly otp?: string;
  /** What tells this device from the person's others. */
  readonly identifier?: string;
  readonly [field: string]: unknown;
}

export interface PasswordTokenRequest {
  readonly username: string;
  readonly password: string;
  readonly otp?: string;
  /** `false`: only return the token. */
  readonly store?: boolean;
}

const ROOT = '/auth/v1';
const OPEN: ReadonlySet<never> = new Set();

const LOGIN: Operation = { name: 'session.login', method: 'POST', path: `${ROOT}/login`, accepts: OPEN };
const TOKEN: Operation = { name: 'session.getToken', method: 'POST', path: `${ROOT}/token`, accepts: OPEN };
const CHECK: Operation = {
  name: 'session.verify',
  method: 'HEAD',
  path: `${ROOT}/`,
  accepts: new Set(['bearer', 'session']),
};
const WHO: Operation = { ...CHECK, name: 'session.getUserInfo', method: 'GET' };
const LOGOUT: Operation = { ...WHO, name: 'session.logout', path: `${ROOT}/logout` };

export interface SignedIn {
  readonly user: string | number;
  readonly token: string;
  readonly identifier: string | null;
  /** Unix seconds. */
  readonly expdate: number | null;
  readonly [field: string]: unknown;
}

/** Sessions and tokens for user name and password, `/{instance}/auth/v1`. */
export class Session {
  constructor(
    private readonly calls: Calls,
    private readonly tokens: TokenKeeper,
  ) {}

  /** In a browser, sets the cookie. The token in the answer is not stored: `auth.setTokenSet` would use it. */
  async login(login: PasswordLogin): Promise<SignedIn> {
    return (await this.calls.call(LOGIN, { form: login })).body as SignedIn;
  }

  /** Whether somebody is signed in. */
  async verify(options?: CallOptions): Promise<boolean> {
    try {
      await this.calls.call(CHECK, {}, options);
      return true;
    } catch (error) {
      const isNobody = error instanceof LatchkeyError && (error.status === 401 || error.code === 'no_token');
      if (isNobody) return false;
      throw error;
    }
  }

  async getUserInfo(query: FormFields = {}, options?: CallOptions): Promise<unknown> {
    return (await this.calls.call(WHO, { query }, options)).body;
  }

  async logout(options?: CallOptions): Promise<null> {
    await this.calls.call(LOGOUT, {}, options);
    return null;
  }

  /** A token for user name and password; afterwards calls use it. */
  async getToken({ username, password, otp, store }: PasswordTokenRequest): Promise<IssuedTokenSet> {
    const headers = { authorization: basicHeader(username, password) };
    const { body } = await this.calls.call(TOKEN, otp === undefined ? {} : { form: { otp } }, { headers });
    const tokens = readTokenSet(body, unixNow());
    if (!isIssued(tokens)) {
      throw new LatchkeyError({
        code: 'unexpected_answer',
        description: 'no token was answered',
        operation: TOKEN.name,
        body,
      });
    }
    if (store !== false) await this.tokens.keep(tokens);
    return tokens;
  }
}
