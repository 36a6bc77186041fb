import type { ClientId, FamilyId, GrantId, InstanceId, MembershipId, SessionId, TokenId, UserId } from '../core/ids.js';
import type { Bearer, BearerType } from '../core/principal.js';

/** One issued token, as it is stored. Times in milliseconds; scopes space separated. */
export interface TokenRow {
  readonly id: TokenId;
  readonly instanceId: InstanceId;
  readonly kind: 'access' | 'refresh';
  /** SHA-256 of an opaque token; a JWT is known by its id. */
  readonly hash?: string;
  readonly familyId?: FamilyId;
  readonly grantId: GrantId;
  readonly clientId: ClientId;
  readonly bearerType: BearerType;
  readonly bearerId: string;
  /** Who acts for the organization that is the bearer, and by which membership. */
  readonly actorId?: UserId;
  readonly membershipId?: MembershipId;
  /** The browser session that the token ends with; absent where it outlives it. */
  readonly sessionId?: SessionId;
  readonly scope: string;
  readonly audience: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** As it is read: those of the API key that the token was made of. */
  readonly allowedIps?: readonly string[];
}

/** All tokens of one code exchange. */
export interface FamilyRow {
  readonly id: FamilyId;
  readonly instanceId: InstanceId;
  readonly grantId: GrantId;
  readonly clientId: ClientId;
  readonly bearer: Bearer;
  /** The person that is the bearer, or who acts for it: without this person there are no tokens. */
  readonly userId?: UserId;
  /** By which a person acts for the organization that is the bearer. */
  readonly membershipId?: MembershipId;
  readonly sessionId?: SessionId;
  readonly scope: string;
  readonly resources: readonly string[];
  readonly authenticatedAt?: number;
  readonly nonce?: string;
  readonly createdAt: number;
  /** No rotation passes it. */
  readonly expiresAt: number;
}

/** A refresh token with all that decides whether it still holds, read in one statement. */
export interface RefreshTokenRow {
  readonly id: TokenId;
  readonly familyId: FamilyId;
  readonly clientId: ClientId;
  readonly grantId: GrantId;
  readonly bearerType: BearerType;
  readonly bearerId: string | null;
  readonly userId: UserId | null;
  readonly membershipId: MembershipId | null;
  readonly sessionId: SessionId | null;
  readonly scope: string;
  readonly resources: string;
  readonly authenticatedAt: number | null;
  readonly expiresAt: number;
  readonly consumedAt: number | null;
  readonly familyCreatedAt: number;
  readonly familyExpiresAt: number;
  readonly familyRevokedAt: number | null;
  readonly userStatus: string | null;
  readonly credentialsNotBefore: number | null;
  readonly consentScope: string | null;
  readonly consentWithdrawnAt: number | null;
  readonly installationScope: string | null;
  readonly uninstalledAt: number | null;
  readonly organizationStatus: string | null;
  /** JSON. */
  readonly roles: string | null;
  readonly rolesChangedAt: number | null;
  readonly sessionEndedAt: number | null;
  readonly sessionExpiresAt: number | null;
}
