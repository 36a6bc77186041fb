import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from './database.js';
import { Mint } from './mint.js';
import { OutboxStore, type WrittenMessage } from './outbox.store.js';

export interface OutboxMessage {
  readonly instanceId: InstanceId;
  /** Which deliverer understands the payload, such as `mail`. */
  readonly kind: string;
  /** JSON; a secret in it is sealed by the Vault. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What is to leave the process: written with the change that causes it, sent once that is committed. */
@Injectable()
export class Outbox {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly store: OutboxStore,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** Joins the running transaction. */
  async add(message: OutboxMessage): Promise<void> {
    await this.store.insert({ ...message, id: this.mint.id<string>(), createdAt: this.mint.now() });
    this.database.afterCommit(() => this.listeners.forEach((listener) => listener()));
  }

  /** The newest first, at most `limit`, whether they have been delivered or not. Reads all there is: for development. */
  list(kind: string, limit: number): Promise<WrittenMessage[]> {
    return this.store.list(kind, limit);
  }

  /** How many messages of each kind are not delivered yet, those that were given up included. For metrics. */
  backlog(): Promise<Readonly<Record<string, number>>> {
    return this.store.countUndelivered();
  }

  /** The listener hears of what this process has added, once that is committed. It must not throw. */
  onAdded(listener: () => void): void {
    this.listeners.push(listener);
  }
}
