import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from './database.js';

export interface OutboxInsert {
  readonly id: string;
  readonly instanceId: InstanceId;
  readonly kind: string;
  readonly payload: unknown;
  readonly createdAt: number;
}

export interface WrittenMessage extends OutboxInsert {
  readonly deliveredAt?: number;
}

/** A message that belongs to whoever claimed it. */
export interface ClaimedMessage extends OutboxInsert {
  /** This one included. */
  readonly attempts: number;
  /** Milliseconds of the epoch. */
  readonly claimedUntil: number;
}

export interface Claim {
  readonly now: number;
  /** Milliseconds of the epoch. */
  readonly until: number;
  readonly limit: number;
  readonly maximumAttempts: number;
}

type Row = Omit<ClaimedMessage, 'payload'> & { readonly payload: string };

@Injectable()
export class OutboxStore {
  constructor(private readonly database: Database) {}

  /** Joins the running transaction. */
  async insert({ id, instanceId, kind, payload, createdAt }: OutboxInsert): Promise<void> {
    await this.database.execute(
      `INSERT INTO outbox_messages (id, instance_id, kind, payload, created_at, available_at, attempts)
       VALUES ($1, $2, $3, $4, $5, $5, 0)`,
      [id, instanceId, kind, JSON.stringify(payload), createdAt],
    );
  }

  async list(kind: string, limit: number): Promise<WrittenMessage[]> {
    const rows = await this.database.query<
      Omit<OutboxInsert, 'payload'> & { readonly payload: string; readonly deliveredAt: number | null }
    >(
      `SELECT id, instance_id AS "instanceId", kind, payload, created_at AS "createdAt", delivered_at AS "deliveredAt"
         FROM outbox_messages WHERE kind = $1 ORDER BY created_at DESC, id DESC LIMIT $2`,
      [kind, limit],
    );
    return rows.map(({ payload, deliveredAt, ...row }) => ({
      ...row,
      payload: JSON.parse(payload) as unknown,
      ...(deliveredAt !== null && { deliveredAt }),
    }));
  }

  async countUndelivered(): Promise<Record<string, number>> {
    const sql = 'SELECT kind, COUNT(*) AS messages FROM outbox_messages WHERE delivered_at IS NULL GROUP BY kind';
    const rows = await this.database.query<{ readonly kind: string; readonly messages: number | string }>(sql);
    return Object.fromEntries(rows.map(({ kind, messages }) => [kind, Number(messages)]));
  }

  /** A look that costs no write. */
  async hasDue(kinds: readonly string[], { now, maximumAttempts }: Claim): Promise<boolean> {
    const rows = await this.database.query(`SELECT id FROM outbox_messages WHERE ${due(kinds)} LIMIT 1`, [
      ...[now, maximumAttempts],
      ...kinds,
    ]);
    return rows.length > 0;
  }

  /** Each message for one caller only, whatever other replicas claim at the same moment. An attempt counts from here. */
  async claim(kinds: readonly string[], { now, until, limit, maximumAttempts }: Claim): Promise<ClaimedMessage[]> {
    const [untilAt, limitAt] = [`$${kinds.length + 3}`, `$${kinds.length + 4}`];
    const rows = await this.database.query<Row>(
      `UPDATE outbox_messages SET claimed_until = ${untilAt}, attempts = attempts + 1
        WHERE id IN (SELECT id FROM outbox_messages WHERE ${due(kinds)} ORDER BY available_at, id LIMIT ${limitAt})
          AND delivered_at IS NULL AND (claimed_until IS NULL OR claimed_until <= $1)
       RETURNING id, instance_id AS "instanceId", kind, payload, created_at AS "createdAt", attempts,
                 claimed_until AS "claimedUntil"`,
      [now, maximumAttempts, ...kinds, until, limit],
    );
    return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }));
  }

  async markDelivered({ id, claimedUntil }: ClaimedMessage, now: number): Promise<void> {
    const sql =
      'UPDATE outbox_messages SET delivered_at = $1, claimed_until = NULL WHERE id = $2 AND claimed_until = $3';
    await this.database.execute(sql, [now, id, claimedUntil]);
  }

  /** Due again at `availableAt`. */
  async release({ id, claimedUntil }: ClaimedMessage, availableAt: number): Promise<void> {
    const sql =
      'UPDATE outbox_messages SET available_at = $1, claimed_until = NULL WHERE id = $2 AND claimed_until = $3';
    await this.database.execute(sql, [availableAt, id, claimedUntil]);
  }

  /** What was delivered before `moment`, at most `limit`; answers how many. */
  removeDelivered(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      'DELETE FROM outbox_messages WHERE id IN (SELECT id FROM outbox_messages WHERE delivered_at < $1 LIMIT $2)',
      [moment, limit],
    );
  }
}

/** `$1` is now, `$2` the most attempts, then come the kinds. */
function due(kinds: readonly string[]): string {
  const places = kinds.map((_, index) => `$${index + 3}`).join(', ');
  return `delivered_at IS NULL AND available_at <= $1 AND attempts < $2 AND kind IN (${places})
    AND (claimed_until IS NULL OR claimed_until <= $1)`;
}
