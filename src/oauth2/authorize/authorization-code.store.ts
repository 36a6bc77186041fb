import { Injectable } from '@nestjs/common';
import type { ClientId, ConsentId, FamilyId, InstanceId, SessionId, UserId } from '../../core/ids.js';
import { Database } from '../../platform/index.js';

/** A code as it is made. Times in milliseconds; the code itself is nowhere, only its SHA-256. */
export interface NewAuthorizationCode {
  readonly hash: string;
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly consentId: ConsentId;
  /** Of the tokens to come, so that a replay knows what to kill. */
  readonly familyId: FamilyId;
  readonly redirectUri: string;
  /** Whether the authorization request named it: then the token request has to (RFC 6749 §4.1.3). */
  readonly redirectUriSent: boolean;
  readonly codeChallenge?: string;
  readonly nonce?: string;
  readonly scope: string;
  readonly resources: readonly string[];
  readonly authenticatedAt: number;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A code with all that decides whether it may be redeemed, read in one statement. */
export interface AuthorizationCodeRow extends Omit<NewAuthorizationCode, 'codeChallenge' | 'nonce' | 'resources'> {
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
  readonly resources: string;
  readonly consumedAt: number | null;
  readonly userStatus: string;
  readonly credentialsNotBefore: number;
  readonly consentWithdrawnAt: number | null;
  readonly sessionEndedAt: number | null;
}

@Injectable()
export class AuthorizationCodeStore {
  constructor(private readonly database: Database) {}

  async insert(code: NewAuthorizationCode): Promise<void> {
    await this.database.execute(
      `INSERT INTO authorization_codes (hash, instance_id, client_id, user_id, session_id, consent_id, family_id,
         redirect_uri, redirect_uri_sent, code_challenge, nonce, scope, resources, authenticated_at, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        code.hash,
        code.instanceId,
        code.clientId,
        code.userId,
        code.sessionId,
        code.consentId,
        code.familyId,
        code.redirectUri,
        code.redirectUriSent,
        code.codeChallenge ?? null,
        code.nonce ?? null,
        code.scope,
        JSON.stringify(code.resources),
        code.authenticatedAt,
        code.createdAt,
        code.expiresAt,
      ],
    );
  }

  async find(instanceId: InstanceId, hash: string): Promise<AuthorizationCodeRow | undefined> {
    const [row] = await this.database.query<AuthorizationCodeRow>(
      `SELECT k.hash, k.instance_id AS "instanceId", k.client_id AS "clientId", k.user_id AS "userId",
              k.session_id AS "sessionId", k.consent_id AS "consentId", k.family_id AS "familyId",
              k.redirect_uri AS "redirectUri", k.redirect_uri_sent AS "redirectUriSent",
              k.code_challenge AS "codeChallenge", k.nonce, k.scope, k.resources,
              k.authenticated_at AS "authenticatedAt", k.created_at AS "createdAt", k.expires_at AS "expiresAt",
              k.consumed_at AS "consumedAt", u.status AS "userStatus",
              u.credentials_not_before AS "credentialsNotBefore", c.withdrawn_at AS "consentWithdrawnAt",
              s.ended_at AS "sessionEndedAt"
         FROM authorization_codes k
         JOIN users u ON u.id = k.user_id
         JOIN consents c ON c.id = k.consent_id
         JOIN sessions s ON s.id = k.session_id
        WHERE k.hash = $1 AND k.instance_id = $2`,
      [hash, instanceId],
    );
    return row;
  }

  /**
   * True for one caller only, and for none once its person may have no tokens. A suspension that runs at the same time either
   * is seen here, or comes after what is issued now and kills it through the feed.
   */
  async consume(hash: string, now: number): Promise<boolean> {
    const consumed = await this.database.execute(
      `UPDATE authorization_codes SET consumed_at = $1
        WHERE hash = $2 AND consumed_at IS NULL AND expires_at > $1
          AND EXISTS (SELECT 1 FROM users u WHERE u.id = authorization_codes.user_id AND u.status = 'active'
                         AND u.credentials_not_before <= authorization_codes.created_at${this.database.forShare})`,
      [now, hash],
    );
    return consumed === 1;
  }

  /** Those that expired before `moment` (milliseconds), at most `limit`; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM authorization_codes
        WHERE hash IN (SELECT hash FROM authorization_codes WHERE expires_at < $1 LIMIT $2)`,
      [moment, limit],
    );
  }
}
