import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type {
  ClientId,
  FamilyId,
  GrantId,
  InstanceId,
  MembershipId,
  OrganizationId,
  SessionId,
  UserId,
} from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A device that waits for a person to decide in a browser (RFC 8628). Times are in milliseconds. */
@Entity({ name: 'device_authorizations' })
@Index('ux_device_authorizations_user_code', ['instanceId', 'userCode'], { unique: true })
@Index('ix_device_authorizations_expires_at', ['expiresAt'])
export class DeviceAuthorizationEntity {
  /** SHA-256 of the device code, base64url. */
  @PrimaryColumn({
    type: 'varchar',
    length: 64,
    name: 'device_code_hash',
    primaryKeyConstraintName: 'pk_device_authorizations',
  })
  deviceCodeHash: string;

  /** What the person types. */
  @Column({ type: 'varchar', length: 16, name: 'user_code' })
  userCode: string;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('clients', { name: 'fk_device_authorizations_client_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  @Column({ type: 'text', name: 'scope' })
  scope: string;

  /** The name of the surface that began it. */
  @Column({ type: 'varchar', length: 16, name: 'profile' })
  profile: string;

  /** The least time between two polls (RFC 8628 §3.2). */
  @Column({ type: 'integer', name: 'interval_seconds' })
  intervalSeconds: number;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'polled_at', nullable: true, transformer: NUMBER })
  polledAt: number | null;

  @Column({ type: 'bigint', name: 'decided_at', nullable: true, transformer: NUMBER })
  decidedAt: number | null;

  @Column({ type: 'varchar', length: 8, name: 'decision', nullable: true })
  decision: 'allow' | 'deny' | null;

  @Column({ type: 'varchar', length: 36, name: 'user_id', nullable: true })
  userId: UserId | null;

  @Column({ type: 'varchar', length: 36, name: 'session_id', nullable: true })
  sessionId: SessionId | null;

  @Column({ type: 'varchar', length: 36, name: 'organization_id', nullable: true })
  organizationId: OrganizationId | null;

  /** The member who acts for the organization; null where nobody does. */
  @Column({ type: 'varchar', length: 36, name: 'membership_id', nullable: true })
  membershipId: MembershipId | null;

  @Column({ type: 'varchar', length: 36, name: 'grant_id', nullable: true })
  grantId: GrantId | null;

  /** JSON: the audiences that were asked for (RFC 8707). */
  @Column({ type: 'text', name: 'resources', nullable: true })
  resources: string | null;

  /** Of the tokens to come, so that a replay knows what to kill. */
  @Column({ type: 'varchar', length: 36, name: 'family_id', nullable: true })
  familyId: FamilyId | null;

  /** When the person who decided had signed in. */
  @Column({ type: 'bigint', name: 'authenticated_at', nullable: true, transformer: NUMBER })
  authenticatedAt: number | null;

  @Column({ type: 'bigint', name: 'consumed_at', nullable: true, transformer: NUMBER })
  consumedAt: number | null;
}
