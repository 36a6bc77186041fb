import { Injectable } from '@nestjs/common';
import type { ClientId, InstanceId, UserId } from '../core/ids.js';
import { Database } from '../platform/database.js';

export interface AuditRecord {
  readonly id: string;
  readonly instanceId: InstanceId;
  /** Milliseconds. */
  readonly occurredAt: number;
  readonly type: string;
  readonly userId: UserId | null;
  readonly clientId: ClientId | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface OfUser {
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  /** Absent: of every type. */
  readonly types?: readonly string[];
}

/** What is absent asks nothing. Times in milliseconds. */
export interface AuditFilter {
  readonly instanceId: InstanceId;
  readonly types?: readonly string[];
  readonly userId?: UserId;
  readonly from?: number;
  /** Not at this moment any more. */
  readonly to?: number;
}

/** Where a page ended: what comes after it is older. */
export interface AuditPosition {
  readonly occurredAt: number;
  readonly id: string;
}

type Row = Omit<AuditRecord, 'detail'> & { readonly detail: string };

const SELECT = `SELECT id, instance_id AS "instanceId", occurred_at AS "occurredAt", type, user_id AS "userId",
                       client_id AS "clientId", address, request_id AS "requestId", detail
                  FROM audit_events`;
const NEWEST_FIRST = 'ORDER BY occurred_at DESC, id DESC';

@Injectable()
export class AuditEventStore {
  constructor(private readonly database: Database) {}

  async append(event: AuditRecord): Promise<void> {
    const { id, instanceId, occurredAt, type, userId, clientId, address, requestId, detail } = event;
    await this.database.execute(
      `INSERT INTO audit_events (id, instance_id, occurred_at, type, user_id, client_id, address, request_id, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, instanceId, occurredAt, type, userId, clientId, address, requestId, JSON.stringify(detail)],
    );
  }

  async list(instanceId: InstanceId, limit: number): Promise<AuditRecord[]> {
    const rows = await this.database.query<Row>(`${SELECT} WHERE instance_id = $1 ${NEWEST_FIRST} LIMIT $2`, [
      instanceId,
      limit,
    ]);
    return rows.map(toRecord);
  }

  async listOfUser({ instanceId, userId, types = [] }: OfUser, limit: number): Promise<AuditRecord[]> {
    const places = types.map((_, place) => `$${place + 4}`).join(', ');
    const rows = await this.database.query<Row>(
      `${SELECT} WHERE instance_id = $1 AND user_id = $2 ${places && `AND type IN (${places})`} ${NEWEST_FIRST} LIMIT $3`,
      [instanceId, userId, limit, ...types],
    );
    return rows.map(toRecord);
  }

  /** Newest first, from after the position on. */
  async search(filter: AuditFilter, limit: number, after?: AuditPosition): Promise<AuditRecord[]> {
    const { sql, parameters } = conditionsOf(filter, after);
    const limited = `${SELECT} WHERE ${sql} ${NEWEST_FIRST} LIMIT $${parameters.length + 1}`;
    const rows = await this.database.query<Row>(limited, [...parameters, limit]);
    return rows.map(toRecord);
  }
}

function conditionsOf(
  { instanceId, types, userId, from, to }: AuditFilter,
  after?: AuditPosition,
): { readonly sql: string; readonly parameters: readonly unknown[] } {
  const parameters: unknown[] = [];
  const place = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = [`instance_id = ${place(instanceId)}`];
  if (types) conditions.push(`type IN (${types.map(place).join(', ')})`);
  if (userId !== undefined) conditions.push(`user_id = ${place(userId)}`);
  if (from !== undefined) conditions.push(`occurred_at >= ${place(from)}`);
  if (to !== undefined) conditions.push(`occurred_at < ${place(to)}`);
  if (after) conditions.push(`(occurred_at, id) < (${place(after.occurredAt)}, ${place(after.id)})`);
  return { sql: conditions.join(' AND '), parameters };
}

function toRecord(row: Row): AuditRecord {
  return { ...row, detail: JSON.parse(row.detail) as Record<string, unknown> };
}
