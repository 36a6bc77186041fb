import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { IdentityId, InstanceId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** Who a person is at another provider. One that was unlinked stays, so that it does not link itself again (T237). */
@Entity({ name: 'identities' })
@Index('ux_identities_subject', ['instanceId', 'provider', 'subject'], { unique: true })
@Index('ux_identities_user', ['userId', 'provider'], { unique: true, where: '"unlinked_at" IS NULL' })
export class IdentityEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_identities' })
  id: IdentityId;

  @ForeignKey('instances', { name: 'fk_identities_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('users', { name: 'fk_identities_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  @Column({ type: 'varchar', length: 32, name: 'provider' })
  provider: string;

  /** What the provider calls the person: the only thing that decides whose it is. */
  @Column({ type: 'varchar', length: 255, name: 'subject' })
  subject: string;

  /** As the provider told it last: to be shown, never to be decided by. */
  @Column({ type: 'varchar', length: 320, name: 'email', nullable: true })
  email: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'last_used_at', transformer: NUMBER })
  lastUsedAt: number;

  @Column({ type: 'bigint', name: 'unlinked_at', nullable: true, transformer: NUMBER })
  unlinkedAt: number | null;
}
