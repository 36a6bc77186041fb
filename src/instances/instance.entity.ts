import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** An isolated issuer. Times are in milliseconds. */
@Entity({ name: 'instances' })
@Index('ux_instances_name', ['name'], { unique: true })
export class InstanceEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_instances' })
  id: InstanceId;

  /** The first segment of its paths. */
  @Column({ type: 'varchar', length: 63, name: 'name' })
  name: string;

  @Column({ type: 'varchar', length: 200, name: 'title' })
  title: string;

  @Column({ type: 'simple-json', name: 'settings' })
  settings: Record<string, unknown>;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'active' | 'suspended' | 'deleting';

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
