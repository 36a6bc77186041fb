import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Settings } from '../platform/settings.js';
import { KeyChanges, PUBLISHED_BEFORE_USE } from './key-changes.js';
import { SigningKeyStore } from './signing-key.store.js';

const MINUTE = 60_000;

/** Milliseconds for which expired keys stay, unused, so that a clock that ran ahead for a while has destroyed nothing. */
const GRACE = 30 * 24 * 60 * MINUTE;

/** Any constant, as long as nobody else takes it. */
const SCHEDULE_LOCK = 5_264_013;

/** Rotates what is due. Every replica looks once a minute; one is elected, and a key that has its successor gets no other. */
@Injectable()
export class KeySchedule implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Keys');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: SigningKeyStore,
    private readonly changes: KeyChanges,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.timer = setInterval(() => void this.runSafely(), MINUTE).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The successor of a key is published so early that it takes over when the key has signed for its lifetime. */
  async run(): Promise<void> {
    await this.database.elect(SCHEDULE_LOCK, async () => {
      const now = this.clock.now();
      if (this.settings.keyLifetime > 0) await this.rotateDue(now);
      await this.store.removeExpiredBefore(now - GRACE);
    });
  }

  private async rotateDue(now: number): Promise<void> {
    const age = Math.max(this.settings.keyLifetime - PUBLISHED_BEFORE_USE, 0);
    for (const { instanceId, algorithm } of await this.store.listHeadsActiveBefore(now - age)) {
      await this.changes.rotate(instanceId, algorithm);
    }
  }

  // The next minute tries again: until then the current key goes on signing.
  private async runSafely(): Promise<void> {
    await this.run().catch((error: unknown) => this.logger.warn(`keys could not be rotated: ${String(error)}`));
  }
}
