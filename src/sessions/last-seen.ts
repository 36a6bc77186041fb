import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../platform/database.js';
import { SessionStore } from './session.store.js';

/** Milliseconds in which what many requests note becomes one transaction. */
const DELAY = 1_000;

/** When sessions were last used, written behind: no request waits for it, and losing it shortens an idle time by a minute. */
@Injectable()
export class LastSeen implements OnApplicationShutdown {
  private readonly logger = new Logger('Sessions');
  private noted = new Map<string, number>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly store: SessionStore,
    private readonly database: Database,
  ) {}

  note(sessionId: string, at: number): void {
    this.noted.set(sessionId, at);
    this.timer ??= this.database.outside(() => setTimeout(() => void this.flush(), DELAY).unref());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.flush();
  }

  /** Writes what was noted. Never throws: what could not be written is noted again at the next use. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { noted } = this;
    this.noted = new Map();
    if (noted.size === 0) return;
    try {
      await this.database.transaction(async () => {
        for (const [id, at] of noted) await this.store.markSeen(id, at);
      });
    } catch (error) {
      this.logger.warn(`when ${noted.size} sessions were last seen could not be written: ${String(error)}`);
    }
  }
}
