import type { MigrationInterface, QueryRunner } from 'typeorm';

import {
  type Addition,
  addColumns,
  bigint,
  dropColumns,
  id,
  index,
  optional,
  primary,
  table,
  toSession,
  unique,
  varchar,
} from './table.js';

/** The product's own front end: sessions with lifetimes of their own, the refresh tokens that hang on them, and pictures of people. */
export class FirstParty1796342400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await addColumns(runner, addition);
    await runner.createTable(refreshTokens());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(refreshTokens());
    for (const addition of additions.toReversed()) await dropColumns(runner, addition);
  }
}

const additions: readonly Addition[] = [
  { table: 'users', columns: [optional(varchar('avatar_url', 2_048))] },
  { table: 'sessions', columns: [optional(bigint('idle_lifetime'))] },
];

const TABLE = 'first_party_refresh_tokens';

const refreshTokens = () =>
  table(TABLE, {
    columns: [
      primary(TABLE, id('id')),
      id('instance_id'),
      id('session_id'),
      varchar('hash', 64),
      optional(varchar('successor_nonce', 32)),
      bigint('issued_at'),
      bigint('expires_at'),
      optional(bigint('consumed_at')),
    ],
    references: [toSession],
    indices: [
      unique('ux_first_party_refresh_tokens_hash', ['hash']),
      index('ix_first_party_refresh_tokens_session_id', ['session_id']),
      index('ix_first_party_refresh_tokens_expires_at', ['expires_at']),
    ],
  });
