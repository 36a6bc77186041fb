import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { Database } from '../platform/database.js';
import type { Anchor, AnchorType } from './anchor.js';

/** Times in milliseconds. */
export interface NewRevocation {
  readonly instanceId: InstanceId;
  readonly anchor: Anchor;
  readonly notBefore: number;
  readonly reason: string;
  readonly createdAt: number;
}

export interface RevocationRecord extends Omit<NewRevocation, 'reason'> {
  readonly sequence: number;
}

/** The first and the last sequence number that are kept; absent where nothing is. */
export interface RevocationBounds {
  readonly oldest?: number;
  readonly newest?: number;
}

interface Row {
  readonly sequence: number;
  readonly instanceId: InstanceId;
  readonly anchorType: AnchorType;
  readonly anchorId: string;
  readonly notBefore: number;
  readonly createdAt: number;
}

const COLUMNS = `sequence, instance_id AS "instanceId", anchor_type AS "anchorType", anchor_id AS "anchorId", not_before AS "notBefore",
                 created_at AS "createdAt"`;

/** Any constant, as long as nobody else takes it. */
const FEED_LOCK = 5_264_011;

const WIDTH = 6;

@Injectable()
export class RevocationStore {
  constructor(private readonly database: Database) {}

  /** To be called in a transaction. */
  async append(entries: readonly NewRevocation[]): Promise<RevocationRecord[]> {
    await this.orderByCommit();
    const values = entries.map((_, index) => placeholders(index * WIDTH)).join(', ');
    const rows = await this.database.query<Row>(
      `INSERT INTO revocations (instance_id, anchor_type, anchor_id, not_before, reason, created_at)
       VALUES ${values} RETURNING ${COLUMNS}`,
      entries.flatMap(({ instanceId, anchor, notBefore, reason, createdAt }) => [
        instanceId,
        anchor.type,
        anchor.id,
        notBefore,
        reason,
        createdAt,
      ]),
    );
    return rows.map(toRecord);
  }

  async listAfter(sequence: number, limit: number): Promise<RevocationRecord[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM revocations WHERE sequence > $1 ORDER BY sequence LIMIT $2`,
      [sequence, limit],
    );
    return rows.map(toRecord);
  }

  /** Those of one instance. */
  async listOf(instanceId: InstanceId, sequence: number, limit: number): Promise<RevocationRecord[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM revocations WHERE sequence > $1 AND instance_id = $2 ORDER BY sequence LIMIT $3`,
      [sequence, instanceId, limit],
    );
    return rows.map(toRecord);
  }

  async bounds(): Promise<RevocationBounds> {
    const [row] = await this.database.query<{ oldest: number | null; newest: number | null }>(
      `SELECT (SELECT MIN(sequence) FROM revocations) AS "oldest", (SELECT MAX(sequence) FROM revocations) AS "newest"`,
    );
    return { oldest: row?.oldest ?? undefined, newest: row?.newest ?? undefined };
  }

  async removeBefore(createdAt: number): Promise<void> {
    await this.database.execute('DELETE FROM revocations WHERE created_at < $1', [createdAt]);
  }

  // A number is drawn before the commit that shows it: without the lock a reader could pass a number that appears later. SQLite
  // has one writer at a time anyway.
  private async orderByCommit(): Promise<void> {
    if (this.database.dialect === 'postgres') {
      await this.database.query('SELECT pg_advisory_xact_lock($1)', [FEED_LOCK]);
    }
  }
}

function placeholders(offset: number): string {
  return `(${Array.from({ length: WIDTH }, (_, index) => `$${offset + index + 1}`).join(', ')})`;
}

function toRecord({ sequence, instanceId, anchorType, anchorId, notBefore, createdAt }: Row): RevocationRecord {
  return { sequence, instanceId, anchor: { type: anchorType, id: anchorId }, notBefore, createdAt };
}
