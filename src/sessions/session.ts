import type { InstanceId, SessionId, UserId } from '../core/ids.js';

/** A person signed in at one browser. Times are in milliseconds. */
export interface Session {
  readonly id: SessionId;
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  /** Authentication method references (RFC 8176): `pwd`, `otp`, … */
  readonly amr: readonly string[];
  /** When the person last proved who they are: `auth_time` (OpenID Connect Core §2). */
  readonly authenticatedAt: number;
  readonly createdAt: number;
  /** At most a minute behind. */
  readonly lastSeenAt: number;
  /** When it ends even if it is used all the time. */
  readonly expiresAt: number;
  /** Milliseconds without use after which it ends; absent: what the service's settings say. */
  readonly idleLifetime?: number;
  /** `Firefox on Linux`, from the User-Agent: for people, never for a decision. */
  readonly device: string;
  readonly address: string;
}

/** Within both limits: the absolute one, and its own idle time or else `idleLifetime` since it was last seen (ASVS 7.3.1, 7.3.2). */
export function isWithinLimits(session: Session, now: number, idleLifetime: number): boolean {
  return now < session.expiresAt && now < session.lastSeenAt + (session.idleLifetime ?? idleLifetime);
}

/** Whether its person may still act, and has not since ended all credentials from before. */
export function isOwnerIntact(
  session: Session,
  owner: { readonly status: string; readonly credentialsNotBefore: number } | undefined,
): boolean {
  return owner?.status === 'active' && session.createdAt >= owner.credentialsNotBefore;
}
