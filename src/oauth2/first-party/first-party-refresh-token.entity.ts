import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

import type { InstanceId, SessionId, TokenId } from '../../core/ids.js';
import { NUMBER } from '../../platform/number.transformer.js';

/** A refresh token of the product's own front end. Its family is the session that it hangs on. Times are in milliseconds. */
@Entity({ name: 'first_party_refresh_tokens' })
@Index('ux_first_party_refresh_tokens_hash', ['hash'], { unique: true })
@Index('ix_first_party_refresh_tokens_session_id', ['sessionId'])
@Index('ix_first_party_refresh_tokens_expires_at', ['expiresAt'])
export class FirstPartyRefreshTokenEntity {
  @PrimaryColumn({
    type: 'varchar',
    length: 36,
    name: 'id',
    primaryKeyConstraintName: 'pk_first_party_refresh_tokens',
  })
  id: TokenId;

  @Column({ type: 'varchar', length: 36, name: 'instance_id' })
  instanceId: InstanceId;

  @ForeignKey('sessions', { name: 'fk_first_party_refresh_tokens_session_id', onDelete: 'CASCADE' })
  @Column({ type: 'varchar', length: 36, name: 'session_id' })
  sessionId: SessionId;

  /** SHA-256, base64url. */
  @Column({ type: 'varchar', length: 64, name: 'hash' })
  hash: string;

  /** Of what its successor is made, together with itself and a key that is not in the database; null until it is spent. */
  @Column({ type: 'varchar', length: 32, name: 'successor_nonce', nullable: true })
  successorNonce: string | null;

  @Column({ type: 'bigint', name: 'issued_at', transformer: NUMBER })
  issuedAt: number;

  @Column({ type: 'bigint', name: 'expires_at', transformer: NUMBER })
  expiresAt: number;

  @Column({ type: 'bigint', name: 'consumed_at', nullable: true, transformer: NUMBER })
  consumedAt: number | null;
}
