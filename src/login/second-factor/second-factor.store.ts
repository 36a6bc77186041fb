import { Injectable } from '@nestjs/common';
import type { SecondFactorId } from '../../core/ids.js';
import { Database } from '../../platform/database.js';
import type { UserKey } from '../../users/index.js';

/** Times are in milliseconds. */
export interface SecondFactor {
  readonly id: SecondFactorId;
  readonly secretSealed: string;
  readonly createdAt: number;
  /** Null while nobody has shown a first code. */
  readonly confirmedAt: number | null;
  /** How many codes were accepted. */
  readonly uses: number;
}

/** An authenticator app that is asked for. */
export interface ConfirmedFactor extends SecondFactor {
  readonly confirmedAt: number;
}

const SELECT = `SELECT id, secret_sealed AS "secretSealed", created_at AS "createdAt", confirmed_at AS "confirmedAt", uses
  FROM second_factors WHERE instance_id = $1 AND user_id = $2`;

@Injectable()
export class SecondFactorStore {
  constructor(private readonly database: Database) {}

  async find({ instanceId, userId }: UserKey): Promise<SecondFactor | undefined> {
    const [found] = await this.database.query<SecondFactor>(SELECT, [instanceId, userId]);
    return found;
  }

  /** In place of one that was never confirmed; false where one is in use. */
  async begin(
    { instanceId, userId }: UserKey,
    factor: Pick<SecondFactor, 'id' | 'secretSealed' | 'createdAt'>,
  ): Promise<boolean> {
    const written = await this.database.execute(
      `INSERT INTO second_factors (id, instance_id, user_id, secret_sealed, created_at, confirmed_at, last_step, uses)
        VALUES ($1, $2, $3, $4, $5, NULL, -1, 0)
        ON CONFLICT (user_id) DO UPDATE
          SET id = excluded.id, secret_sealed = excluded.secret_sealed, created_at = excluded.created_at
          WHERE second_factors.confirmed_at IS NULL`,
      [factor.id, instanceId, userId, factor.secretSealed, factor.createdAt],
    );
    return written === 1;
  }

  /** True for one caller only. */
  async confirm(id: SecondFactorId, step: number, now: number): Promise<boolean> {
    const sql = 'UPDATE second_factors SET confirmed_at = $3, last_step = $2 WHERE id = $1 AND confirmed_at IS NULL';
    return (await this.database.execute(sql, [id, step, now])) === 1;
  }

  /** A code counts once, and only where no other was accepted since the row was read: true for one caller only. */
  async spendStep({ id, uses }: ConfirmedFactor, step: number): Promise<boolean> {
    const spent = await this.database.execute(
      `UPDATE second_factors SET last_step = $2, uses = uses + 1
        WHERE id = $1 AND confirmed_at IS NOT NULL AND last_step < $2 AND uses = $3`,
      [id, step, uses],
    );
    return spent === 1;
  }

  /** In a transaction: whether no code was accepted since the row was read; none is until the end of it. */
  async lock({ id, uses }: ConfirmedFactor): Promise<boolean> {
    const sql = `SELECT uses FROM second_factors WHERE id = $1 AND confirmed_at IS NOT NULL${this.database.forUpdate}`;
    const [row] = await this.database.query<{ uses: number }>(sql, [id]);
    return row?.uses === uses;
  }

  async countUse(id: SecondFactorId): Promise<void> {
    await this.database.execute('UPDATE second_factors SET uses = uses + 1 WHERE id = $1', [id]);
  }

  /** With its backup codes; false where it was gone. */
  async remove({ instanceId, userId }: UserKey): Promise<boolean> {
    const sql = 'DELETE FROM second_factors WHERE instance_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL';
    return (await this.database.execute(sql, [instanceId, userId])) === 1;
  }
}
