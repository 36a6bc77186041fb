import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Anchor, Revocations } from '../revocations/index.js';
import { Users } from '../users/index.js';
import { isOwnerIntact, type Session } from './session.js';
import { SessionStore } from './session.store.js';

const MAXIMUM_SESSIONS = 50_000;

/** The sessions in use, by the hash of their secret, so that a request costs no query. The feed empties it. */
@Injectable()
export class SessionCache {
  private readonly sessions = new LRUCache<string, Session>({ max: MAXIMUM_SESSIONS });
  private changes = 0;

  constructor(
    private readonly store: SessionStore,
    private readonly users: Users,
    revocations: Revocations,
  ) {
    revocations.onRevoked((anchor) => this.forget(anchor));
  }

  peek(secretHash: string): Session | undefined {
    return this.sessions.get(secretHash);
  }

  /** From the database, and only where its person may still use it. */
  async load(secretHash: string): Promise<Session | undefined> {
    const { changes } = this;
    const session = await this.store.findBySecret(secretHash);
    const owner = session && (await this.users.find(session.instanceId, session.userId));
    if (!session || !isOwnerIntact(session, owner)) {
      this.sessions.delete(secretHash);
      return undefined;
    }
    // What was read before a revocation must not be remembered after it.
    if (changes === this.changes) this.sessions.set(secretHash, session);
    return session;
  }

  /** The same session, seen again; nothing where it was forgotten in the meantime. */
  update(secretHash: string, session: Session): void {
    if (this.sessions.has(secretHash)) this.sessions.set(secretHash, session);
  }

  private forget({ type, id }: Anchor): void {
    const anchorOf = ANCHORS[type];
    if (!anchorOf) return;
    this.changes += 1;
    for (const [secretHash, session] of this.sessions.entries()) {
      if (anchorOf(session) === id) this.sessions.delete(secretHash);
    }
  }
}

/** The anchors that a session hangs on. */
const ANCHORS: Readonly<Partial<Record<Anchor['type'], (session: Session) => string>>> = {
  session: ({ id }) => id,
  user: ({ userId }) => userId,
  instance: ({ instanceId }) => instanceId,
};
