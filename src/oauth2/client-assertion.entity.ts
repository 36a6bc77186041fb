import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ClientId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** An assertion that was used (RFC 7523 §3): the row is what keeps it from being used again, on every replica. */
@Entity({ name: 'client_assertions' })
@Index('ix_client_assertions_expires_at', ['expiresAt'])
export class ClientAssertionEntity {
  @ForeignKey('clients', { name: 'fk_client_assertions_client_id', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'client_id', primaryKeyConstraintName: 'pk_client_assertions' })
  clientId: ClientId;

  /** SHA-256, base64url: a `jti` is as long as the client likes. */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'jti_hash', primaryKeyConstraintName: 'pk_client_assertions' })
  jtiHash: string;

  /** Milliseconds. */
  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;
}
