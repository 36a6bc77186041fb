import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A person of one instance. Times are in milliseconds. */
@Entity({ name: 'users' })
@Index('ux_users_email', ['instanceId', 'emailFolded'], { unique: true })
export class UserEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_users' })
  id: UserId;

  @ForeignKey('instances', { name: 'fk_users_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** As typed. */
  @Column({ type: 'varchar', length: 320, name: 'email' })
  email: string;

  /** What is compared. */
  @Column({ type: 'varchar', length: 320, name: 'email_folded' })
  emailFolded: string;

  @Column({ type: 'boolean', name: 'email_verified' })
  emailVerified: boolean;

  @Column({ type: 'varchar', length: 200, name: 'name' })
  name: string;

  @Column({ type: 'varchar', length: 2_048, name: 'avatar_url', nullable: true })
  avatarUrl: string | null;

  @Column({ type: 'varchar', length: 16, name: 'locale', nullable: true })
  locale: string | null;

  @Column({ type: 'varchar', length: 64, name: 'zoneinfo', nullable: true })
  zoneinfo: string | null;

  /** argon2id in its encoded form; null for someone who has no password. */
  @Column({ type: 'varchar', length: 255, name: 'password_hash', nullable: true })
  passwordHash: string | null;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'active' | 'suspended';

  /** What was bought: `free`, `starter` or `growth`. */
  @Column({ type: 'varchar', length: 32, name: 'plan', default: 'free' })
  plan: string;

  /** Credentials issued earlier are dead. */
  @Column({ type: 'bigint', name: 'credentials_not_before', default: 0, transformer: NUMBER })
  credentialsNotBefore: number;

  /** The app that has made this person up to try itself out with. */
  @Column({ type: 'varchar', length: 36, name: 'test_account_owner_id', nullable: true })
  testAccountOwnerId: AppId | null;

  /** The organization that was made together with the person. */
  @Column({ type: 'varchar', length: 36, name: 'test_account_id', nullable: true })
  testAccountId: OrganizationId | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
