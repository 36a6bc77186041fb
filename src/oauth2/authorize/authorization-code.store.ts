import { Injectable } from '@nestjs/common';
import type {
  ClientId,
  ConsentId,
  FamilyId,
  InstallationId,
  InstanceId,
  MembershipId,
  OrganizationId,
  SessionId,
  UserId,
} from '../../core/ids.js';
import { Database } from '../../platform/index.js';

/** What allows the tokens: a person's consent, or an organization's installation, for a member to act with if one is named. */
export type CodeApproval =
  | { readonly consentId: ConsentId }
  | {
      readonly organizationId: OrganizationId;
      readonly installationId: InstallationId;
      readonly membershipId?: MembershipId;
    };

/** A code as it is made. Times in milliseconds; the code itself is nowhere, only its SHA-256. */
export interface NewAuthorizationCode {
  readonly hash: string;
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
  readonly userId: UserId;
  readonly sessionId: SessionId;
  readonly approval: CodeApproval;
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
  readonly uninstalledAt: number | null;
  readonly organizationStatus: string | null;
  /** JSON. */
  readonly roles: string | null;
  readonly rolesChangedAt: number | null;
  readonly sessionEndedAt: number | null;
}

@Injectable()
export class AuthorizationCodeStore {
  constructor(private readonly database: Database) {}

  async insert(code: NewAuthorizationCode): Promise<void> {
    const { consentId, organizationId, installationId, membershipId } = approvalColumns(code.approval);
    await this.database.execute(
      `INSERT INTO authorization_codes (hash, instance_id, client_id, user_id, session_id, family_id,
         redirect_uri, redirect_uri_sent, code_challenge, nonce, scope, resources, authenticated_at, created_at, expires_at,
         consent_id, organization_id, installation_id, membership_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
      [
        code.hash,
        code.instanceId,
        code.clientId,
        code.userId,
        code.sessionId,
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
        ...[consentId, organizationId, installationId, membershipId],
      ],
    );
  }

  async find(instanceId: InstanceId, hash: string): Promise<AuthorizationCodeRow | undefined> {
    const [row] = await this.database.query<StoredCode>(
      `SELECT k.hash, k.instance_id AS "instanceId", k.client_id AS "clientId", k.user_id AS "userId",
              k.session_id AS "sessionId", k.consent_id AS "consentId", k.organization_id AS "organizationId",
              k.installation_id AS "installationId", k.membership_id AS "membershipId", k.family_id AS "familyId",
              k.redirect_uri AS "redirectUri", k.redirect_uri_sent AS "redirectUriSent",
              k.code_challenge AS "codeChallenge", k.nonce, k.scope, k.resources,
              k.authenticated_at AS "authenticatedAt", k.created_at AS "createdAt", k.expires_at AS "expiresAt",
              k.consumed_at AS "consumedAt", u.status AS "userStatus",
              u.credentials_not_before AS "credentialsNotBefore", c.withdrawn_at AS "consentWithdrawnAt",
              i.uninstalled_at AS "uninstalledAt", o.status AS "organizationStatus", m.roles,
              m.updated_at AS "rolesChangedAt", s.ended_at AS "sessionEndedAt"
         FROM authorization_codes k
         JOIN users u ON u.id = k.user_id
         LEFT JOIN consents c ON c.id = k.consent_id
         LEFT JOIN installations i ON i.id = k.installation_id
         LEFT JOIN organizations o ON o.id = k.organization_id
         LEFT JOIN memberships m ON m.id = k.membership_id
         JOIN sessions s ON s.id = k.session_id
        WHERE k.hash = $1 AND k.instance_id = $2`,
      [hash, instanceId],
    );
    return row && { ...row, approval: approvalOf(row) };
  }

  /**
   * True for one caller only, and for none once its person may have no tokens, or the app was uninstalled. What runs at the
   * same time and ends them either is seen here, or comes after what is issued now and kills it through the feed.
   */
  async consume(hash: string, now: number): Promise<boolean> {
    const lock = this.database.forShare;
    const consumed = await this.database.execute(
      `UPDATE authorization_codes SET consumed_at = $1
        WHERE hash = $2 AND consumed_at IS NULL AND expires_at > $1
          AND EXISTS (SELECT 1 FROM users u WHERE u.id = authorization_codes.user_id AND u.status = 'active'
                         AND u.credentials_not_before <= authorization_codes.created_at${lock})
          AND (installation_id IS NULL
               OR EXISTS (SELECT 1 FROM organizations o JOIN installations i ON i.organization_id = o.id
                           WHERE i.id = authorization_codes.installation_id AND i.uninstalled_at IS NULL
                             AND o.status = 'active'${lock}))
          AND (membership_id IS NULL
               OR EXISTS (SELECT 1 FROM memberships m WHERE m.id = authorization_codes.membership_id
                             AND m.updated_at <= authorization_codes.created_at${lock}))`,
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

interface ApprovalColumns {
  readonly consentId: ConsentId | null;
  readonly organizationId: OrganizationId | null;
  readonly installationId: InstallationId | null;
  readonly membershipId: MembershipId | null;
}

type StoredCode = Omit<AuthorizationCodeRow, 'approval'> & ApprovalColumns;

function approvalOf({ consentId, organizationId, installationId, membershipId }: ApprovalColumns): CodeApproval {
  if (consentId !== null) return { consentId };
  if (organizationId === null || installationId === null) throw new Error('a code without an approval was stored');
  return { organizationId, installationId, membershipId: membershipId ?? undefined };
}

function approvalColumns(approval: CodeApproval): ApprovalColumns {
  if ('consentId' in approval) return { ...NOBODY, consentId: approval.consentId };
  const { organizationId, installationId, membershipId = null } = approval;
  return { ...NOBODY, organizationId, installationId, membershipId };
}

const NOBODY = { consentId: null, organizationId: null, installationId: null, membershipId: null };
