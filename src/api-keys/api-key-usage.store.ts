import { Injectable } from '@nestjs/common';
import type { ApiKeyId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { ApiKeyOwner } from './api-key.js';

/** How often a key was used on a day (UTC), and when last (milliseconds). */
export interface DayOfUse {
  readonly keyId: ApiKeyId;
  readonly day: string;
  readonly requests: number;
  readonly lastUsedAt: number;
}

@Injectable()
export class ApiKeyUsageStore {
  constructor(private readonly database: Database) {}

  /**
   * Adds up, in one statement; keys that are gone are left out. By id, so that replicas which write at the same time take their
   * locks in one order.
   */
  async add(days: readonly DayOfUse[]): Promise<void> {
    const values = days.map(({ keyId, day, requests, lastUsedAt }) => [keyId, day, requests, lastUsedAt]);
    await this.database.execute(
      `INSERT INTO api_key_usage (key_id, day, requests, last_used_at)
       SELECT v.column1, v.column2, v.column3, v.column4
         FROM (VALUES ${values.map((_, row) => placeholders(row * 4)).join(', ')}) AS v
         JOIN api_keys k ON k.id = v.column1
        WHERE k.id IS NOT NULL ORDER BY v.column1, v.column2
       ON CONFLICT (key_id, day) DO UPDATE
          SET requests = api_key_usage.requests + excluded.requests,
              last_used_at = CASE WHEN excluded.last_used_at > api_key_usage.last_used_at
                                  THEN excluded.last_used_at ELSE api_key_usage.last_used_at END`,
      values.flat(),
    );
  }

  /** By day, from `first` on. */
  list(keyId: ApiKeyId, first: string): Promise<{ day: string; requests: number }[]> {
    const sql = 'SELECT day, requests FROM api_key_usage WHERE key_id = $1 AND day >= $2 ORDER BY day';
    return this.database.query(sql, [keyId, first]);
  }

  /** Of all keys of an owner, by day, from `first` on. */
  listOfOwner({ type, id }: ApiKeyOwner, first: string): Promise<{ keyId: ApiKeyId; day: string; requests: number }[]> {
    return this.database.query(
      `SELECT u.key_id AS "keyId", u.day, u.requests FROM api_key_usage u JOIN api_keys k ON k.id = u.key_id
        WHERE k.${OWNER_COLUMNS[type]} = $1 AND u.day >= $2 ORDER BY u.day`,
      [id, first],
    );
  }

  /** Days before `day`, at most `limit`; the last use of a key stays, however long ago it was. Answers how many went. */
  removePast(day: string, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM api_key_usage
        WHERE (key_id, day) IN (SELECT u.key_id, u.day FROM api_key_usage u
                                 WHERE u.day < $1
                                   AND EXISTS (SELECT 1 FROM api_key_usage l WHERE l.key_id = u.key_id AND l.day > u.day)
                                 LIMIT $2)`,
      [day, limit],
    );
  }
}

const OWNER_COLUMNS = { person: 'user_id', organization: 'organization_id' } as const;

// PostgreSQL takes a bare placeholder for text; the columns of VALUES are called so on both engines.
function placeholders(before: number): string {
  const types = ['varchar(36)', 'varchar(10)', 'bigint', 'bigint'];
  return `(${types.map((type, place) => `CAST($${before + place + 1} AS ${type})`).join(', ')})`;
}
