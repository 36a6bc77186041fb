import type { MigrationInterface, QueryRunner, Table } from 'typeorm';

import { additions, connectionsTables } from './0002-organizations/connections.js';
import { organizationsTables } from './0002-organizations/organizations.js';
import { addColumns, dropColumns } from './table.js';

/** Organizations as bearers: their people, the apps that they install, and tokens that act for them. */
export class Organizations1795392000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
    for (const addition of additions) await addColumns(runner, addition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await dropColumns(runner, addition);
    for (const table of tables().reverse()) await runner.dropTable(table);
  }
}

/** In the order in which they refer to each other. */
const tables = (): Table[] => [...organizationsTables(), ...connectionsTables()];
