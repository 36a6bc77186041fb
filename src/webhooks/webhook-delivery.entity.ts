import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstanceId, WebhookDeliveryId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** One event on its way to an app, and what became of it. Times are in milliseconds. */
@Entity({ name: 'webhook_deliveries' })
@Index('ix_webhook_deliveries_due', ['status', 'nextAttemptAt'])
@Index('ix_webhook_deliveries_app_id', ['appId'])
@Index('ix_webhook_deliveries_log', ['appId', 'createdAt'])
@Index('ix_webhook_deliveries_created_at', ['createdAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_webhook_deliveries' })
  id: WebhookDeliveryId;

  @ForeignKey('instances', { name: 'fk_webhook_deliveries_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('apps', { name: 'fk_webhook_deliveries_app_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'app_id' })
  appId: AppId;

  /** Such as `directory.revoked_access_token`. */
  @Column({ type: 'varchar', length: 64, name: 'event' })
  event: string;

  /** Such as `Org/<uuid>`. */
  @Column({ type: 'varchar', length: 128, name: 'subject' })
  subject: string;

  @Column({ type: 'simple-json', name: 'payload' })
  payload: unknown;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'pending' | 'delivered' | 'failed';

  @Column({ type: 'integer', name: 'attempts', default: 0 })
  attempts: number;

  /** The HTTP status of the last attempt; null where there was no answer. */
  @Column({ type: 'integer', name: 'last_status', nullable: true })
  lastStatus: number | null;

  @Column({ type: 'varchar', length: 256, name: 'last_error', nullable: true })
  lastError: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'next_attempt_at', nullable: true, transformer: NUMBER })
  nextAttemptAt: number | null;

  /** Until then the delivery belongs to the replica that is making it. */
  @Column({ type: 'bigint', name: 'claimed_until', nullable: true, transformer: NUMBER })
  claimedUntil: number | null;

  @Column({ type: 'bigint', name: 'delivered_at', nullable: true, transformer: NUMBER })
  deliveredAt: number | null;
}
