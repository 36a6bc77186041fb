import type { JsonWebKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { InstanceId, KeyId } from '../core/ids.js';
import type { SigningAlgorithm } from '../instances/index.js';
import { Database } from '../platform/database.js';

/** Times in milliseconds. */
export interface SigningKeyRecord {
  readonly id: KeyId;
  readonly instanceId: InstanceId;
  readonly algorithm: SigningAlgorithm;
  readonly publicJwk: JsonWebKey;
  readonly sealedPrivateKey: string;
  readonly createdAt: number;
  /** Published before, signs from here on. */
  readonly activatesAt: number;
  /** Null for the newest key of its algorithm; when its successor becomes active for all others. */
  readonly retiresAt: number | null;
  readonly expiresAt: number | null;
}

/** The newest key of an instance's algorithm. */
export type HeadRecord = Pick<SigningKeyRecord, 'id' | 'instanceId' | 'algorithm' | 'activatesAt'>;

type Row = Omit<SigningKeyRecord, 'publicJwk'> & { readonly publicJwk: string };

const COLUMNS = `id, instance_id AS "instanceId", algorithm, public_jwk AS "publicJwk",
                 sealed_private_key AS "sealedPrivateKey", created_at AS "createdAt", activates_at AS "activatesAt",
                 retires_at AS "retiresAt", expires_at AS "expiresAt"`;
const HEAD_COLUMNS = 'id, instance_id AS "instanceId", algorithm, activates_at AS "activatesAt"';

/** Any constant, as long as nobody else takes it. */
const RING_LOCK = 5_264_012;

@Injectable()
export class SigningKeyStore {
  constructor(private readonly database: Database) {}

  async list(instanceId: InstanceId, now: number): Promise<SigningKeyRecord[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM signing_keys WHERE instance_id = $1 AND (expires_at IS NULL OR expires_at > $2)
        ORDER BY algorithm, activates_at, id`,
      [instanceId, now],
    );
    return rows.map((row) => ({ ...row, publicJwk: JSON.parse(row.publicJwk) as JsonWebKey }));
  }

  /**
   * Until the end of the transaction nobody else changes a ring. SQLite has one writer at a time anyway; on PostgreSQL there
   * may be no row yet that could be locked.
   */
  async lockRings(): Promise<void> {
    if (this.database.dialect === 'postgres') {
      await this.database.query('SELECT pg_advisory_xact_lock($1)', [RING_LOCK]);
    }
  }

  async findHead(instanceId: InstanceId, algorithm: SigningAlgorithm): Promise<HeadRecord | undefined> {
    const [head] = await this.database.query<HeadRecord>(
      `SELECT ${HEAD_COLUMNS} FROM signing_keys WHERE instance_id = $1 AND algorithm = $2 AND retires_at IS NULL`,
      [instanceId, algorithm],
    );
    return head;
  }

  listHeadsActiveBefore(moment: number): Promise<HeadRecord[]> {
    return this.database.query<HeadRecord>(
      `SELECT ${HEAD_COLUMNS} FROM signing_keys WHERE retires_at IS NULL AND activates_at < $1`,
      [moment],
    );
  }

  async insert(record: SigningKeyRecord): Promise<void> {
    await this.database.execute(
      `INSERT INTO signing_keys (id, instance_id, algorithm, public_jwk, sealed_private_key, created_at, activates_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        record.id,
        record.instanceId,
        record.algorithm,
        JSON.stringify(record.publicJwk),
        record.sealedPrivateKey,
        record.createdAt,
        record.activatesAt,
      ],
    );
  }

  /** True for one caller only. */
  async retire(id: KeyId, retiresAt: number, expiresAt: number): Promise<boolean> {
    const retired = await this.database.execute(
      'UPDATE signing_keys SET retires_at = $1, expires_at = $2 WHERE id = $3 AND retires_at IS NULL',
      [retiresAt, expiresAt, id],
    );
    return retired === 1;
  }

  /** The key that was to be followed by one that is gone goes on. False where there is none. */
  async unretire(instanceId: InstanceId, algorithm: SigningAlgorithm, retiresAt: number): Promise<boolean> {
    const reinstated = await this.database.execute(
      `UPDATE signing_keys SET retires_at = NULL, expires_at = NULL
        WHERE instance_id = $1 AND algorithm = $2 AND retires_at = $3`,
      [instanceId, algorithm, retiresAt],
    );
    return reinstated > 0;
  }

  async activate(id: KeyId, activatesAt: number): Promise<void> {
    await this.database.execute('UPDATE signing_keys SET activates_at = $1 WHERE id = $2', [activatesAt, id]);
  }

  async remove(id: KeyId): Promise<void> {
    await this.database.execute('DELETE FROM signing_keys WHERE id = $1', [id]);
  }

  async removeExpiredBefore(moment: number): Promise<void> {
    await this.database.execute('DELETE FROM signing_keys WHERE expires_at < $1', [moment]);
  }
}
