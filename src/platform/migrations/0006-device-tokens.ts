import type { MigrationInterface, QueryRunner } from 'typeorm';

import { type Addition, addColumns, bigint, dropColumns, id, optional, text } from './table.js';

/** What tokens of a device are made of, and which of them die when its code is used again. */
export class DeviceTokens1795737600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, addition);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, addition);
  }
}

const addition: Addition = {
  table: 'device_authorizations',
  columns: [optional(text('resources')), optional(id('family_id')), optional(bigint('authenticated_at'))],
};
