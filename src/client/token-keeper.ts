import { LatchkeyError } from './latchkey-error.js';
import {
  isExpired,
  isExpiring,
  type IssuedTokenSet,
  isIssued,
  readTokenSet,
  type TokenSet,
  unixNow,
} from './token-set.js';
import type { TokenStore } from './token-store.js';

/** Spends a refresh token at the token endpoint. */
export type Refresh = (refreshToken: string) => Promise<IssuedTokenSet>;

/** The tokens in hand. However many callers find them expired, one refresh is under way at a time, and all wait for it. */
export class TokenKeeper {
  private underWay: Promise<IssuedTokenSet> | undefined;
  /** A refresh token of which nobody knows whether it is spent: the answer was lost. */
  private doubtful: string | undefined;
  /** Counts what the caller has decided; a refresh that began before it may not undo it. */
  private decisions = 0;

  constructor(
    private readonly store: TokenStore,
    private readonly refreshAt: Refresh,
  ) {}

  async current(): Promise<TokenSet | null> {
    return readTokenSet(await this.store.get(), unixNow());
  }

  async keep(tokens: TokenSet | null): Promise<void> {
    this.decisions += 1;
    await this.store.set(tokens);
  }

  /**
   * @param spent the access token that was found to be dead or dying; where another one is in the store by now, that one is it
   * @throws LatchkeyError `no_token`, or what the token endpoint answered
   */
  refresh(spent?: string): Promise<IssuedTokenSet> {
    this.underWay ??= this.exclusively(() => this.renew(spent)).finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  /**
   * Whether to renew them before a call. A doubtful refresh token waits until the access token is dead: if it is spent already, using
   * it again is taken for theft and ends the access token too (RFC 9700 §4.14.2); then there is nothing left to lose.
   */
  isDue(tokens: TokenSet): boolean {
    const now = unixNow();
    return isExpiring(tokens, now) && (tokens.refreshToken !== this.doubtful || isExpired(tokens, now));
  }

  private exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.store.lock ? this.store.lock(work) : work();
  }

  private async renew(spent: string | undefined): Promise<IssuedTokenSet> {
    const decisions = this.decisions;
    const held = await this.current();
    if (spent !== undefined && isIssued(held) && held.accessToken !== spent && !isExpiring(held, unixNow()))
      return held;
    if (held?.refreshToken === undefined) throw noToken('there is no refresh token');
    const issued = await this.spend(held.refreshToken);
    // RFC 6749 §6: without a new one, the old refresh token stays.
    const renewed = { ...issued, refreshToken: issued.refreshToken ?? held.refreshToken };
    if (decisions === this.decisions) await this.store.set(renewed);
    return renewed;
  }

  private async spend(refreshToken: string): Promise<IssuedTokenSet> {
    try {
      return await this.refreshAt(refreshToken);
    } catch (error) {
      if (isLost(error)) this.doubtful = refreshToken;
      throw error;
    }
  }
}

/** Whether it is an error of the way, not of the server: nobody knows what has arrived. */
export function isLost(error: unknown): boolean {
  return error instanceof LatchkeyError && error.status === 0;
}

export function noToken(description: string, operation?: string): LatchkeyError {
  return new LatchkeyError({ code: 'no_token', description, operation });
}
