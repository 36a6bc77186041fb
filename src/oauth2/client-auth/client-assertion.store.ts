import { Injectable } from '@nestjs/common';
import type { ClientId } from '../../core/ids.js';
import { Database } from '../../platform/index.js';

export interface SpentAssertion {
  readonly clientId: ClientId;
  readonly jtiHash: string;
  /** Milliseconds: after that the assertion is refused for its age, and the row may go. */
  readonly expiresAt: number;
}

@Injectable()
export class ClientAssertionStore {
  constructor(private readonly database: Database) {}

  /** True for one caller only, whichever replica it asks. */
  async spend({ clientId, jtiHash, expiresAt }: SpentAssertion): Promise<boolean> {
    const inserted = await this.database.execute(
      'INSERT INTO client_assertions (client_id, jti_hash, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [clientId, jtiHash, expiresAt],
    );
    return inserted === 1;
  }

  /** Those that expired before `moment` (milliseconds), at most `limit`; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM client_assertions
        WHERE (client_id, jti_hash) IN (SELECT client_id, jti_hash FROM client_assertions WHERE expires_at < $1 LIMIT $2)`,
      [moment, limit],
    );
  }
}
