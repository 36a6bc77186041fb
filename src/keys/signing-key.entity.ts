import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, KeyId } from '../core/ids.js';
import { NUMBER } from '../platform/number.transformer.js';

/** One key of an instance's ring; which of next, current and retired it is follows from its times (milliseconds). */
@Entity({ name: 'signing_keys' })
@Index('ix_signing_keys_instance_id', ['instanceId'])
export class SigningKeyEntity {
  /** The `kid` (RFC 7517 §4.5). */
  @PrimaryColumn({ type: 'varchar', length: 64, name: 'id', primaryKeyConstraintName: 'pk_signing_keys' })
  id: KeyId;

  @ForeignKey('instances', { name: 'fk_signing_keys_instance_id' })
  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  /** The JWA name: `ES256`, `RS256`, `PS256`. */
  @Column({ type: 'varchar', length: 8, name: 'algorithm' })
  algorithm: string;

  @Column({ type: 'simple-json', name: 'public_jwk' })
  publicJwk: Record<string, unknown>;

  /** PKCS #8, sealed with the master secret. */
  @Column({ type: 'text', name: 'sealed_private_key' })
  sealedPrivateKey: string;

  @Column({ type: 'bigint', name: 'created_at', transformer: NUMBER })
  createdAt: number;

  /** Published before, used from here on. */
  @Column({ type: 'bigint', name: 'activates_at', transformer: NUMBER })
  activatesAt: number;

  /** Signs nothing after this moment. */
  @Column({ type: 'bigint', name: 'retires_at', nullable: true, transformer: NUMBER })
  retiresAt: number | null;

  /** No token signed with it is alive after this moment. */
  @Column({ type: 'bigint', name: 'expires_at', nullable: true, transformer: NUMBER })
  expiresAt: number | null;
}
