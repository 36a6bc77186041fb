import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, MailProofId, UserId } from '../../core/ids.js';
import { NUMBER } from '../../platform/number.transformer.js';
import type { ProofPurpose } from './mail-proof.js';

/** What was mailed to prove that somebody reads an address. Times are in milliseconds. */
@Entity({ name: 'mail_proofs' })
@Index('ux_mail_proofs_secret_hash', ['secretHash'], { unique: true })
@Index('ix_mail_proofs_user_id', ['userId'])
export class MailProofEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_mail_proofs' })
  id: MailProofId;

  @ForeignKey('instances', { name: 'fk_mail_proofs_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('users', { name: 'fk_mail_proofs_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  @Column({ type: 'varchar', length: 16, name: 'purpose' })
  purpose: ProofPurpose;

  /** SHA-256 of the token that was mailed, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'secret_hash' })
  secretHash: string;

  /** The account's address when it was asked for: with another one, the proof is dead. */
  @Column({ type: 'varchar', length: 320, name: 'email' })
  email: string;

  /** Of a change: the address that is to be the account's, to which the token was mailed. */
  @Column({ type: 'varchar', length: 320, name: 'new_email', nullable: true })
  newEmail: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'consumed_at', nullable: true, transformer: NUMBER })
  consumedAt: number | null;
}
