import { Injectable } from '@nestjs/common';
import type { InstanceId, UserId } from '../core/ids.js';
import { Database } from '../platform/index.js';

/** Times in milliseconds. */
export interface OperatorRecord {
  readonly userId: UserId;
  readonly createdAt: number;
}

@Injectable()
export class OperatorStore {
  constructor(private readonly database: Database) {}

  /** `false` where this person is one already. */
  async insert(instanceId: InstanceId, { userId, createdAt }: OperatorRecord): Promise<boolean> {
    const inserted = await this.database.execute(
      'INSERT INTO operators (user_id, instance_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (user_id) DO NOTHING',
      [userId, instanceId, createdAt],
    );
    return inserted === 1;
  }

  /** `false` where this person is none. */
  async remove(instanceId: InstanceId, userId: UserId): Promise<boolean> {
    const sql = 'DELETE FROM operators WHERE user_id = $1 AND instance_id = $2';
    return (await this.database.execute(sql, [userId, instanceId])) === 1;
  }

  async has(instanceId: InstanceId, userId: UserId): Promise<boolean> {
    const sql = 'SELECT user_id FROM operators WHERE user_id = $1 AND instance_id = $2';
    return (await this.database.query(sql, [userId, instanceId])).length > 0;
  }

  list(instanceId: InstanceId): Promise<OperatorRecord[]> {
    return this.database.query(
      `SELECT user_id AS "userId", created_at AS "createdAt" FROM operators WHERE instance_id = $1
        ORDER BY created_at, user_id`,
      [instanceId],
    );
  }
}
