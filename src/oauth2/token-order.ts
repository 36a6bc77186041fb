import type { Client } from '../apps/index.js';
import type { FamilyId, GrantId, MembershipId, SessionId, UserId } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import type { Profile } from '../core/profile.js';
import type { Role } from '../core/roles.js';
import type { Scope } from '../core/scope.js';
import type { Instance } from '../instances/index.js';

/** The chain that a refresh token belongs to. Times in milliseconds. */
export interface Family {
  readonly id: FamilyId;
  /** The full grant, which every later refresh token keeps (RFC 6749 §6). */
  readonly scope: Scope;
  readonly expiresAt: number;
  /** Whether the client gets a refresh token at all. */
  readonly renewable: boolean;
  readonly sessionId?: SessionId;
}

/** The sign-in that an ID token tells of. */
export interface Identity {
  readonly userId: UserId;
  readonly authenticatedAt: number;
  readonly sessionId?: SessionId;
  readonly nonce?: string;
}

/** The member who acts for the organization that is the bearer, as the database has it now. */
export interface ActingMember {
  readonly userId: UserId;
  readonly membershipId: MembershipId;
  readonly roles: readonly Role[];
}

/** What tokens say of the client, and how it reads them. */
export interface TokenClient extends Pick<Client, 'id' | 'idTokenAlgorithm'> {
  readonly app: Pick<Client['app'], 'name'>;
}

export interface TokenOrder {
  readonly instance: Instance;
  readonly profile: Profile;
  readonly client: TokenClient;
  readonly bearer: Bearer;
  readonly actor?: ActingMember;
  readonly grantId: GrantId;
  readonly scope: Scope;
  readonly resources?: readonly string[];
  readonly family?: Family;
  /** What the access token ends with, where no family says so. */
  readonly sessionId?: SessionId;
  readonly identity?: Identity;
  /** Milliseconds: no token of it lives longer. */
  readonly latestExpiry?: number;
  /** From where alone its access token may be used; absent: from everywhere. */
  readonly allowedIps?: readonly string[];
  /** Milliseconds: its tokens count as issued no earlier, where what they hang on begins a moment from now. */
  readonly earliestIssue?: number;
}
