import { Injectable } from '@nestjs/common';
import type { SecondFactorId } from '../../core/ids.js';
import { Database } from '../../platform/database.js';

@Injectable()
export class BackupCodeStore {
  constructor(private readonly database: Database) {}

  /** In place of all before. */
  async replace(factorId: SecondFactorId, hashes: readonly string[], now: number): Promise<void> {
    await this.database.execute('DELETE FROM backup_codes WHERE factor_id = $1', [factorId]);
    for (const hash of hashes) {
      await this.database.execute('INSERT INTO backup_codes (code_hash, factor_id, created_at) VALUES ($1, $2, $3)', [
        ...[hash, factorId, now],
      ]);
    }
  }

  /** True for one caller only. */
  async spend(factorId: SecondFactorId, hash: string, now: number): Promise<boolean> {
    const sql = 'UPDATE backup_codes SET used_at = $3 WHERE code_hash = $2 AND factor_id = $1 AND used_at IS NULL';
    return (await this.database.execute(sql, [factorId, hash, now])) === 1;
  }

  async countUnused(factorId: SecondFactorId): Promise<number> {
    const sql = 'SELECT count(*) AS "count" FROM backup_codes WHERE factor_id = $1 AND used_at IS NULL';
    const [row] = await this.database.query<{ count: number }>(sql, [factorId]);
    return Number(row?.count ?? 0);
  }
}
