import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import type { UserKey } from './user.js';

export interface EmailReplacement {
  readonly from: string;
  readonly to: string;
  readonly toFolded: string;
}

/** The statements on the address of a user. */
@Injectable()
export class UserEmailStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async confirm({ instanceId, userId }: UserKey, email: string): Promise<'confirmed' | 'known' | 'changed'> {
    const changed = await this.database.execute(
      `UPDATE users SET email_verified = $1, updated_at = $2
        WHERE id = $3 AND instance_id = $4 AND email = $5 AND email_verified = $6`,
      [true, this.clock.now(), userId, instanceId, email, false],
    );
    if (changed === 1) return 'confirmed';
    const sql = 'SELECT id FROM users WHERE id = $1 AND instance_id = $2 AND email = $3';
    return (await this.database.query(sql, [userId, instanceId, email])).length > 0 ? 'known' : 'changed';
  }

  /** `from` must still stand there. */
  async change({ instanceId, userId }: UserKey, { from, to, toFolded }: EmailReplacement): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE users SET email = $1, email_folded = $2, email_verified = $3, updated_at = $4
        WHERE id = $5 AND instance_id = $6 AND email = $7
          AND NOT EXISTS (SELECT 1 FROM users o WHERE o.instance_id = $6 AND o.email_folded = $2 AND o.id <> $5)`,
      [to, toFolded, true, this.clock.now(), userId, instanceId, from],
    );
    return changed === 1;
  }
}
