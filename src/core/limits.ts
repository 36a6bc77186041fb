const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

export interface Window {
  /** How many hits are let through… */
  readonly count: number;
  /** …in so many milliseconds. */
  readonly window: number;
}

/** The wait from one hit to the next, which doubles with each. Milliseconds. */
export interface GrowingDelay {
  /** Hits that are followed by no wait. */
  readonly free: number;
  readonly first: number;
  readonly longest: number;
}

export interface Limit extends Window {
  /** Further windows over the same hits. */
  readonly longer?: readonly Window[];
  readonly delay?: GrowingDelay;
}

/**
 * Of one account: five tries at once, then 1 s, 2 s, 4 s … 15 min between two of them, and never more than 10 in 15 min. The longest
 * wait is therefore 15 min, whatever strangers do (T194, T200); the delay lets 60 through in half a day, as long as they count.
 */
const GUESSES: Limit = {
  count: 10,
  window: 15 * minute,
  longer: [{ count: 64, window: 12 * hour }],
  delay: { free: 5, first: second, longest: 15 * minute },
};

/** Every limit on guessing and on making us work for nothing, in one place. Who is counted stands where each is used. */
export const LIMITS = {
  /** Passwords of one account, or of one known device at it. */
  account: GUESSES,
  /** Passwords of one subscriber, whichever accounts are tried (T196). */
  address: { count: 100, window: 15 * minute },
  /** Accounts that one subscriber makes. */
  signUp: { count: 100, window: 15 * minute },
  /** One-time codes and recovery codes of one person: fewer possibilities than passwords, so fewer guesses. */
  oneTimeCode: {
    ...GUESSES,
    count: 5,
    // Three of a million codes are right at a time: at 20 tries a day, a year of them succeeds once in 45 years.
    longer: [
      { count: 10, window: 3 * hour },
      { count: 20, window: 24 * hour },
    ],
  },
  /** Letters to one mailbox that anybody may ask for: a reset, a verification. */
  letter: { count: 5, window: hour },
  /** Letters that one subscriber may ask for, whoever gets them. */
  letterRequest: { count: 30, window: hour },
  /** Tokens of 256 bits out of a letter that one subscriber may try: nobody guesses them, but looking them up is work. */
  mailedToken: { count: 60, window: 15 * minute },
  /** Wrong secrets that one subscriber may try for one client: more than a deployment needs, less than a guesser. */
  clientSecret: { count: 60, window: minute },
  /** Wrong API keys of one subscriber: nobody guesses 224 bits, but looking them up is work (T254). */
  apiKey: { count: 60, window: minute },
  /** Wrong user codes of one person, and of one subscriber: at 10,000 live ones a guesser needs a year (RFC 8628 §5.1). */
  userCode: { count: 10, window: 10 * minute },
} as const satisfies Readonly<Record<string, Limit>>;

export function windowsOf({ count, window, longer = [] }: Limit): readonly Window[] {
  return [{ count, window }, ...longer];
}

/** How many hits have to be remembered to decide. */
export function memoryOf(limit: Limit): number {
  return Math.max(...windowsOf(limit).map(({ count }) => count));
}

/** The milliseconds after which a hit does not count any more. */
export function horizonOf(limit: Limit): number {
  return Math.max(...windowsOf(limit).map(({ window }) => window));
}

/** Milliseconds to wait since the last one of so many hits. */
export function delayAfter(hits: number, { free, first, longest }: GrowingDelay): number {
  return hits < free ? 0 : Math.min(first * 2 ** (hits - free), longest);
}
