import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { SecondFactorId } from '../../core/ids.js';
import { NUMBER } from '../../platform/number.transformer.js';

/** A code on paper, for who has lost the authenticator app. Times are in milliseconds. */
@Entity({ name: 'backup_codes' })
@Index('ix_backup_codes_factor_id', ['factorId'])
export class BackupCodeEntity {
  /** HMAC of the code and whose it is, by a key of the master secret. */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'code_hash', primaryKeyConstraintName: 'pk_backup_codes' })
  codeHash: string;

  @ForeignKey('second_factors', { name: 'fk_backup_codes_factor_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'factor_id' })
  factorId: SecondFactorId;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'used_at', nullable: true, transformer: NUMBER })
  usedAt: number | null;
}
