import type { FamilyId, GrantId, SessionId, TokenId, UserId } from '../core/ids.js';
import { parseScope, type Scope } from '../core/scope.js';
import type { RefreshTokenRow } from './token.store.js';

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
  readonly userId?: UserId;
  readonly sessionId?: SessionId;
  /** What was granted; a refresh may ask for less, never for more (RFC 6749 §6). */
  readonly scope: Scope;
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
  ['the consent is gone', (row) => row.consentScope === null || row.consentWithdrawnAt !== null],
  ['the session ended', (row, now) => row.sessionId !== null && sessionIsOver(row, now)],
];

export function refreshTokenOf(row: RefreshTokenRow, now: number): RefreshToken {
  return {
    id: row.id,
    clientId: row.clientId,
    consumed: row.consumedAt !== null,
    expiresAt: Math.min(row.expiresAt, row.familyExpiresAt),
    ended: ENDINGS.find(([, applies]) => applies(row, now))?.[0],
    family: {
      id: row.familyId,
      grantId: row.grantId,
      userId: row.userId ?? undefined,
      sessionId: row.sessionId ?? undefined,
      scope: parseScope(row.scope),
      resources: JSON.parse(row.resources) as string[],
      authenticatedAt: row.authenticatedAt ?? undefined,
      expiresAt: row.familyExpiresAt,
    },
  };
}

function sessionIsOver(row: RefreshTokenRow, now: number): boolean {
  return row.sessionEndedAt !== null || row.sessionExpiresAt === null || row.sessionExpiresAt <= now;
}
