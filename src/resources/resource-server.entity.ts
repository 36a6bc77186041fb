import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, InstanceId, ResourceServerId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** An API that accepts our tokens (RFC 8707). */
@Entity({ name: 'resource_servers' })
@Index('ux_resource_servers_name', ['instanceId', 'name'], { unique: true })
@Index('ux_resource_servers_audience', ['instanceId', 'audience'], { unique: true })
@Index('ux_resource_servers_app_id', ['appId'], { unique: true })
export class ResourceServerEntity {
  @PrimaryColumn({ type: 'varchar', length: 36, name: 'id', primaryKeyConstraintName: 'pk_resource_servers' })
  id: ResourceServerId;

  @ForeignKey('instances', { name: 'fk_resource_servers_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @Column({ type: 'varchar', length: 64, name: 'name' })
  name: string;

  @Column({ type: 'varchar', length: 200, name: 'title' })
  title: string;

  /** The `aud` of its tokens, and the `resource` by which a client asks for them. */
  @Column({ type: 'varchar', length: 512, name: 'audience' })
  audience: string;

  @Column({ type: 'varchar', length: 8, name: 'token_format' })
  tokenFormat: 'jwt' | 'opaque';

  /** The JWA name: `ES256`, `RS256`, `PS256`. */
  @Column({ type: 'varchar', length: 8, name: 'algorithm' })
  algorithm: string;

  /** Milliseconds; null where the surface's profile decides. */
  @Column({ type: 'bigint', name: 'access_token_lifetime', nullable: true, transformer: NUMBER })
  accessTokenLifetime: number | null;

  /** Whose API it is; null for one that an operator made. */
  @Column({ type: 'varchar', length: 36, name: 'app_id', nullable: true })
  appId: AppId | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;
}
