import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import type { ClientId, FamilyId, GrantId, InstanceId, MembershipId, SessionId, TokenId, UserId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { NUMBER } from '../platform/number.transformer.js';

/** One issued token. The hottest table: rows are only appended, and no foreign key is checked. Times are in milliseconds. */
@Entity({ name: 'tokens' })
@Index('ux_tokens_hash', ['hash'], { unique: true })
@Index('ix_tokens_family_id', ['familyId'])
@Index('ix_tokens_expires_at', ['expiresAt'])
export class TokenEntity {
  /** The `jti` of an access token. */
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_tokens' })
  id: TokenId;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @Column({ type: 'varchar', length: 8, name: 'kind' })
  kind: 'access' | 'refresh';

  /** SHA-256 of an opaque token, base64url; null for a JWT, which its id finds. */
  @Column({ type: 'varchar', length: 64, name: 'hash', nullable: true })
  hash: string | null;

  @Column({ type: 'varchar', length: 36, name: 'family_id', nullable: true })
  familyId: FamilyId | null;

  @Column({ type: 'varchar', length: 36, name: 'grant_id' })
  grantId: GrantId;

  @Column({ type: 'varchar', length: 64, name: 'client_id' })
  clientId: ClientId;

  @Column({ type: 'varchar', length: 16, name: 'bearer_type' })
  bearerType: BearerType;

  /** As long as a client's id, which it is where a client acts for itself. */
  @Column({ type: 'varchar', length: 64, name: 'bearer_id' })
  bearerId: string;

  /** Who acts for the bearer, when another does. */
  @Column({ type: 'varchar', length: 36, name: 'actor_id', nullable: true })
  actorId: UserId | null;

  /** The member who acts for the organization; null where nobody does. */
  @Column({ type: 'varchar', length: 36, name: 'membership_id', nullable: true })
  membershipId: MembershipId | null;

  @Column({ type: 'varchar', length: 36, name: 'session_id', nullable: true })
  sessionId: SessionId | null;

  @Column({ type: 'text', name: 'scope' })
  scope: string;

  @Column({ type: 'simple-json', name: 'audience' })
  audience: string[];

  @Column({ type: 'bigint', name: 'issued_at', transformer: NUMBER })
  issuedAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  /** When a refresh token was spent. */
  @Column({ type: 'bigint', name: 'consumed_at', nullable: true, transformer: NUMBER })
  consumedAt: number | null;
}
