import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, SecondFactorId, UserId } from '../../core/ids.js';
import { NUMBER } from '../../platform/number.transformer.js';

/** An authenticator app of a person, one at most. Times are in milliseconds. */
@Entity({ name: 'second_factors' })
@Index('ux_second_factors_user_id', ['userId'], { unique: true })
export class SecondFactorEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_second_factors' })
  id: SecondFactorId;

  @ForeignKey('instances', { name: 'fk_second_factors_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('users', { name: 'fk_second_factors_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  /** The secret and whose it is, sealed: a row that is copied to somebody else opens for nobody. */
  @Column({ type: 'text', name: 'secret_sealed' })
  secretSealed: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  /** When the first code was right: asked for at sign-ins from then on. */
  @Column({ type: 'bigint', name: 'confirmed_at', nullable: true, transformer: NUMBER })
  confirmedAt: number | null;

  /** The time step of the last code that was accepted: none of it or before it is again (RFC 6238 §5.2). */
  @Column({ type: 'bigint', name: 'last_step', transformer: NUMBER })
  lastStep: number;

  /** Codes that were accepted: what was begun before the last of them can not be finished. */
  @Column({ type: 'integer', name: 'uses' })
  uses: number;
}
