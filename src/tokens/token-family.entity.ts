import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ClientId, FamilyId, GrantId, InstanceId, MembershipId, SessionId, UserId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { NUMBER } from '../platform/number.transformer.js';

/** All tokens that descend from one exchange, and what each of them carries on. Times are in milliseconds. */
@Entity({ name: 'token_families' })
@Index('ix_token_families_user_id', ['userId'])
@Index('ix_token_families_grant_id', ['grantId'])
@Index('ix_token_families_session_id', ['sessionId'])
export class TokenFamilyEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_token_families' })
  id: FamilyId;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @Column({ type: 'varchar', length: 36, name: 'grant_id' })
  grantId: GrantId;

  @ForeignKey('clients', { name: 'fk_token_families_client_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  @ForeignKey('users', { name: 'fk_token_families_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id', nullable: true })
  userId: UserId | null;

  /** For whom its tokens act. */
  @Column({ type: 'varchar', length: 16, name: 'bearer_type', default: 'person' })
  bearerType: BearerType;

  /** Null where it is the user. */
  @Column({ type: 'varchar', length: 64, name: 'bearer_id', nullable: true })
  bearerId: string | null;

  /** Who acts for the bearer, when another does. */
  @Column({ type: 'varchar', length: 36, name: 'actor_id', nullable: true })
  actorId: UserId | null;

  /** The member who acts for the organization; null where nobody does. */
  @Column({ type: 'varchar', length: 36, name: 'membership_id', nullable: true })
  membershipId: MembershipId | null;

  /** Null where the family outlives the session: `offline_access` (OpenID Connect Core §11). */
  @Column({ type: 'varchar', length: 36, name: 'session_id', nullable: true })
  sessionId: SessionId | null;

  @Column({ type: 'text', name: 'scope' })
  scope: string;

  @Column({ type: 'simple-json', name: 'resources' })
  resources: string[];

  @Column({ type: 'bigint', name: 'authenticated_at', nullable: true, transformer: NUMBER })
  authenticatedAt: number | null;

  @Column({ type: 'varchar', length: 512, name: 'nonce', nullable: true })
  nonce: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'revoked_at', nullable: true, transformer: NUMBER })
  revokedAt: number | null;
}
