import type { MigrationInterface, QueryRunner } from 'typeorm';

import { type Addition, addColumns, dropColumns, id, optional } from './table.js';

/** What tokens of organizations hang on, and those that a member acts with. */
export class OrganizationBearers1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await addColumns(runner, addition);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const addition of additions) await dropColumns(runner, addition);
  }
}

const additions: readonly Addition[] = [
  { table: 'authorization_codes', columns: [optional(id('installation_id')), optional(id('membership_id'))] },
  { table: 'device_authorizations', columns: [optional(id('membership_id'))] },
  { table: 'token_families', columns: [optional(id('membership_id'))] },
  { table: 'tokens', columns: [optional(id('membership_id'))] },
];
