import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, InvitationId, OrganizationId, UserId } from '../core/ids.js';
import type { Role } from '../core/roles.js';
import { NUMBER } from '../platform/number.transformer.js';

/** An offer of a membership to whoever has an e-mail address. Times are in milliseconds. */
@Entity({ name: 'invitations' })
@Index('ux_invitations_token_hash', ['tokenHash'], { unique: true })
@Index('ix_invitations_organization_id', ['organizationId'])
export class InvitationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_invitations' })
  id: InvitationId;

  @ForeignKey('instances', { name: 'fk_invitations_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('organizations', { name: 'fk_invitations_organization_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'organization_id' })
  organizationId: OrganizationId;

  /** As typed. */
  @Column({ type: 'varchar', length: 320, name: 'email' })
  email: string;

  /** What is compared. */
  @Column({ type: 'varchar', length: 320, name: 'email_folded' })
  emailFolded: string;

  @Column({ type: 'simple-json', name: 'roles' })
  roles: Role[];

  /** SHA-256 of the token that was mailed, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'token_hash' })
  tokenHash: string;

  @ForeignKey('users', { name: 'fk_invitations_invited_by', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'invited_by' })
  invitedBy: UserId;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'accepted_at', nullable: true, transformer: NUMBER })
  acceptedAt: number | null;

  @Column({ type: 'bigint', name: 'declined_at', nullable: true, transformer: NUMBER })
  declinedAt: number | null;

  @Column({ type: 'bigint', name: 'revoked_at', nullable: true, transformer: NUMBER })
  revokedAt: number | null;
}
