import type { MigrationInterface, QueryRunner } from 'typeorm';

import {
  type Addition,
  addColumns,
  bigint,
  dropColumns,
  id,
  index,
  json,
  optional,
  primary,
  table,
  text,
  toInstance,
  toOrganization,
  toUser,
  unique,
  varchar,
} from './table.js';

/** Keys of people and organizations, what of them is used, and how many a plan allows. */
export class ApiKeys1796169600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await addColumns(runner, addition);
    for (const created of tables()) await runner.createTable(created);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables().toReversed()) await runner.dropTable(name);
    for (const addition of additions.toReversed()) await dropColumns(runner, addition);
  }
}

const plan = { ...varchar('plan', 32), default: 'free' };

const additions: readonly Addition[] = [
  { table: 'users', columns: [plan] },
  { table: 'organizations', columns: [plan] },
];

const toKey = { column: 'key_id', to: 'api_keys', cascade: true };

const tables = () => [
  table('api_keys', {
    columns: [
      primary('api_keys', id('id')),
      id('instance_id'),
      optional(id('user_id')),
      optional(id('organization_id')),
      id('created_by'),
      varchar('name', 100),
      varchar('prefix', 19),
      optional(text('scope')),
      json('allowed_ips'),
      optional(bigint('rate_limit')),
      bigint('created_at'),
      optional(bigint('expires_at')),
      optional(bigint('revoked_at')),
    ],
    references: [toInstance, toUser, toOrganization],
    indices: [index('ix_api_keys_user_id', ['user_id']), index('ix_api_keys_organization_id', ['organization_id'])],
  }),
  table('api_key_secrets', {
    columns: [
      primary('api_key_secrets', id('id')),
      id('key_id'),
      varchar('hash', 64),
      bigint('created_at'),
      optional(bigint('expires_at')),
    ],
    references: [toKey],
    indices: [unique('ux_api_key_secrets_hash', ['hash']), index('ix_api_key_secrets_key_id', ['key_id'])],
  }),
  table('api_key_usage', {
    columns: [
      { ...id('key_id'), isPrimary: true, primaryKeyConstraintName: 'pk_api_key_usage' },
      { ...varchar('day', 10), isPrimary: true, primaryKeyConstraintName: 'pk_api_key_usage' },
      bigint('requests'),
      bigint('last_used_at'),
    ],
    references: [toKey],
    indices: [],
  }),
];
