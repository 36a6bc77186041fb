import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId } from '../core/ids.js';
import { NUMBER } from './number.transformer.js';

/** Something to be sent once the change that caused it is committed. Times are in milliseconds. */
@Entity({ name: 'outbox_messages' })
@Index('ix_outbox_messages_due', ['deliveredAt', 'availableAt'])
export class OutboxMessageEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_outbox_messages' })
  id: string;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** Which deliverer understands the payload, such as `mail`. */
  @Column({ type: 'varchar', length: 32, name: 'kind' })
  kind: string;

  @Column({ type: 'simple-json', name: 'payload' })
  payload: unknown;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  /** Not before this moment: later than `createdAt` once an attempt has failed. */
  @Column({ type: 'bigint', name: 'available_at', transformer: NUMBER })
  availableAt: number;

  @Column({ type: 'integer', name: 'attempts', default: 0 })
  attempts: number;

  /** Until then the message belongs to the replica that is delivering it. */
  @Column({ type: 'bigint', name: 'claimed_until', nullable: true, transformer: NUMBER })
  claimedUntil: number | null;

  @Column({ type: 'bigint', name: 'delivered_at', nullable: true, transformer: NUMBER })
  deliveredAt: number | null;
}
