import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Instance } from '../instances/index.js';
import { Database } from '../platform/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type OpenedSession, type Session, SessionCookie, Sessions } from '../sessions/index.js';
import type { User } from '../users/index.js';

/** One browser has one session: a new one replaces it, whoever's it was (T178, T188). */
@Injectable()
export class BrowserSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: SessionCookie,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /** Who is signed in at this browser. */
  async current(instance: Instance, context: RequestContext): Promise<Session | undefined> {
    const secret = this.cookie.read(context);
    return secret === undefined ? undefined : this.sessions.authenticate(instance.id, secret);
  }

  /** A new session with a new secret; what the browser had before is ended. `type` is what the audit calls it. */
  async open(user: User, visit: BrowserVisit, type: string): Promise<OpenedSession> {
    const { instance, context } = visit;
    const previous = await this.current(instance, context);
    return this.database.transaction(async () => {
      if (previous) await this.sessions.close(previous);
      const opened = await this.sessions.start({ instanceId: instance.id, userId: user.id, amr: ['pwd'], context });
      const detail = { sessionId: opened.session.id };
      await this.audit.record({ instanceId: instance.id, type, userId: user.id, detail }, context);
      return opened;
    });
  }

  async close({ instance, context }: BrowserVisit): Promise<void> {
    const session = await this.current(instance, context);
    if (!session || !(await this.sessions.close(session))) return;
    await this.audit.record({ instanceId: instance.id, type: 'user.signed_out', userId: session.userId }, context);
  }
}

/** What a browser asks of an instance. */
export interface BrowserVisit {
  readonly instance: Instance;
  readonly context: RequestContext;
}
