import { setTimeout } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LONGEST_TOKEN_LIFETIME } from '../instances/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Settings } from '../platform/settings.js';
import { LiveRevocations } from './live-revocations.js';
import { type NewRevocation, type RevocationRecord, RevocationStore } from './revocation.store.js';

/** Milliseconds after which a revocation must be in force everywhere (design §5). */
export const BOUND = 1_000;

const HOUR = 3_600_000;
const PAGE = 5_000;

/**
 * Milliseconds an entry is kept: until everything that it could kill has expired, and a day and an hour more, so that a clock
 * that runs a day ahead and is set back revives nothing.
 */
const RETENTION = LONGEST_TOKEN_LIFETIME + 25 * HOUR;

/** Appends to the table and follows it: what this process writes counts from its commit on, what others write from the next read. */
@Injectable()
export class RevocationFeed implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('Revocations');
  private readonly stopped = new AbortController();
  /** Written here, in force, and not yet met in the table. */
  private readonly own = new Set<number>();
  /** Milliseconds that the last entry of another process took to get here, by the clocks of both. */
  delay = 0;
  private readonly listeners: (() => void)[] = [];
  private position = 0;
  private freshAt = -Infinity;
  private pruneAt = 0;
  private isFailing = false;
  private reading: Promise<void> | undefined;
  private loop: Promise<void> | undefined;

  constructor(
    private readonly store: RevocationStore,
    private readonly live: LiveRevocations,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.loop = this.follow();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    await this.loop;
  }

  async append(entries: readonly NewRevocation[]): Promise<void> {
    if (entries.length === 0) return;
    await this.database.transaction(async () => {
      const records = await this.store.append(entries);
      this.database.afterCommit(() => this.settle(records));
    });
  }

  /** Milliseconds since the beginning of the last read that succeeded. */
  get age(): number {
    return this.clock.monotonic() - this.freshAt;
  }

  /** The listener hears of what this process has written, after the commit. */
  onAppended(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Whether everything that was in force `BOUND` milliseconds ago is known here. */
  get isCurrent(): boolean {
    return this.age <= BOUND;
  }

  /** Reads what is new, together with everyone who asks at the same time. Never rejects: `isCurrent` tells how it went. */
  refresh(): Promise<void> {
    // In the transaction of a request that happens to ask it would see what may yet be rolled back.
    this.reading ??= this.database.outside(() => this.readSafely()).finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** Reads what was committed before: a read that is on its way may just have missed it. */
  async catchUp(): Promise<void> {
    await this.reading;
    await this.refresh();
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      await setTimeout(this.settings.feedInterval, undefined, { signal, ref: false }).catch(() => undefined);
      if (!signal.aborted) await this.refresh();
    }
  }

  private async readSafely(): Promise<void> {
    try {
      await this.read();
      await this.prune();
      this.isFailing = false;
    } catch (error) {
      // Fails closed by itself: without a read nothing is current. Said once, not five times a second.
      if (!this.isFailing) this.logger.warn(`the revocation feed can not be read: ${String(error)}`);
      this.isFailing = true;
    }
  }

  private async read(): Promise<void> {
    const startedAt = this.clock.monotonic();
    let records: RevocationRecord[];
    do {
      records = await this.store.listAfter(this.position, PAGE);
      records.forEach((record) => this.accept(record));
    } while (records.length === PAGE);
    this.freshAt = startedAt;
  }

  private accept(record: RevocationRecord): void {
    this.position = record.sequence;
    if (this.own.delete(record.sequence)) return;
    this.live.apply(record);
    // What the first read finds was written before anybody was here to wait for it.
    if (this.loop) this.delay = Math.max(0, this.clock.now() - record.createdAt);
  }

  private settle(records: readonly RevocationRecord[]): void {
    for (const record of records) this.acceptOwn(record);
    for (const listener of this.listeners) listener();
  }

  private acceptOwn(record: RevocationRecord): void {
    // The reader may have been quicker than the commit's own acknowledgement.
    if (record.sequence <= this.position) return;
    this.own.add(record.sequence);
    this.live.apply(record);
  }

  private async prune(): Promise<void> {
    const now = this.clock.now();
    if (now < this.pruneAt) return;
    this.live.forgetBefore(now - RETENTION);
    await this.store.removeBefore(now - RETENTION);
    this.pruneAt = now + HOUR;
  }
}
