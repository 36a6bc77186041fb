import { LRUCache } from 'lru-cache';
import { delayAfter, horizonOf, type Limit, memoryOf, type Window, windowsOf } from '../core/limits.js';
import type { Clock } from './clock.js';
import type { Counters } from './counters.js';

/** What is left of a limit at a moment. */
export interface Allowance {
  readonly remaining: number;
  /** Seconds until more is left. */
  readonly reset: number;
}

const MAXIMUM_KEYS = 100_000;
/** Of all keys together: 32 MB. */
const MAXIMUM_MOMENTS = 4_000_000;

/**
 * Of this process only, and at once: also for what is counted at every request, which must not wait for a network. Memory is
 * bounded: the least recently used key is forgotten, so a flood of names costs no more than 100,000 of them.
 */
export class LocalCounters implements Counters {
  private readonly rings = new LRUCache<string, Ring>({ max: MAXIMUM_KEYS, maxSize: MAXIMUM_MOMENTS });

  constructor(private readonly clock: Clock) {}

  hit(key: string, limit: Limit): number {
    const now = this.clock.now();
    const ring = this.ringOf(key, memoryOf(limit));
    const wait = Math.max(...windowsOf(limit).map((one) => ring.waitFor(one, now)), delayOf(ring, limit, now));
    if (wait > 0) return wait;
    ring.push(now);
    return 0;
  }

  /** Counts nothing. */
  allowance(key: string, { count, window }: Window): Allowance {
    const now = this.clock.now();
    const ring = this.rings.get(key);
    const used = ring?.countSince(now - window) ?? 0;
    const reset = ring === undefined || used === 0 ? 0 : Math.ceil((ring.last(used) + window - now) / 1_000);
    return { remaining: Math.max(count - used, 0), reset };
  }

  reset(key: string): void {
    this.rings.delete(key);
  }

  takeBack(key: string): void {
    this.rings.get(key)?.pop();
  }

  private ringOf(key: string, size: number): Ring {
    const known = this.rings.get(key);
    if (known !== undefined) return known;
    const ring = new Ring(size);
    this.rings.set(key, ring, { size });
    return ring;
  }
}

function delayOf(ring: Ring, limit: Limit, now: number): number {
  if (limit.delay === undefined) return 0;
  return ring.last(1) + delayAfter(ring.countSince(now - horizonOf(limit)), limit.delay) - now;
}

/** The last moments, so many at most: at `next` stands the oldest, or nothing yet. */
class Ring {
  private readonly moments: number[] = [];
  private next = 0;

  constructor(private readonly size: number) {}

  push(moment: number): void {
    this.moments[this.next] = moment;
    this.next = (this.next + 1) % this.size;
  }

  pop(): void {
    const { length } = this.moments;
    if (length === 0) return;
    this.next = (this.next + length - 1) % length;
    this.moments[this.next] = Number.NEGATIVE_INFINITY;
  }

  /** The last one, the last but one, … */
  last(place: number): number {
    const { length } = this.moments;
    if (place > length) return Number.NEGATIVE_INFINITY;
    return this.moments[(this.next + length - place) % length] ?? Number.NEGATIVE_INFINITY;
  }

  waitFor({ count, window }: Window, now: number): number {
    return this.last(count) + window - now;
  }

  /** How many are later than `moment`. */
  countSince(moment: number): number {
    let [low, high] = [0, this.moments.length];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.last(middle) > moment) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
