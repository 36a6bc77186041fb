import { Injectable } from '@nestjs/common';
import type { OrganizationId, UserId } from '../core/ids.js';
import { Database } from '../platform/index.js';

/** The people of a test account: what every one of them is as a user is in `UserStore`. */
@Injectable()
export class TestPersonStore {
  constructor(private readonly database: Database) {}

  /**
   * Until the running transaction ends nothing is issued to them. References from other tables may still be made: whoever makes
   * one may hold the organization, which the transaction is about to lock.
   */
  async lock(accountId: OrganizationId): Promise<void> {
    const lock = this.database.dialect === 'postgres' ? ' FOR NO KEY UPDATE' : '';
    await this.database.query(`SELECT id FROM users WHERE test_account_id = $1 ORDER BY id${lock}`, [accountId]);
  }

  /** Answers who is gone. */
  async remove(accountId: OrganizationId): Promise<UserId[]> {
    const sql = 'DELETE FROM users WHERE test_account_id = $1 RETURNING id';
    return (await this.database.query<{ id: UserId }>(sql, [accountId])).map(({ id }) => id);
  }
}
