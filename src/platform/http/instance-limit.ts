import { LRUCache } from 'lru-cache';
import { isInstanceName } from '../../core/instance-name.js';
import { type Clock, SystemClock } from '../clock.js';

/** Milliseconds' worth of requests that an instance may get at once after it was quiet. */
const BURST = 2_000;
const MAXIMUM_NAMES = 100_000;

/** First segments of what is cheap and belongs to no instance: probes and files. */
const EXEMPT: ReadonlySet<string> = new Set(['health', 'metrics', 'assets', 'docs', 'openapi.json']);
const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i;

export interface InstanceLimitOptions {
  /** More than 0. */
  readonly perSecond: number;
  /** Whose bucket requests share whose path names no instance. */
  readonly defaultInstance: string;
}

/**
 * A token bucket for each instance, of this process only, so that a flood at one leaves the others their share. The name need not be
 * that of an existing instance: looking it up would be the work that is to be saved. Memory is bounded: the least recently
 * used bucket is forgotten, never that of an instance under flood.
 */
export class InstanceLimit {
  /** When each bucket is full again (GCRA: this one number is the whole bucket). */
  private readonly fullAt = new LRUCache<string, number>({ max: MAXIMUM_NAMES });
  private readonly interval: number;

  constructor(
    private readonly options: InstanceLimitOptions,
    private readonly clock: Clock = new SystemClock(),
  ) {
    this.interval = 1_000 / options.perSecond;
  }

  /** Takes one request from the bucket, or answers the milliseconds to wait. A refused request takes nothing. */
  admit(path: string): number | undefined {
    const name = this.instanceIn(path);
    if (name === undefined) return undefined;
    const now = this.clock.monotonic();
    const fullAt = Math.max(this.fullAt.get(name) ?? now, now) + this.interval;
    const excess = fullAt - now - BURST;
    if (excess > 0) return excess;
    this.fullAt.set(name, fullAt);
    return undefined;
  }

  private instanceIn(path: string): string | undefined {
    // RFC 9112 §3.2.2: a server takes the absolute form too; it must not lead around the limit.
    const [, first = '', , third = ''] = path.replace(ORIGIN, '').split('/', 4);
    if (EXEMPT.has(first)) return undefined;
    // RFC 8414 §3.1 puts the instance behind the well-known name.
    const name = decoded(first === '.well-known' ? third : first);
    return isInstanceName(name) ? name : this.options.defaultInstance;
  }
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
