import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { rateLimited } from '../core/errors.js';
import type { Clock } from './clock.js';

export interface Limit {
  /** How many hits are let through… */
  readonly count: number;
  /** …in so many milliseconds. */
  readonly window: number;
}

/** What is left of a limit at a moment. */
export interface Allowance {
  readonly remaining: number;
  /** Seconds until more is left. */
  readonly reset: number;
}

/** The last hits that were let through, as a ring: at `next` stands the oldest, or nothing yet. */
interface Ring {
  readonly moments: number[];
  next: number;
}

const MAXIMUM_KEYS = 100_000;
/** Of all keys together: 32 MB. */
const MAXIMUM_MOMENTS = 4_000_000;

/**
 * An exact sliding window for each key, of this process only: a hit passes when the one that lies `count` hits back is older than
 * the window. Memory is bounded: the least recently used key is forgotten, so a flood of names costs no more than 100,000 of them.
 */
export class Throttle {
  private readonly rings = new LRUCache<string, Ring>({ max: MAXIMUM_KEYS, maxSize: MAXIMUM_MOMENTS });

  constructor(private readonly clock: Clock) {}

  /** Throws `rate_limited` with the seconds to wait. A refused hit is not counted, so that trying on does not lengthen the wait. */
  hit(key: string, limit: Limit): void {
    const now = this.clock.now();
    const ring = this.ringOf(key, limit.count);
    const oldest = ring.moments[ring.next];
    if (oldest !== undefined && oldest > now - limit.window) {
      const retryAfter = Math.ceil((oldest + limit.window - now) / 1_000);
      throw rateLimited('too many attempts: try again later', { retryAfter });
    }
    ring.moments[ring.next] = now;
    ring.next = (ring.next + 1) % limit.count;
  }

  /** Counts nothing. */
  allowance(key: string, limit: Limit): Allowance {
    const now = this.clock.now();
    const { moments, next } = this.rings.get(key) ?? { moments: [], next: 0 };
    const nth = (place: number): number => moments[(next + place) % moments.length] ?? now;
    const gone = firstAfter(nth, moments.length, now - limit.window);
    const used = moments.length - gone;
    const reset = used === 0 ? 0 : Math.ceil((nth(gone) + limit.window - now) / 1_000);
    return { remaining: Math.max(limit.count - used, 0), reset };
  }

  /** Forgets the key, after a success that proves the caller right. */
  reset(key: string): void {
    this.rings.delete(key);
  }

  /** Uncounts the last hit, where it turned out to be none of those that are to be limited. */
  takeBack(key: string): void {
    const ring = this.rings.get(key);
    if (ring === undefined || ring.moments.length === 0) return;
    ring.next = (ring.next + ring.moments.length - 1) % ring.moments.length;
    ring.moments[ring.next] = Number.NEGATIVE_INFINITY;
  }

  private ringOf(key: string, count: number): Ring {
    const known = this.rings.get(key);
    if (known !== undefined) return known;
    const ring = { moments: [], next: 0 };
    this.rings.set(key, ring, { size: count });
    return ring;
  }
}

/** How many of `length` ordered moments lie at `moment` or before. */
function firstAfter(nth: (place: number) => number, length: number, moment: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nth(middle) > moment) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The part of an address that one subscriber holds: a whole IPv4 address, but the first 64 bits of an IPv6 one. */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  // An IPv4 tail (::ffff:192.0.2.1) stands for two groups; only the count of groups matters here.
  const written = left.length + right.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - written }, () => '0');
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
