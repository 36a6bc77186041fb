import { Injectable } from '@nestjs/common';
import type { AppId } from '../core/ids.js';
import { backoff, Database, MAXIMUM_ATTEMPTS, Mint } from '../platform/index.js';
import { type AttemptOutcome, type ClaimedDelivery, DeliveryStore } from './delivery.store.js';
import { WebhookCalls } from './webhook-calls.js';

/** Deliveries at a time, and of one app: who answers slowly holds nobody else up. */
const WIDTH = 32;
const WIDTH_OF_APP = 4;
/** Milliseconds after which a delivery of a process that is gone is anybody's again: far longer than one takes. */
const CLAIM = 60_000;
/** Milliseconds that the log is kept longer than other things of the past. */
const LOG_RETENTION = 13 * 24 * 3_600_000;

/** The deliveries that this process is making. */
@Injectable()
export class DeliveryRuns {
  private readonly running = new Map<Promise<void>, AppId>();
  private readonly listeners: (() => void)[] = [];
  /** How many there have been. */
  begun = 0;

  constructor(
    private readonly store: DeliveryStore,
    private readonly calls: WebhookCalls,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  onSettled(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Begins what is due and fits in, and does not wait for it; false where it was nothing. */
  async begin(): Promise<boolean> {
    const now = this.mint.now();
    const claim = {
      now,
      until: now + CLAIM,
      limit: WIDTH - this.running.size,
      limitOfApp: WIDTH_OF_APP,
      busy: this.busy(),
    };
    if (claim.limit <= 0 || !(await this.store.hasDue(claim))) return false;
    const claimed = await this.store.claim(claim);
    claimed.forEach((delivery) => this.start(delivery));
    return claimed.length > 0;
  }

  /** Waits for all that have begun. */
  async settleAll(): Promise<void> {
    await Promise.all(this.running.keys());
  }

  /** Removes from the log what is long past, at most `limit` rows; answers how many. */
  prune(moment: number, limit: number): Promise<number> {
    return this.store.removePast(moment - LOG_RETENTION, limit);
  }

  /** Every app that is being called: of it, no more is begun until all of that is done. */
  private busy(): AppId[] {
    return [...new Set(this.running.values())];
  }

  private start(delivery: ClaimedDelivery): void {
    const run: Promise<void> = this.database
      .outside(() => this.attempt(delivery))
      // The claim runs out, and it is tried again.
      .catch(() => undefined)
      .finally(() => {
        this.running.delete(run);
        this.listeners.forEach((listener) => listener());
      });
    this.running.set(run, delivery.appId);
    this.begun += 1;
  }

  private async attempt(delivery: ClaimedDelivery): Promise<void> {
    const result = await this.calls.call(delivery);
    const now = this.mint.now();
    if (result.isDelivered) {
      await this.store.settle(delivery, { status: 'delivered', lastStatus: result.status, deliveredAt: now });
      return;
    }
    const last = { lastStatus: result.status, lastError: result.error };
    await this.store.settle(delivery, { ...last, ...this.afterFailure(delivery, now) });
  }

  private afterFailure({ attempts }: ClaimedDelivery, now: number): AttemptOutcome {
    if (attempts >= MAXIMUM_ATTEMPTS) return { status: 'failed' };
    return { status: 'pending', nextAttemptAt: now + backoff(attempts, this.mint.chance()) };
  }
}
