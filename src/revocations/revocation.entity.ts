import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import type { InstanceId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** An entry of the feed: what hangs on the anchor and was issued earlier is dead. Times are in milliseconds. */
@Entity({ name: 'revocations' })
@Index('ix_revocations_created_at', ['createdAt'])
export class RevocationEntity {
  /** Grows in the order of commits, and is never used twice. */
  @PrimaryGeneratedColumn('increment', {
    type: 'integer',
    name: 'sequence',
    primaryKeyConstraintName: 'pk_revocations',
  })
  sequence: number;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @Column({ type: 'varchar', length: 16, name: 'anchor_type' })
  anchorType: string;

  @Column({ type: 'varchar', length: 64, name: 'anchor_id' })
  anchorId: string;

  @Column({ type: 'bigint', name: 'not_before', transformer: NUMBER })
  notBefore: number;

  @Column({ type: 'varchar', length: 64, name: 'reason' })
  reason: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;
}
