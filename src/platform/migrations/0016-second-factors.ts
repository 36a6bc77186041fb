import type { MigrationInterface, QueryRunner } from 'typeorm';

import {
  bigint,
  id,
  index,
  integer,
  optional,
  primary,
  table,
  text,
  toInstance,
  toUser,
  unique,
  varchar,
} from './table.js';

/** What people have beside their password: a secret that makes codes, and codes on paper. */
export class SecondFactors1796601600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const created of tables()) await runner.createTable(created);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables().toReversed()) await runner.dropTable(name);
  }
}

const toFactor = { column: 'factor_id', to: 'second_factors', cascade: true };

const tables = () => [
  table('second_factors', {
    columns: [
      primary('second_factors', id('id')),
      id('instance_id'),
      id('user_id'),
      text('secret_sealed'),
      bigint('created_at'),
      optional(bigint('confirmed_at')),
      bigint('last_step'),
      integer('uses'),
    ],
    references: [toInstance, toUser],
    indices: [unique('ux_second_factors_user_id', ['user_id'])],
  }),
  table('backup_codes', {
    columns: [
      primary('backup_codes', varchar('code_hash', 64)),
      id('factor_id'),
      bigint('created_at'),
      optional(bigint('used_at')),
    ],
    references: [toFactor],
    indices: [index('ix_backup_codes_factor_id', ['factor_id'])],
  }),
];
