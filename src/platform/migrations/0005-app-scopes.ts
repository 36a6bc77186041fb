import type { MigrationInterface, QueryRunner } from 'typeorm';

import { type Addition, addColumns, dropColumns, id, optional } from './table.js';

/** Resource servers that an app makes by registering scopes: at most one an app. */
export class AppScopes1795651200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, addition);
    await runner.query('CREATE UNIQUE INDEX "ux_resource_servers_app_id" ON "resource_servers" ("app_id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ux_resource_servers_app_id"');
    await dropColumns(runner, addition);
  }
}

const addition: Addition = { table: 'resource_servers', columns: [optional(id('app_id'))] };
