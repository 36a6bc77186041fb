import { type MigrationInterface, type QueryRunner, TableIndex } from 'typeorm';

import { bigint, id, index, primary, table, varchar } from './table.js';

/** How far the feed has been told to apps, and what the log of deliveries is read and emptied by. */
export class Webhooks1795564800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(cursors());
    await runner.query(
      `INSERT INTO "webhook_cursors" (name, sequence, position, updated_at) VALUES ('revocations', 0, '', 0)`,
    );
    for (const options of deliveryIndices) await runner.createIndex(DELIVERIES, new TableIndex(options));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of deliveryIndices) await runner.query(`DROP INDEX "${name}"`);
    await runner.dropTable(cursors());
  }
}

const DELIVERIES = 'webhook_deliveries';

const cursors = () =>
  table('webhook_cursors', {
    columns: [
      primary('webhook_cursors', varchar('name', 32)),
      bigint('sequence'),
      id('position'),
      bigint('updated_at'),
    ],
    indices: [],
  });

const deliveryIndices = [
  index('ix_webhook_deliveries_log', ['app_id', 'created_at']),
  index('ix_webhook_deliveries_created_at', ['created_at']),
];
