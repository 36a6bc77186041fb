import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstallationId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** What an organization has allowed an app: the grant of every organization token. Uninstalled ones stay: tokens name them. Times are in milliseconds. */
@Entity({ name: 'installations' })
@Index('ux_installations_standing', ['organizationId', 'appId'], { unique: true, where: '"uninstalled_at" IS NULL' })
@Index('ix_installations_app_id', ['appId'])
export class InstallationEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_installations' })
  id: InstallationId;

  @ForeignKey('instances', { name: 'fk_installations_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('organizations', { name: 'fk_installations_organization_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'organization_id' })
  organizationId: OrganizationId;

  @ForeignKey('apps', { name: 'fk_installations_app_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'app_id' })
  appId: AppId;

  /** Separated by spaces (RFC 6749 §3.3). */
  @Column({ type: 'text', name: 'scope' })
  scope: string;

  /** Counts the changes of the scope. */
  @Column({ type: 'integer', name: 'version' })
  version: number;

  /** Null where an operator did it. */
  @Column({ type: 'varchar', length: 36, name: 'installed_by', nullable: true })
  installedBy: UserId | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;

  @Column({ type: 'bigint', name: 'uninstalled_at', nullable: true, transformer: NUMBER })
  uninstalledAt: number | null;
}
