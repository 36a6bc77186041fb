import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, MembershipId, OrganizationId, UserId } from '../core/ids.js';
import type { Role } from '../core/roles.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A person's place in an organization. Times are in milliseconds. */
@Entity({ name: 'memberships' })
@Index('ux_memberships_user', ['organizationId', 'userId'], { unique: true })
@Index('ix_memberships_user_id', ['userId'])
export class MembershipEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_memberships' })
  id: MembershipId;

  @ForeignKey('instances', { name: 'fk_memberships_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('organizations', { name: 'fk_memberships_organization_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'organization_id' })
  organizationId: OrganizationId;

  @ForeignKey('users', { name: 'fk_memberships_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id' })
  userId: UserId;

  /** In the directory's order. */
  @Column({ type: 'simple-json', name: 'roles' })
  roles: Role[];

  /** Whether `roles` holds `owner`: for the statements that count owners. */
  @Column({ type: 'boolean', name: 'is_owner' })
  isOwner: boolean;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
