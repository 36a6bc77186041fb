import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { AppId, ClientId, InstanceId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** One OAuth credential of an app; the members are the client metadata of RFC 7591 §2. Times are in milliseconds. */
@Entity({ name: 'clients' })
@Index('ix_clients_instance_id', ['instanceId'])
@Index('ix_clients_app_id', ['appId'])
export class ClientEntity {
  /** The `client_id`. */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'id', primaryKeyConstraintName: 'pk_clients' })
  id: ClientId;

  @ForeignKey('instances', { name: 'fk_clients_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('apps', { name: 'fk_clients_app_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'app_id' })
  appId: AppId;

  @Column({ type: 'varchar', length: 100, name: 'name' })
  name: string;

  @Column({ type: 'boolean', name: 'is_public' })
  isPublic: boolean;

  /** `token_endpoint_auth_method`. */
  @Column({ type: 'varchar', length: 32, name: 'authentication_method' })
  authenticationMethod: string;

  /** The public keys of `private_key_jwt`, as JSON. */
  @Column({ type: 'text', name: 'jwks', nullable: true })
  jwks: string | null;

  /** Where the client publishes them instead. */
  @Column({ type: 'varchar', length: 2048, name: 'jwks_uri', nullable: true })
  jwksUri: string | null;

  @Column({ type: 'simple-json', name: 'grant_types' })
  grantTypes: string[];

  @Column({ type: 'simple-json', name: 'redirect_uris' })
  redirectUris: string[];

  @Column({ type: 'simple-json', name: 'post_logout_redirect_uris' })
  postLogoutRedirectUris: string[];

  @Column({ type: 'boolean', name: 'require_pkce' })
  requirePkce: boolean;

  /** `id_token_signed_response_alg`. */
  @Column({ type: 'varchar', length: 8, name: 'id_token_algorithm' })
  idTokenAlgorithm: string;

  @Column({ type: 'varchar', length: 16, name: 'status' })
  status: 'active' | 'disabled';

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  @Column({ type: 'bigint', name: 'updated_at', transformer: NUMBER })
  updatedAt: number;
}
