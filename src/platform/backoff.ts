const FIRST = 10_000;
const LONGEST = 3_600_000;

/** Attempts until something is given up: with the waits between them, about a day. */
export const MAXIMUM_ATTEMPTS = 32;

/**
 * Milliseconds to wait after so many attempts have failed: ten seconds, then twice as long each time up to an hour. `chance`
 * (0 to 1) moves it by a quarter to either side, so that what failed together does not come back together.
 */
export function backoff(attempts: number, chance: number): number {
  const delay = Math.min(FIRST * 2 ** (attempts - 1), LONGEST);
  return Math.round(delay * (0.75 + chance / 2));
}
