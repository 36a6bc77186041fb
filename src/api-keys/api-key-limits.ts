import { Injectable } from '@nestjs/common';
import { rateLimited } from '../core/errors.js';
import { type Allowance, Clock, LocalCounters, type RequestContext } from '../platform/index.js';
import type { ApiKey } from './api-key.js';
import { ApiKeyUsage } from './api-key-usage.js';
import { DEFAULT_RATE_LIMIT } from './api-key-rules.js';

/** Milliseconds. */
const WINDOW = 60_000;

/** Where a key stands: requests a minute, how many are left, and the seconds until there are more. */
export interface KeyRate extends Allowance {
  readonly limit: number;
  /** This very use was one too many, and was not counted. */
  readonly isExceeded: boolean;
}

/** How often each key is used: counted, limited by this process, and written behind. */
@Injectable()
export class ApiKeyLimits {
  /** No network at every request; and its own, so that busy keys push no guesser out of the limits of signing in. */
  private readonly counters: LocalCounters;

  constructor(
    private readonly usage: ApiKeyUsage,
    private readonly clock: Clock,
  ) {
    this.counters = new LocalCounters(clock);
  }

  /** Counts one use, unless it is one too many. */
  use({ id, rateLimit: limit = DEFAULT_RATE_LIMIT }: ApiKey): KeyRate {
    const perMinute = { count: limit, window: WINDOW };
    // A ring is as long as the limit that it was made for: another limit begins another one.
    const name = `${id}:${limit}`;
    const before = this.counters.allowance(name, perMinute);
    if (before.remaining === 0) return { ...before, limit, isExceeded: true };
    this.counters.hit(name, perMinute);
    this.usage.note(id, this.clock.now());
    return { ...this.counters.allowance(name, perMinute), limit, isExceeded: false };
  }
}

/** draft-ietf-httpapi-ratelimit-headers-06 §3: on the answer, whatever becomes of the request. */
export function announceRate(context: RequestContext, { limit, remaining, reset }: KeyRate): void {
  context.announce('ratelimit-limit', String(limit));
  context.announce('ratelimit-policy', `${limit};w=${WINDOW / 1_000}`);
  context.announce('ratelimit-remaining', String(remaining));
  context.announce('ratelimit-reset', String(reset));
}

export function tooManyRequests({ reset }: KeyRate): Error {
  return rateLimited('the API key is used too often: try again later', { retryAfter: reset });
}
