import { Injectable } from '@nestjs/common';
import type { FamilyId, InstanceId, MembershipId, SessionId, TokenId, UserId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { FamilyRow, RefreshTokenRow, TokenRow } from './token-row.js';

const TOKEN_COLUMNS = `id, instance_id, kind, hash, family_id, grant_id, client_id, bearer_type, bearer_id, actor_id,
  membership_id, session_id, scope, audience, issued_at, expires_at`;

@Injectable()
export class TokenStore {
  constructor(private readonly database: Database) {}

  /** One statement, however many tokens. */
  async insert(rows: readonly TokenRow[]): Promise<void> {
    const values = rows.map(valuesOf);
    await this.database.execute(
      `INSERT INTO tokens (${TOKEN_COLUMNS}) VALUES ${values.map(placeholders).join(', ')}`,
      values.flat(),
    );
  }

  async insertFamily(family: FamilyRow): Promise<void> {
    await this.database.execute(
      `INSERT INTO token_families (id, instance_id, grant_id, client_id, bearer_type, bearer_id, user_id, membership_id,
                                   session_id, scope, resources, authenticated_at, nonce, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        family.id,
        family.instanceId,
        family.grantId,
        family.clientId,
        family.bearer.type,
        family.bearer.id,
        family.userId ?? null,
        family.membershipId ?? null,
        family.sessionId ?? null,
        family.scope,
        JSON.stringify(family.resources),
        family.authenticatedAt ?? null,
        family.nonce ?? null,
        family.createdAt,
        family.expiresAt,
      ],
    );
  }

  async findOpaque(instanceId: InstanceId, hash: string): Promise<TokenRow | undefined> {
    const [row] = await this.database.query<OpaqueRow>(
      `SELECT t.id, t.instance_id AS "instanceId", t.kind, t.hash, t.family_id AS "familyId", t.grant_id AS "grantId",
              t.client_id AS "clientId", t.bearer_type AS "bearerType", t.bearer_id AS "bearerId", t.actor_id AS "actorId",
              t.membership_id AS "membershipId", t.session_id AS "sessionId", t.scope, t.audience,
              t.issued_at AS "issuedAt", t.expires_at AS "expiresAt", k.allowed_ips AS "allowedIps"
         FROM tokens t LEFT JOIN api_keys k ON k.id = t.grant_id
        WHERE t.hash = $1 AND t.instance_id = $2 AND t.kind = 'access'`,
      [hash, instanceId],
    );
    return row && opaqueOf(row);
  }

  async findRefresh(instanceId: InstanceId, hash: string): Promise<RefreshTokenRow | undefined> {
    const [row] = await this.database.query<RefreshTokenRow>(
      `SELECT t.id, t.family_id AS "familyId", f.client_id AS "clientId", f.grant_id AS "grantId",
              f.bearer_type AS "bearerType", f.bearer_id AS "bearerId", f.user_id AS "userId",
              f.membership_id AS "membershipId", f.session_id AS "sessionId", f.scope, f.resources,
              f.authenticated_at AS "authenticatedAt", t.expires_at AS "expiresAt", t.consumed_at AS "consumedAt",
              f.created_at AS "familyCreatedAt", f.expires_at AS "familyExpiresAt",
              f.revoked_at AS "familyRevokedAt", u.status AS "userStatus",
              u.credentials_not_before AS "credentialsNotBefore", c.scope AS "consentScope",
              c.withdrawn_at AS "consentWithdrawnAt", i.scope AS "installationScope",
              i.uninstalled_at AS "uninstalledAt", o.status AS "organizationStatus", m.roles,
              m.updated_at AS "rolesChangedAt", s.ended_at AS "sessionEndedAt",
              s.expires_at AS "sessionExpiresAt"
         FROM tokens t
         JOIN token_families f ON f.id = t.family_id
         LEFT JOIN users u ON u.id = f.user_id
         LEFT JOIN consents c ON c.id = f.grant_id
         LEFT JOIN installations i ON i.id = f.grant_id
         LEFT JOIN organizations o ON o.id = i.organization_id
         LEFT JOIN memberships m ON m.id = f.membership_id
         LEFT JOIN sessions s ON s.id = f.session_id
        WHERE t.hash = $1 AND t.instance_id = $2 AND t.kind = 'refresh'`,
      [hash, instanceId],
    );
    return row;
  }

  /**
   * True for one caller only, and for none once the family is revoked, its person may have no tokens, or its app was
   * uninstalled. What runs at the same time and ends them either is seen here, or comes after what is issued now and kills it
   * through the feed.
   */
  async consumeRefresh(id: TokenId, now: number): Promise<boolean> {
    const lock = this.database.forShare;
    const consumed = await this.database.execute(
      `UPDATE tokens SET consumed_at = $1
        WHERE id = $2 AND consumed_at IS NULL AND expires_at > $1
          AND EXISTS (SELECT 1 FROM token_families f WHERE f.id = tokens.family_id AND f.revoked_at IS NULL
                         AND (f.user_id IS NULL
                              OR EXISTS (SELECT 1 FROM users u WHERE u.id = f.user_id AND u.status = 'active'
                                            AND u.credentials_not_before <= f.created_at${lock}))
                         AND (f.bearer_type <> 'organization'
                              OR EXISTS (SELECT 1 FROM organizations o JOIN installations i ON i.organization_id = o.id
                                          WHERE i.id = f.grant_id AND i.uninstalled_at IS NULL
                                            AND o.status = 'active'${lock}))
                         AND (f.membership_id IS NULL
                              OR EXISTS (SELECT 1 FROM memberships m WHERE m.id = f.membership_id
                                            AND m.updated_at <= f.created_at${lock})))`,
      [now, id],
    );
    return consumed === 1;
  }

  async isFamilyAlive(id: FamilyId): Promise<boolean> {
    const rows = await this.database.query('SELECT id FROM token_families WHERE id = $1 AND revoked_at IS NULL', [id]);
    return rows.length > 0;
  }

  /** True where this call ended it. */
  async revokeFamily(id: FamilyId, now: number): Promise<boolean> {
    const revoked = await this.database.execute(
      'UPDATE token_families SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL',
      [now, id],
    );
    return revoked === 1;
  }

  /**
   * Tokens that expired before `moment`, at most `limit`; answers how many. A spent refresh token stays as long as its family
   * could be used: presented again, it must still be known for what it is (RFC 9700 §4.14.2).
   */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM tokens
        WHERE id IN (SELECT t.id FROM tokens t LEFT JOIN token_families f ON f.id = t.family_id
                      WHERE t.expires_at < $1 AND (t.kind = 'access' OR f.id IS NULL OR f.expires_at < $2)
                      LIMIT $3)`,
      [moment, moment, limit],
    );
  }

  /** The same for families that no token hangs on any more. */
  removePastFamilies(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM token_families
        WHERE id IN (SELECT f.id FROM token_families f
                      WHERE f.expires_at < $1 AND NOT EXISTS (SELECT 1 FROM tokens t WHERE t.family_id = f.id)
                      LIMIT $2)`,
      [moment, limit],
    );
  }
}

type OpaqueRow = Omit<TokenRow, 'audience' | 'actorId' | 'membershipId' | 'sessionId' | 'allowedIps'> & {
  readonly audience: string;
  readonly actorId: UserId | null;
  readonly membershipId: MembershipId | null;
  readonly sessionId: SessionId | null;
  readonly allowedIps: string | null;
};

function opaqueOf({ audience, actorId, membershipId, sessionId, allowedIps, ...row }: OpaqueRow): TokenRow {
  return {
    ...row,
    audience: JSON.parse(audience) as string[],
    actorId: actorId ?? undefined,
    membershipId: membershipId ?? undefined,
    sessionId: sessionId ?? undefined,
    allowedIps: rangesOf(allowedIps),
  };
}

/** Whoever changes a key's ranges ends the tokens from before: what was read once holds as long as the token. */
function rangesOf(stored: string | null): readonly string[] | undefined {
  const ranges = JSON.parse(stored ?? '[]') as string[];
  return ranges.length > 0 ? ranges : undefined;
}

function valuesOf(row: TokenRow): unknown[] {
  return [
    row.id,
    row.instanceId,
    row.kind,
    row.hash ?? null,
    row.familyId ?? null,
    row.grantId,
    row.clientId,
    row.bearerType,
    row.bearerId,
    row.actorId ?? null,
    row.membershipId ?? null,
    row.sessionId ?? null,
    row.scope,
    JSON.stringify(row.audience),
    row.issuedAt,
    row.expiresAt,
  ];
}

function placeholders(values: readonly unknown[], row: number): string {
  return `(${values.map((_, column) => `$${row * values.length + column + 1}`).join(', ')})`;
}
