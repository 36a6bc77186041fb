import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, Metrics } from '../platform/index.js';
import { type Prunable, PRUNED_LIST } from './pruned.js';

const HOUR = 3_600_000;
/** Milliseconds that a row is kept after its end, so that what is presented too late can still be told from what was made up. */
const RETENTION = 24 * HOUR;
/** Rows at a time: no request waits long for the writer. */
const BATCH = 500;

/** Removes what has expired, every hour. Nothing depends on it but the size of the tables: expiry is decided at use (design §4). */
@Injectable()
export class Pruning implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Pruning');
  private timer?: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    @Inject(PRUNED_LIST) private readonly owners: readonly Prunable[],
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.running = this.pruneSafely()), HOUR).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Answers how many rows went. */
  async prune(): Promise<number> {
    const moment = this.clock.now() - RETENTION;
    let total = 0;
    for (const owner of this.owners) total += await this.pruneOf(owner, moment);
    return total;
  }

  private async pruneOf(owner: Prunable, moment: number): Promise<number> {
    let total = 0;
    let removed = 0;
    do {
      removed = await owner.prune(moment, BATCH);
      total += removed;
      this.metrics.pruned(removed);
    } while (removed >= BATCH && !this.isStopped);
    return total;
  }

  private async pruneSafely(): Promise<void> {
    try {
      await this.prune();
    } catch (error) {
      this.logger.warn(`what has expired could not be removed, and will be in an hour: ${String(error)}`);
    }
  }
}
