import type { MigrationInterface, QueryRunner } from 'typeorm';

import { bigint, id, primary, table, toInstance, toUser } from './table.js';

/** Who runs the service, beside whoever has its command line. */
export class Operators1796774400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(operators());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(operators());
  }
}

const TABLE = 'operators';

const operators = () =>
  table(TABLE, {
    columns: [primary(TABLE, id('user_id')), id('instance_id'), bigint('created_at')],
    references: [toInstance, toUser],
    indices: [],
  });
