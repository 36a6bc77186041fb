import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, ConsentId, InstanceId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** What a person has allowed an app. Withdrawn ones stay: tokens name them. Times are in milliseconds. */
@Entity({ name: 'consents' })
@Index('ux_consents_standing', ['userId', 'appId'], { unique: true, where: '"withdrawn_at" IS NULL' })
@Index('ix_consents_app_id', ['appId'])
export class ConsentEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_consents' })
  id: ConsentId;

  @ForeignKey('instances', { name: 'fk_consents_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('users', { name: 'fk_consents_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  @ForeignKey('apps', { name: 'fk_consents_app_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'app_id' })
  appId: AppId;

  /** Separated by spaces (RFC 6749 §3.3). */
  @Column({ type: 'text', name: 'scope' })
  scope: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;

  @Column({ type: 'bigint', name: 'withdrawn_at', nullable: true, transformer: NUMBER })
  withdrawnAt: number | null;
}
