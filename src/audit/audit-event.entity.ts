import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { ClientId, InstanceId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** What happened, kept when those it happened to are gone: hence no foreign key. */
@Entity({ name: 'audit_events' })
@Index('ix_audit_events_occurred_at', ['instanceId', 'occurredAt'])
@Index('ix_audit_events_user_id', ['instanceId', 'userId', 'occurredAt'])
@Index('ix_audit_events_type', ['instanceId', 'type', 'occurredAt'])
export class AuditEventEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_audit_events' })
  id: string;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** Milliseconds. */
  @Column({ type: 'bigint', name: 'occurred_at', transformer: NUMBER })
  occurredAt: number;

  /** Past tense with dots: `user.signed_in`. */
  @Column({ type: 'varchar', length: 64, name: 'type' })
  type: string;

  @Column({ type: 'varchar', length: 36, name: 'user_id', nullable: true })
  userId: UserId | null;

  @Column({ type: 'varchar', length: 64, name: 'client_id', nullable: true })
  clientId: ClientId | null;

  @Column({ type: 'varchar', length: 64, name: 'address', nullable: true })
  address: string | null;

  @Column({ type: 'varchar', length: 64, name: 'request_id', nullable: true })
  requestId: string | null;

  @Column({ type: 'simple-json', name: 'detail' })
  detail: Record<string, unknown>;
}
