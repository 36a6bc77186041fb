import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { NUMBER } from '../platform/number.transformer.js';

/** A scope of a resource server's catalogue. */
@Entity({ name: 'resource_scopes' })
@Index('ux_resource_scopes_name', ['instanceId', 'name'], { unique: true })
@Index('ix_resource_scopes_resource_server_id', ['resourceServerId'])
export class ResourceScopeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_resource_scopes' })
  id: string;

  @ForeignKey('instances', { name: 'fk_resource_scopes_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('resource_servers', { name: 'fk_resource_scopes_resource_server_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'resource_server_id' })
  resourceServerId: ResourceServerId;

  @Column({ type: 'varchar', length: 200, name: 'name' })
  name: string;

  /** What the consent page says, by language. */
  @Column({ type: 'simple-json', name: 'description' })
  description: { en: string; de: string };

  /** Whom it can be granted for. */
  @Column({ type: 'simple-json', name: 'bearers' })
  bearers: BearerType[];

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;
}
