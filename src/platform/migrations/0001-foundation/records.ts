import type { Table } from 'typeorm';

import { bigint, id, index, json, optional, primary, table, varchar } from '../table.js';

/** What is only appended: no foreign key, for a record outlives what it is about. */
export const recordsTables = (): Table[] => [
  table('revocations', {
    columns: [
      primary('revocations', { name: 'sequence', type: 'integer', isGenerated: true, generationStrategy: 'increment' }),
      id('instance_id'),
      varchar('anchor_type', 16),
      varchar('anchor_id', 64),
      bigint('not_before'),
      varchar('reason', 64),
      bigint('created_at'),
    ],
    indices: [index('ix_revocations_created_at', ['created_at'])],
  }),
  table('audit_events', {
    columns: [
      primary('audit_events', id('id')),
      id('instance_id'),
      bigint('occurred_at'),
      varchar('type', 64),
      optional(id('user_id')),
      optional(varchar('client_id', 64)),
      optional(varchar('address', 64)),
      optional(varchar('request_id', 64)),
      json('detail'),
    ],
    indices: [index('ix_audit_events_occurred_at', ['instance_id', 'occurred_at'])],
  }),
  table('outbox_messages', {
    columns: [
      primary('outbox_messages', id('id')),
      id('instance_id'),
      varchar('kind', 32),
      json('payload'),
      bigint('created_at'),
      bigint('available_at'),
      { name: 'attempts', type: 'integer', default: 0 },
      optional(bigint('claimed_until')),
      optional(bigint('delivered_at')),
    ],
    indices: [index('ix_outbox_messages_due', ['delivered_at', 'available_at'])],
  }),
];
