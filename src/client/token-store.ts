import type { TokenSet } from './token-set.js';

/** Where tokens are kept between calls, and between runs. */
export interface TokenStore {
  get(): Promise<TokenSet | null | undefined> | TokenSet | null | undefined;
  /** `null`: forget them. */
  set(tokens: TokenSet | null): Promise<void> | void;
  /**
   * For a store that several processes or tabs share: does the work while nobody else does theirs, so that one of them refreshes
   * and the others read what it stored. In a browser: `(work) => navigator.locks.request('latchkey', work)`.
   */
  lock?<T>(work: () => Promise<T>): Promise<T>;
}

export function memoryStore(initial: TokenSet | null = null): TokenStore {
  let tokens = initial;
  return {
    get: () => tokens,
    set: (next) => {
      tokens = next;
    },
  };
}
