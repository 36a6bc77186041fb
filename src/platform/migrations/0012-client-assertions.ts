import type { MigrationInterface, QueryRunner } from 'typeorm';

import {
  type Addition,
  addColumns,
  bigint,
  dropColumns,
  index,
  optional,
  primary,
  table,
  text,
  toClient,
  varchar,
} from './table.js';

/** Clients that sign with a private key instead of having a secret, and which of their assertions were used (RFC 7523). */
export class ClientAssertions1796256000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, clientKeys);
    await runner.createTable(assertions());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(assertions());
    await dropColumns(runner, clientKeys);
  }
}

const clientKeys: Addition = {
  table: 'clients',
  columns: [optional(text('jwks')), optional(varchar('jwks_uri', 2_048))],
};

const TABLE = 'client_assertions';

const assertions = () =>
  table(TABLE, {
    columns: [primary(TABLE, varchar('client_id', 64)), primary(TABLE, varchar('jti_hash', 64)), bigint('expires_at')],
    references: [toClient],
    indices: [index('ix_client_assertions_expires_at', ['expires_at'])],
  });
