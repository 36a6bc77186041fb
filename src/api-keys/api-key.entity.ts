import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { ApiKeyId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A key of a person or of an organization: what it is for, not what it is. Times are in milliseconds. */
@Entity({ name: 'api_keys' })
@Index('ix_api_keys_user_id', ['userId'])
@Index('ix_api_keys_organization_id', ['organizationId'])
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_api_keys' })
  id: ApiKeyId;

  @ForeignKey('instances', { name: 'fk_api_keys_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** The owner: a person … */
  @ForeignKey('users', { name: 'fk_api_keys_user_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'user_id', nullable: true })
  userId: UserId | null;

  /** … or an organization; one of both. */
  @ForeignKey('organizations', { name: 'fk_api_keys_organization_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'organization_id', nullable: true })
  organizationId: OrganizationId | null;

  /** Who made it; an organization's key outlives that person's membership. */
  @Column({ type: 'varchar', length: 36, name: 'created_by' })
  createdBy: UserId;

  @Column({ type: 'varchar', length: 100, name: 'name' })
  name: string;

  /** The beginning of its newest secret. */
  @Column({ type: 'varchar', length: 19, name: 'prefix' })
  prefix: string;

  /** Separated by spaces; null: whatever API scopes its owner has. */
  @Column({ type: 'text', name: 'scope', nullable: true })
  scope: string | null;

  /** Addresses and networks (CIDR) from which alone it may be used; empty: from everywhere. */
  @Column({ type: 'simple-json', name: 'allowed_ips' })
  allowedIps: string[];

  /** Requests a minute. */
  @Column({ type: 'bigint', name: 'rate_limit', nullable: true, transformer: NUMBER })
  rateLimit: number | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: NUMBER })
  expiresAt: number | null;

  @Column({ type: 'bigint', name: 'revoked_at', nullable: true, transformer: NUMBER })
  revokedAt: number | null;
}
