import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AuthorizationRequestId, ClientId, InstanceId } from '../../core/ids.js';
import { NUMBER } from '../../platform/number.transformer.js';

/** A checked authorization request that waits for a person to sign in or to decide. Times are in milliseconds. */
@Entity({ name: 'authorization_requests' })
@Index('ix_authorization_requests_expires_at', ['expiresAt'])
export class AuthorizationRequestEntity {
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'id', primaryKeyConstraintName: 'pk_authorization_requests' })
  id: AuthorizationRequestId;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('clients', { name: 'fk_authorization_requests_client_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  /** SHA-256 of the cookie of the browser that began it: nobody else can continue it. */
  @Column({ type: 'varchar', length: 64, name: 'browser_hash' })
  browserHash: string;

  @Column({ type: 'simple-json', name: 'parameters' })
  parameters: Record<string, string>;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'completed_at', nullable: true, transformer: NUMBER })
  completedAt: number | null;
}
