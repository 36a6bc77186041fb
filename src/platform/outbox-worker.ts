import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { backoff, MAXIMUM_ATTEMPTS } from './backoff.js';
import { Database } from './database.js';
import { Mint } from './mint.js';
import { Outbox } from './outbox.js';
import { type ClaimedMessage, OutboxStore } from './outbox.store.js';
import { Settings } from './settings.js';
import { WorkLoop } from './work-loop.js';

/** What can be done with a message of one kind. It may be asked twice for the same one, and throws where it is to be asked again. */
export interface Deliverer {
  readonly kind: string;
  deliver(message: ClaimedMessage): Promise<void>;
}

/** Messages at a time. */
const BATCH = 20;
/** Milliseconds after which a message of a process that is gone is anybody's again. */
const CLAIM = 60_000;

/**
 * Delivers what the outbox holds, on any replica: whoever claims a message delivers it. At least once, in no particular order; a
 * failure is tried again for about a day. A kind that nobody delivers stays where it is, and one that goes slowly holds up no other.
 */
@Injectable()
export class OutboxWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Outbox');
  private readonly loops: WorkLoop[] = [];

  constructor(
    private readonly store: OutboxStore,
    private readonly database: Database,
    private readonly mint: Mint,
    private readonly outbox: Outbox,
    private readonly settings: Settings,
  ) {}

  /** To be called while the application is put together. */
  register(deliverer: Deliverer): void {
    const step = (): Promise<boolean> => this.database.outside(() => this.step(deliverer));
    const name = `the outbox (${deliverer.kind})`;
    const loop = new WorkLoop(step, { name, interval: this.settings.outboxInterval });
    this.loops.push(loop);
    this.outbox.onAdded(() => loop.wake());
  }

  onApplicationBootstrap(): void {
    this.loops.forEach((loop) => loop.start());
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }

  /** Delivers all that is due now. */
  async drain(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.drain()));
  }

  /** Removes what was delivered before `moment` (milliseconds), at most `limit` rows; answers how many. */
  prune(moment: number, limit: number): Promise<number> {
    return this.store.removeDelivered(moment, limit);
  }

  private async step(deliverer: Deliverer): Promise<boolean> {
    const kinds = [deliverer.kind];
    const now = this.mint.now();
    const claim = { now, until: now + CLAIM, limit: BATCH, maximumAttempts: MAXIMUM_ATTEMPTS };
    if (!(await this.store.hasDue(kinds, claim))) return false;
    const messages = await this.store.claim(kinds, claim);
    await Promise.all(messages.map((message) => this.deliver(deliverer, message)));
    return messages.length > 0;
  }

  private async deliver(deliverer: Deliverer, message: ClaimedMessage): Promise<void> {
    try {
      await deliverer.deliver(message);
    } catch (error) {
      await this.postpone(message, error);
      return;
    }
    await this.store.markDelivered(message, this.mint.now());
  }

  private async postpone(message: ClaimedMessage, error: unknown): Promise<void> {
    const { id, kind, attempts } = message;
    const isLast = attempts >= MAXIMUM_ATTEMPTS;
    if (isLast || attempts === 1) {
      const outcome = isLast ? 'is given up' : 'will be tried again';
      this.logger.warn(`message ${id} (${kind}) could not be delivered and ${outcome}: ${String(error)}`);
    }
    await this.store.release(message, this.mint.now() + backoff(attempts, this.mint.chance()));
  }
}
