import { Injectable } from '@nestjs/common';
import type { InstanceId, SessionId, TokenId, UserId } from '../../core/ids.js';
import { Database } from '../../platform/index.js';

export interface FirstPartyRefreshTokenRow {
  readonly id: TokenId;
  readonly instanceId: InstanceId;
  readonly sessionId: SessionId;
  readonly hash: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** With all that decides whether it still holds, read in one statement. Times are in milliseconds. */
export interface PresentedRefreshTokenRow {
  readonly id: TokenId;
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly expiresAt: number;
  readonly consumedAt: number | null;
  readonly successorNonce: string | null;
  readonly sessionCreatedAt: number;
  readonly sessionExpiresAt: number;
  readonly sessionEndedAt: number | null;
  readonly userStatus: string;
  readonly credentialsNotBefore: number;
}

/** Every statement on `first_party_refresh_tokens`. */
@Injectable()
export class FirstPartyRefreshTokenStore {
  constructor(private readonly database: Database) {}

  async insert({ id, instanceId, sessionId, hash, issuedAt, expiresAt }: FirstPartyRefreshTokenRow): Promise<void> {
    await this.database.execute(
      `INSERT INTO first_party_refresh_tokens (id, instance_id, session_id, hash, issued_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, instanceId, sessionId, hash, issuedAt, expiresAt],
    );
  }

  async find(instanceId: InstanceId, hash: string): Promise<PresentedRefreshTokenRow | undefined> {
    const [row] = await this.database.query<PresentedRefreshTokenRow>(
      `SELECT r.id, r.session_id AS "sessionId", s.user_id AS "userId", r.expires_at AS "expiresAt",
              r.consumed_at AS "consumedAt", r.successor_nonce AS "successorNonce",
              s.created_at AS "sessionCreatedAt", s.expires_at AS "sessionExpiresAt", s.ended_at AS "sessionEndedAt",
              u.status AS "userStatus", u.credentials_not_before AS "credentialsNotBefore"
         FROM first_party_refresh_tokens r
         JOIN sessions s ON s.id = r.session_id
         JOIN users u ON u.id = s.user_id
        WHERE r.hash = $1 AND r.instance_id = $2`,
      [hash, instanceId],
    );
    return row;
  }

  /**
   * Until the running transaction ends, the session and its person stay as they are: whoever ends them is seen here, or comes
   * after what is issued now and kills it through the feed. `false` where they were ended already.
   */
  async holdSession(sessionId: SessionId): Promise<boolean> {
    const held = await this.database.query(
      `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
        WHERE s.id = $1 AND s.ended_at IS NULL AND u.status = 'active'
          AND u.credentials_not_before <= s.created_at${this.database.forShareOf('u', 's')}`,
      [sessionId],
    );
    return held.length > 0;
  }

  /** True for one caller only. */
  async consume(id: TokenId, nonce: string, now: number): Promise<boolean> {
    const consumed = await this.database.execute(
      `UPDATE first_party_refresh_tokens SET consumed_at = $1, successor_nonce = $2
        WHERE id = $3 AND consumed_at IS NULL AND expires_at > $4`,
      [now, nonce, id, now],
    );
    return consumed === 1;
  }

  /** Those that expired before `moment`, at most `limit`; answers how many. A spent one stays as long as it would have lived. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM first_party_refresh_tokens
        WHERE id IN (SELECT id FROM first_party_refresh_tokens WHERE expires_at < $1 LIMIT $2)`,
      [moment, limit],
    );
  }
}
