import type { MigrationInterface, QueryRunner, Table } from 'typeorm';

import { accountsTables } from './0001-foundation/accounts.js';
import { appsTables } from './0001-foundation/apps.js';
import { recordsTables } from './0001-foundation/records.js';
import { tokensTables } from './0001-foundation/tokens.js';

/** Everything that instances, people, apps and their tokens need. */
export class Foundation1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables().reverse()) await runner.dropTable(table);
  }
}

/** In the order in which they refer to each other. */
const tables = (): Table[] => [...accountsTables(), ...appsTables(), ...tokensTables(), ...recordsTables()];
