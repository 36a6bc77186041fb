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

export interface RevocationRecord extends Pick<NewRevocation, 'anchor' | 'notBefore' | 'createdAt'> {
  readonly sequence: number;
}

/** An entry with the instance that it is of. */
export interface LoggedRevocation extends RevocationRecord {
  readonly instanceId: InstanceId;
}

interface Row {
  readonly sequence: number;
  readonly anchorType: AnchorType;
  readonly anchorId: string;
  readonly notBefore: number;
  readonly createdAt: number;
}

const COLUMNS = `sequence, anchor_type AS "anchorType", anchor_id AS "anchorId", not_before AS "notBefore",
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

  /** For who follows the table at leisure. */
  async listLogged(sequence: number, limit: number): Promise<LoggedRevocation[]> {
    const rows = await this.database.query<Row & { instanceId: InstanceId }>(
      `SELECT ${COLUMNS}, instance_id AS "instanceId" FROM revocations WHERE sequence > $1 ORDER BY sequence LIMIT $2`,
      [sequence, limit],
    );
    return rows.map((row) => ({ ...toRecord(row), instanceId: row.instanceId }));
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

function toRecord({ sequence, anchorType, anchorId, notBefore, createdAt }: Row): RevocationRecord {
  return { sequence, anchor: { type: anchorType, id: anchorId }, notBefore, createdAt };
}
