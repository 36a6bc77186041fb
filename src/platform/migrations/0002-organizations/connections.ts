import type { Table } from 'typeorm';

import {
  type Addition,
  bigint,
  id,
  index,
  integer,
  json,
  optional,
  primary,
  table,
  text,
  toApp,
  toClient,
  toInstance,
  toOrganization,
  unique,
  varchar,
} from '../table.js';

/** What connects organizations and apps. */
export const connectionsTables = (): Table[] => [
  table('installations', {
    columns: [
      primary('installations', id('id')),
      id('instance_id'),
      id('organization_id'),
      id('app_id'),
      text('scope'),
      integer('version'),
      optional(id('installed_by')),
      bigint('created_at'),
      bigint('updated_at'),
      optional(bigint('uninstalled_at')),
    ],
    references: [toInstance, toOrganization, toApp],
    indices: [
      unique('ux_installations_standing', ['organization_id', 'app_id'], '"uninstalled_at" IS NULL'),
      index('ix_installations_app_id', ['app_id']),
    ],
  }),
  table('device_authorizations', {
    columns: [
      primary('device_authorizations', varchar('device_code_hash', 64)),
      varchar('user_code', 16),
      id('instance_id'),
      varchar('client_id', 64),
      text('scope'),
      varchar('profile', 16),
      integer('interval_seconds'),
      bigint('created_at'),
      bigint('expires_at'),
      optional(bigint('polled_at')),
      optional(bigint('decided_at')),
      optional(varchar('decision', 8)),
      optional(id('user_id')),
      optional(id('session_id')),
      optional(id('organization_id')),
      optional(id('grant_id')),
      optional(bigint('consumed_at')),
    ],
    references: [toClient],
    indices: [
      unique('ux_device_authorizations_user_code', ['instance_id', 'user_code']),
      index('ix_device_authorizations_expires_at', ['expires_at']),
    ],
  }),
  table('webhook_deliveries', {
    columns: [
      primary('webhook_deliveries', id('id')),
      id('instance_id'),
      id('app_id'),
      varchar('event', 64),
      varchar('subject', 128),
      json('payload'),
      varchar('status', 16),
      { ...integer('attempts'), default: 0 },
      optional(integer('last_status')),
      optional(varchar('last_error', 256)),
      bigint('created_at'),
      optional(bigint('next_attempt_at')),
      optional(bigint('claimed_until')),
      optional(bigint('delivered_at')),
    ],
    references: [toInstance, toApp],
    indices: [
      index('ix_webhook_deliveries_due', ['status', 'next_attempt_at']),
      index('ix_webhook_deliveries_app_id', ['app_id']),
    ],
  }),
];

/** What the tables of before need to know of organizations. */
export const additions: readonly Addition[] = [
  {
    table: 'apps',
    columns: [
      { ...varchar('kind', 16), default: 'public' },
      optional(id('vendor_organization_id')),
      optional(varchar('logo_url', 2048)),
      optional(varchar('webhook_url', 2048)),
      optional(text('sealed_webhook_secret')),
    ],
  },
  {
    table: 'authorization_codes',
    columns: [optional(id('organization_id')), { ...varchar('profile', 16), default: 'standard' }],
  },
  {
    table: 'token_families',
    columns: [
      { ...varchar('bearer_type', 16), default: 'person' },
      optional(varchar('bearer_id', 64)),
      optional(id('actor_id')),
    ],
  },
  { table: 'tokens', columns: [optional(id('actor_id'))] },
];
