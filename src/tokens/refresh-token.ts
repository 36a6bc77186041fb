import type { FamilyId, GrantId, MembershipId, SessionId, TokenId, UserId } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import type { Role } from '../core/roles.js';
import { parseScope, type Scope } from '../core/scope.js';
import type { RefreshTokenRow } from './token-row.js';

/** A refresh token that was presented, whether it still holds or not. Times in milliseconds. */
export interface RefreshToken {
  readonly id: TokenId;
  readonly clientId: string;
  readonly consumed: boolean;
  /** Why it is of no use any more, apart from having been spent; for the log only. */
  readonly ended?: string;
  readonly expiresAt: number;
  readonly family: RefreshTokenFamily;
}

export interface RefreshTokenFamily {
  readonly id: FamilyId;
  readonly grantId: GrantId;
  readonly bearer: Bearer;
  /** The person that is the bearer, or who acts for it. */
  readonly userId?: UserId;
  /** By which the person acts for the organization that is the bearer, and as what. */
  readonly membership?: { readonly id: MembershipId; readonly roles: readonly Role[] };
  readonly sessionId?: SessionId;
  /** What was granted; a refresh may ask for less, never for more (RFC 6749 §6). */
  readonly scope: Scope;
  /** What the bearer allows the app now, by consent or installation: it may have become less. */
  readonly allowed: Scope;
  readonly resources: readonly string[];
  readonly authenticatedAt?: number;
  readonly expiresAt: number;
}

/** Reasons for which a refresh token ends before its time. The effective right is judged at use (design §3), row by row. */
const ENDINGS: readonly (readonly [reason: string, applies: (row: RefreshTokenRow, now: number) => boolean])[] = [
  ['the family was revoked', (row) => row.familyRevokedAt !== null],
  ['it expired', (row, now) => Math.min(row.expiresAt, row.familyExpiresAt) <= now],
  ['the user is not active', (row) => row.userId !== null && row.userStatus !== 'active'],
  ['the credentials changed', (row) => (row.credentialsNotBefore ?? 0) > row.familyCreatedAt],
  [
    'the consent is gone',
    (row) => isOf(row, 'person') && (row.consentScope === null || row.consentWithdrawnAt !== null),
  ],
  ['the app was uninstalled', (row) => isOf(row, 'organization') && !isInstalled(row)],
  ['the organization is not active', (row) => isOf(row, 'organization') && row.organizationStatus !== 'active'],
  ['the membership ended', (row) => row.membershipId !== null && row.roles === null],
  ['the roles changed', (row) => (row.rolesChangedAt ?? 0) > row.familyCreatedAt],
  ['the session ended', (row, now) => row.sessionId !== null && sessionIsOver(row, now)],
];

export function refreshTokenOf(row: RefreshTokenRow, now: number): RefreshToken {
  return {
    id: row.id,
    clientId: row.clientId,
    consumed: row.consumedAt !== null,
    expiresAt: Math.min(row.expiresAt, row.familyExpiresAt),
    ended: ENDINGS.find(([, applies]) => applies(row, now))?.[0],
    family: familyOf(row),
  };
}

function familyOf(row: RefreshTokenRow): RefreshTokenFamily {
  const { membershipId, roles } = row;
  return {
    id: row.familyId,
    grantId: row.grantId,
    bearer: { type: row.bearerType, id: row.bearerId ?? row.userId ?? row.clientId },
    userId: row.userId ?? undefined,
    membership: membershipId && roles ? { id: membershipId, roles: JSON.parse(roles) as Role[] } : undefined,
    sessionId: row.sessionId ?? undefined,
    scope: parseScope(row.scope),
    allowed: parseScope(row.consentScope ?? row.installationScope ?? undefined),
    resources: JSON.parse(row.resources) as string[],
    authenticatedAt: row.authenticatedAt ?? undefined,
    expiresAt: row.familyExpiresAt,
  };
}

function isOf({ bearerType }: RefreshTokenRow, type: Bearer['type']): boolean {
  return bearerType === type;
}

function isInstalled({ installationScope, uninstalledAt }: RefreshTokenRow): boolean {
  return installationScope !== null && uninstalledAt === null;
}

function sessionIsOver(row: RefreshTokenRow, now: number): boolean {
  return row.sessionEndedAt !== null || row.sessionExpiresAt === null || row.sessionExpiresAt <= now;
}
