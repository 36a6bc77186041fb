import { Injectable } from '@nestjs/common';
import type { InstanceId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import { Clock } from '../platform/clock.js';
import { Settings } from '../platform/settings.js';
import { type Anchor, Revocations } from '../revocations/index.js';
import { LastSeen } from './last-seen.js';
import { SessionCache } from './session-cache.js';
import { isWithinLimits, type Session } from './session.js';

/** 32 random bytes in base64url; anything else is not looked up. */
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** Milliseconds between two notes of when a session was last seen. */
const SEEN_INTERVAL = 60_000;

/** A presented secret becomes a live session, or nothing. */
@Injectable()
export class SessionAuthenticator {
  constructor(
    private readonly cache: SessionCache,
    private readonly lastSeen: LastSeen,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** @throws temporarily_unavailable where it can not be told what has been revoked: it fails closed */
  async authenticate(instanceId: InstanceId, secret: string): Promise<Session | undefined> {
    if (!SECRET.test(secret)) return undefined;
    await this.revocations.ensureCurrent();
    const secretHash = sha256(secret);
    const session = await this.findAlive(secretHash);
    // The cookie of one instance is nothing at another (T184).
    if (session?.instanceId !== instanceId) return undefined;
    return this.noteSeen(secretHash, session);
  }

  private async findAlive(secretHash: string): Promise<Session | undefined> {
    const known = this.cache.peek(secretHash);
    if (known && this.isAlive(known)) return known;
    // Where it looks idle, another replica may have seen it since: the database knows.
    const stored = await this.cache.load(secretHash);
    return stored && this.isAlive(stored) ? stored : undefined;
  }

  private isAlive(session: Session): boolean {
    if (!isWithinLimits(session, this.clock.now(), this.settings.sessionIdleLifetime)) return false;
    return !this.revocations.isRevoked(anchorsOf(session), session.createdAt);
  }

  private noteSeen(secretHash: string, session: Session): Session {
    const now = this.clock.now();
    if (now - session.lastSeenAt < SEEN_INTERVAL) return session;
    const seen = { ...session, lastSeenAt: now };
    this.cache.update(secretHash, seen);
    this.lastSeen.note(session.id, now);
    return seen;
  }
}

function anchorsOf({ id, userId, instanceId }: Session): readonly Anchor[] {
  return [
    { type: 'session', id },
    { type: 'user', id: userId },
    { type: 'instance', id: instanceId },
  ];
}
