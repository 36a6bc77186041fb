import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { ApiKeyId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/**
 * How often a key was used on a day, and when last. Apart from the key on purpose: what is written behind can not bring back a
 * key that was revoked meanwhile, because it never writes to it.
 */
@Entity({ name: 'api_key_usage' })
export class ApiKeyUsageEntity {
  @ForeignKey('api_keys', { name: 'fk_api_key_usage_key_id', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'key_id', primaryKeyConstraintName: 'pk_api_key_usage' })
  keyId: ApiKeyId;

  /** UTC, as `2026-11-22`. */
  @PrimaryColumn({ type: 'varchar', length: 10, name: 'day', primaryKeyConstraintName: 'pk_api_key_usage' })
  day: string;

  @Column({ type: 'bigint', name: 'requests', transformer: NUMBER })
  requests: number;

  /** Milliseconds. */
  @Column({ type: 'bigint', name: 'last_used_at', transformer: NUMBER })
  lastUsedAt: number;
}
