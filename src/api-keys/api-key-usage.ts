import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { ApiKeyId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import { ApiKeyUsageStore, type DayOfUse } from './api-key-usage.store.js';

/** Milliseconds in which what many requests note becomes one statement. */
const DELAY = 2_000;
/** Rows of one statement; both engines take far more placeholders. */
const BATCH = 200;

/** When and how often keys are used, written behind: no request waits for it. */
@Injectable()
export class ApiKeyUsage implements OnApplicationShutdown {
  private readonly logger = new Logger('ApiKeys');
  private noted = new Map<string, DayOfUse>();
  private timer?: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: ApiKeyUsageStore,
    private readonly database: Database,
  ) {}

  note(keyId: ApiKeyId, at: number): void {
    this.add({ keyId, day: dayOf(at), requests: 1, lastUsedAt: at });
    this.timer ??= this.database.outside(() => setTimeout(() => void this.flush(), DELAY).unref());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Writes what was noted, in the order in which it was asked to. Never throws: what could not be written is kept for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    return (this.writing = this.writing.then(() => this.write()));
  }

  private async write(): Promise<void> {
    const days = [...this.noted.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    this.noted = new Map();
    for (let first = 0; first < days.length; first += BATCH) await this.writeBatch(days.slice(first, first + BATCH));
  }

  private async writeBatch(days: readonly DayOfUse[]): Promise<void> {
    try {
      await this.database.outside(() => this.store.add(days));
    } catch (error) {
      this.logger.warn(`the use of ${days.length} API keys could not be written yet: ${String(error)}`);
      days.forEach((day) => this.add(day));
    }
  }

  private add(day: DayOfUse): void {
    const known = this.noted.get(keyOf(day));
    const requests = day.requests + (known?.requests ?? 0);
    const lastUsedAt = Math.max(day.lastUsedAt, known?.lastUsedAt ?? 0);
    this.noted.set(keyOf(day), { ...day, requests, lastUsedAt });
  }
}

/** UTC, as `2026-11-22`. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}

function keyOf({ keyId, day }: DayOfUse): string {
  return `${keyId} ${day}`;
}
