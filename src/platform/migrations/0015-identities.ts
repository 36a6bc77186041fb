import type { MigrationInterface, QueryRunner } from 'typeorm';

import { bigint, id, index, optional, primary, table, text, toInstance, toUser, unique, varchar } from './table.js';

/** Who people are at other identity providers, and the sign-ins there that are under way. */
export class Identities1796515200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const created of tables()) await runner.createTable(created);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables().toReversed()) await runner.dropTable(name);
  }
}

const tables = () => [
  table('identities', {
    columns: [
      primary('identities', id('id')),
      id('instance_id'),
      id('user_id'),
      varchar('provider', 32),
      varchar('subject', 255),
      optional(varchar('email', 320)),
      bigint('created_at'),
      bigint('last_used_at'),
      optional(bigint('unlinked_at')),
    ],
    references: [toInstance, toUser],
    indices: [
      unique('ux_identities_subject', ['instance_id', 'provider', 'subject']),
      unique('ux_identities_user', ['user_id', 'provider'], '"unlinked_at" IS NULL'),
    ],
  }),
  table('social_flows', {
    columns: [
      primary('social_flows', varchar('state_hash', 64)),
      id('instance_id'),
      varchar('binding_hash', 64),
      text('sealed'),
      bigint('expires_at'),
    ],
    references: [toInstance],
    indices: [index('ix_social_flows_expires_at', ['expires_at'])],
  }),
];
