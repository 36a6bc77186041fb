import { isIPv6 } from 'node:net';
import { rateLimited } from '../core/errors.js';
import type { Limit } from '../core/limits.js';
import type { Counters } from './counters.js';
import type { LocalCounters } from './local-counters.js';

export interface Hit {
  readonly key: string;
  readonly limit: Limit;
}

/**
 * Refuses what comes too often. Every hit is counted by this process, whose refusal stands; what it lets through, counters that
 * replicas share may still refuse. Losing them therefore never lets through what this process alone would have refused (D8).
 */
export class Throttle {
  constructor(
    private readonly local: LocalCounters,
    private readonly shared?: Counters,
  ) {}

  /** Throws `rate_limited` with the seconds to wait. A refused hit is not counted, so that trying on does not lengthen the wait. */
  hit(key: string, limit: Limit): Promise<void> {
    return this.hitAll([{ key, limit }]);
  }

  /** All of them are counted, or, where one is refused, none. @throws rate_limited */
  async hitAll(hits: readonly Hit[]): Promise<void> {
    const wait = await this.count(hits);
    if (wait > 0) throw rateLimited('too many attempts: try again later', { retryAfter: Math.ceil(wait / 1_000) });
  }

  /** Forgets the keys, after a success that proves the caller right. Other processes forget their own counts by time only. */
  async reset(...keys: readonly string[]): Promise<void> {
    for (const key of keys) this.local.reset(key);
    await Promise.all(keys.map(async (key) => this.shared?.reset(key)));
  }

  /** Uncounts the last hit of each, where it turned out to be none of those that are to be limited. */
  async takeBack(...keys: readonly string[]): Promise<void> {
    for (const key of keys) this.local.takeBack(key);
    await Promise.all(keys.map(async (key) => this.shared?.takeBack(key)));
  }

  private async count(hits: readonly Hit[]): Promise<number> {
    const own = hits.map(({ key, limit }) => this.local.hit(key, limit));
    if (own.some((wait) => wait > 0)) {
      counted(hits, own).forEach((key) => this.local.takeBack(key));
      return Math.max(...own);
    }
    const { shared } = this;
    if (shared === undefined) return 0;
    const waits = await Promise.all(hits.map(async ({ key, limit }) => shared.hit(key, limit)));
    if (waits.every((wait) => wait === 0)) return 0;
    hits.forEach(({ key }) => this.local.takeBack(key));
    await Promise.all(counted(hits, waits).map(async (key) => shared.takeBack(key)));
    return Math.max(...waits);
  }
}

function counted(hits: readonly Hit[], waits: readonly number[]): readonly string[] {
  return hits.filter((_, index) => waits[index] === 0).map(({ key }) => key);
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
