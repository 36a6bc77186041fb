import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ClientId, SecretId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** One of the secrets of a confidential client; two are alive while one replaces the other. */
@Entity({ name: 'client_secrets' })
@Index('ix_client_secrets_client_id', ['clientId'])
export class ClientSecretEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_client_secrets' })
  id: SecretId;

  @ForeignKey('clients', { name: 'fk_client_secrets_client_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  /** SHA-256, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'hash' })
  hash: string;

  /** Its last characters, to tell it from another. */
  @Column({ type: 'varchar', length: 8, name: 'hint' })
  hint: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: NUMBER })
  expiresAt: number | null;
}
