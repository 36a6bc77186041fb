import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ApiKeyId, SecretId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** What is kept of the key itself; two are alive while one replaces the other. Times are in milliseconds. */
@Entity({ name: 'api_key_secrets' })
@Index('ux_api_key_secrets_hash', ['hash'], { unique: true })
@Index('ix_api_key_secrets_key_id', ['keyId'])
export class ApiKeySecretEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_api_key_secrets' })
  id: SecretId;

  @ForeignKey('api_keys', { name: 'fk_api_key_secrets_key_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'key_id' })
  keyId: ApiKeyId;

  /** SHA-256, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'hash' })
  hash: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: NUMBER })
  expiresAt: number | null;
}
