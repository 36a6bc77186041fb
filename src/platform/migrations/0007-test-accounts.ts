import type { MigrationInterface, QueryRunner } from 'typeorm';

import { type Addition, addColumns, dropColumns, id, optional } from './table.js';

/** Which organizations and people an app has made to try itself out with. No index: there are none of them in production. */
export class TestAccounts1795824000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await addColumns(runner, addition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await dropColumns(runner, addition);
  }
}

const additions: readonly Addition[] = [
  { table: 'organizations', columns: [optional(id('test_account_owner_id'))] },
  { table: 'users', columns: [optional(id('test_account_owner_id')), optional(id('test_account_id'))] },
];
