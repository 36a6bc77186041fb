import type { Table } from 'typeorm';

import {
  bigint,
  boolean,
  id,
  index,
  json,
  optional,
  primary,
  table,
  toInstance,
  toOrganization,
  toUser,
  unique,
  varchar,
} from '../table.js';

/** Organizations, who belongs to them and who is asked to. */
export const organizationsTables = (): Table[] => [
  table('organizations', {
    columns: [
      primary('organizations', id('id')),
      id('instance_id'),
      varchar('name', 200),
      varchar('slug', 64),
      varchar('status', 16),
      optional(varchar('country_code', 2)),
      json('kinds'),
      optional(varchar('currency', 3)),
      optional(varchar('brand_color', 7)),
      optional(varchar('logo_url', 2048)),
      bigint('created_at'),
      bigint('updated_at'),
    ],
    references: [toInstance],
    indices: [unique('ux_organizations_slug', ['instance_id', 'slug'])],
  }),
  table('memberships', {
    columns: [
      primary('memberships', id('id')),
      id('instance_id'),
      id('organization_id'),
      id('user_id'),
      json('roles'),
      boolean('is_owner'),
      bigint('created_at'),
      bigint('updated_at'),
    ],
    references: [toInstance, toOrganization, toUser],
    indices: [
      unique('ux_memberships_user', ['organization_id', 'user_id']),
      index('ix_memberships_user_id', ['user_id']),
    ],
  }),
  table('invitations', {
    columns: [
      primary('invitations', id('id')),
      id('instance_id'),
      id('organization_id'),
      varchar('email', 320),
      varchar('email_folded', 320),
      json('roles'),
      varchar('token_hash', 64),
      id('invited_by'),
      bigint('created_at'),
      bigint('expires_at'),
      optional(bigint('accepted_at')),
      optional(bigint('declined_at')),
      optional(bigint('revoked_at')),
    ],
    references: [toInstance, toOrganization, { ...toUser, column: 'invited_by' }],
    indices: [
      unique('ux_invitations_token_hash', ['token_hash']),
      index('ix_invitations_organization_id', ['organization_id']),
    ],
  }),
];
