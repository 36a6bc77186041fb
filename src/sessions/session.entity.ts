import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, SessionId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A person signed in at one browser. Times are in milliseconds. */
@Entity({ name: 'sessions' })
@Index('ux_sessions_secret_hash', ['secretHash'], { unique: true })
@Index('ix_sessions_user_id', ['userId'])
export class SessionEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_sessions' })
  id: SessionId;

  @ForeignKey('instances', { name: 'fk_sessions_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('users', { name: 'fk_sessions_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  /** SHA-256 of the cookie's value, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'secret_hash' })
  secretHash: string;

  /** Authentication method references (RFC 8176), separated by spaces. */
  @Column({ type: 'varchar', length: 64, name: 'amr' })
  amr: string;

  @Column({ type: 'varchar', length: 64, name: 'address' })
  address: string;

  @Column({ type: 'varchar', length: 512, name: 'user_agent' })
  userAgent: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  /** When the person last proved who they are: `auth_time` (OpenID Connect Core §2). */
  @Column({ type: 'bigint', name: 'authenticated_at', transformer: NUMBER })
  authenticatedAt: number;

  /** Written behind, at most once a minute. */
  @Column({ type: 'bigint', name: 'last_seen_at', transformer: NUMBER })
  lastSeenAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  /** Milliseconds; null: what the service's settings say. */
  @Column({ type: 'bigint', name: 'idle_lifetime', nullable: true, transformer: NUMBER })
  idleLifetime: number | null;

  @Column({ type: 'bigint', name: 'ended_at', nullable: true, transformer: NUMBER })
  endedAt: number | null;
}
