import { Injectable } from '@nestjs/common';
import type { AppId, WebhookDeliveryId } from '../core/ids.js';
import type { Slice } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import { bodyOf, type Delivery, type DeliveryStatus, type NewDelivery, payloadOf } from './delivery.js';

/** A delivery that belongs to whoever claimed it. */
export interface ClaimedDelivery {
  readonly id: WebhookDeliveryId;
  readonly appId: AppId;
  readonly body: string;
  /** This one included. */
  readonly attempts: number;
  readonly claimedUntil: number;
}

export interface DeliveryClaim {
  readonly now: number;
  readonly until: number;
  readonly limit: number;
  /** At most so many of one app. */
  readonly limitOfApp: number;
  /** Apps that have their share already. */
  readonly busy: readonly AppId[];
}

/** What an attempt has come to; `nextAttemptAt` where it is not the last. */
export interface AttemptOutcome {
  readonly status: DeliveryStatus;
  readonly lastStatus?: number;
  readonly lastError?: string;
  readonly nextAttemptAt?: number;
  readonly deliveredAt?: number;
}

type Nullable = 'lastStatus' | 'lastError' | 'nextAttemptAt' | 'deliveredAt';
type Row = Omit<Delivery, Nullable | 'payload'> & { readonly body: string } & {
  readonly [Member in Nullable]: NonNullable<Delivery[Member]> | null;
};

const COLUMNS = `id, event, subject, payload AS "body", status, attempts, last_status AS "lastStatus",
  last_error AS "lastError", created_at AS "createdAt", next_attempt_at AS "nextAttemptAt", delivered_at AS "deliveredAt"`;
const DUE = `status = 'pending' AND next_attempt_at <= $1 AND (claimed_until IS NULL OR claimed_until <= $1)`;

@Injectable()
export class DeliveryStore {
  constructor(private readonly database: Database) {}

  /** One statement; what is there already stays as it is. */
  async insert(deliveries: readonly NewDelivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    const values = deliveries.map((delivery) => {
      const { id, instanceId, appId, event, subject, createdAt } = delivery;
      return [id, instanceId, appId, event, subject, bodyOf(delivery), 'pending', 0, createdAt, createdAt];
    });
    await this.database.execute(
      `INSERT INTO webhook_deliveries (id, instance_id, app_id, event, subject, payload, status, attempts, created_at,
                                       next_attempt_at)
       VALUES ${values.map(placeholders).join(', ')} ON CONFLICT (id) DO NOTHING`,
      values.flat(),
    );
  }

  /** A look that costs no write. */
  async hasDue({ now, busy }: DeliveryClaim): Promise<boolean> {
    const sql = `SELECT id FROM webhook_deliveries WHERE ${DUE}${except(busy, 2)} LIMIT 1`;
    return (await this.database.query(sql, [now, ...busy])).length > 0;
  }

  /** Each for one caller only, whatever other replicas claim at the same moment. An attempt counts from here. */
  claim({ now, until, limit, limitOfApp, busy }: DeliveryClaim): Promise<ClaimedDelivery[]> {
    return this.database.query<ClaimedDelivery>(
      `UPDATE webhook_deliveries SET claimed_until = $2, attempts = attempts + 1
        WHERE id IN (SELECT due.id FROM (
                SELECT id, ROW_NUMBER() OVER (PARTITION BY app_id ORDER BY next_attempt_at, id) AS place
                  FROM webhook_deliveries WHERE ${DUE}${except(busy, 5)}) AS due
              WHERE due.place <= $3 LIMIT $4)
          AND ${DUE}
       RETURNING id, app_id AS "appId", payload AS "body", attempts, claimed_until AS "claimedUntil"`,
      [now, until, limitOfApp, limit, ...busy],
    );
  }

  /** Nothing where it is not the caller's any more. */
  async settle({ id, claimedUntil }: ClaimedDelivery, outcome: AttemptOutcome): Promise<void> {
    const { status, lastStatus, lastError, nextAttemptAt, deliveredAt } = outcome;
    await this.database.execute(
      `UPDATE webhook_deliveries SET status = $1, last_status = $2, last_error = $3, next_attempt_at = $4,
              delivered_at = $5, claimed_until = NULL
        WHERE id = $6 AND claimed_until = $7`,
      [status, lastStatus ?? null, lastError ?? null, nextAttemptAt ?? null, deliveredAt ?? null, id, claimedUntil],
    );
  }

  async find(appId: AppId, id: string): Promise<Delivery | undefined> {
    const sql = `SELECT ${COLUMNS} FROM webhook_deliveries WHERE app_id = $1 AND id = $2`;
    return (await this.database.query<Row>(sql, [appId, id])).map(deliveryOf)[0];
  }

  /** The newest first. */
  async list(appId: AppId, { offset, limit }: Slice): Promise<Delivery[]> {
    const sql = `SELECT ${COLUMNS} FROM webhook_deliveries WHERE app_id = $1
                  ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3`;
    return (await this.database.query<Row>(sql, [appId, limit, offset])).map(deliveryOf);
  }

  async count(appId: AppId): Promise<number> {
    const sql = 'SELECT COUNT(*) AS total FROM webhook_deliveries WHERE app_id = $1';
    const [row] = await this.database.query<{ total: number }>(sql, [appId]);
    return Number(row?.total ?? 0);
  }

  /** From the first attempt again, whoever is at it. */
  async restart(id: WebhookDeliveryId, now: number): Promise<void> {
    await this.database.execute(
      `UPDATE webhook_deliveries SET status = 'pending', attempts = 0, next_attempt_at = $1, claimed_until = NULL,
              delivered_at = NULL
        WHERE id = $2`,
      [now, id],
    );
  }

  /** What has not arrived yet will not. */
  async abandon(appId: AppId, reason: string): Promise<void> {
    await this.database.execute(
      `UPDATE webhook_deliveries SET status = 'failed', last_error = $1, next_attempt_at = NULL, claimed_until = NULL
        WHERE app_id = $2 AND status = 'pending'`,
      [reason, appId],
    );
  }

  /** What was settled and made before `moment`, at most `limit`; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM webhook_deliveries
        WHERE id IN (SELECT id FROM webhook_deliveries WHERE created_at < $1 AND status <> 'pending' LIMIT $2)`,
      [moment, limit],
    );
  }
}

function except(busy: readonly AppId[], first: number): string {
  if (busy.length === 0) return '';
  return ` AND app_id NOT IN (${busy.map((_, index) => `$${first + index}`).join(', ')})`;
}

function placeholders(values: readonly unknown[], row: number): string {
  return `(${values.map((_, column) => `$${row * values.length + column + 1}`).join(', ')})`;
}

function deliveryOf({ body, lastStatus, lastError, nextAttemptAt, deliveredAt, ...rest }: Row): Delivery {
  return {
    ...rest,
    payload: payloadOf(body),
    lastStatus: lastStatus ?? undefined,
    lastError: lastError ?? undefined,
    nextAttemptAt: nextAttemptAt ?? undefined,
    deliveredAt: deliveredAt ?? undefined,
  };
}
