import type { Limit } from '../core/limits.js';

/** Counts hits under names, each in a sliding window of its own. */
export interface Counters {
  /** Counts and answers 0, or counts nothing and answers the milliseconds to wait. */
  hit(key: string, limit: Limit): number | Promise<number>;
  /** Uncounts the last hit, where it turned out to be none of those that are to be limited. */
  takeBack(key: string): void | Promise<void>;
  /** Forgets the key, after a success that proves the caller right. */
  reset(key: string): void | Promise<void>;
}
