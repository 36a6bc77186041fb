import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from './database.js';
import { Mint } from './mint.js';

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
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** Joins the running transaction. */
  async add({ instanceId, kind, payload }: OutboxMessage): Promise<void> {
    await this.database.execute(
      `INSERT INTO outbox_messages (id, instance_id, kind, payload, created_at, available_at, attempts)
       VALUES ($1, $2, $3, $4, $5, $5, 0)`,
      [this.mint.id<string>(), instanceId, kind, JSON.stringify(payload), this.mint.now()],
    );
  }
}
