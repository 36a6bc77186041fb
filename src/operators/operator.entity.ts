import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { InstanceId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A person of the default instance who may do with instances as the command line may. */
@Entity({ name: 'operators' })
export class OperatorEntity {
  @ForeignKey('users', { name: 'fk_operators_user_id', onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'user_id', primaryKeyConstraintName: 'pk_operators' })
  userId: UserId;

  @ForeignKey('instances', { name: 'fk_operators_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** Milliseconds. */
  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;
}
