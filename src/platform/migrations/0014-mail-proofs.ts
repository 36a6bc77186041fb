import type { MigrationInterface, QueryRunner } from 'typeorm';

import { bigint, id, index, optional, primary, table, toInstance, toUser, unique, varchar } from './table.js';

/** What was mailed to prove that somebody reads an address. */
export class MailProofs1796428800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(proofs());
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(proofs());
  }
}

const TABLE = 'mail_proofs';

const proofs = () =>
  table(TABLE, {
    columns: [
      primary(TABLE, id('id')),
      id('instance_id'),
      id('user_id'),
      varchar('purpose', 16),
      varchar('secret_hash', 64),
      varchar('email', 320),
      optional(varchar('new_email', 320)),
      bigint('created_at'),
      bigint('expires_at'),
      optional(bigint('consumed_at')),
    ],
    references: [toInstance, toUser],
    indices: [unique('ux_mail_proofs_secret_hash', ['secret_hash']), index('ix_mail_proofs_user_id', ['user_id'])],
  });
