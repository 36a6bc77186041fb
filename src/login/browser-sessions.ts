import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { Instance } from '../instances/index.js';
import { Database } from '../platform/database.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { type NewSession, type OpenedSession, type Session, SessionCookie, Sessions } from '../sessions/index.js';
import type { User } from '../users/index.js';

/** One browser has one session, with a new secret after each sign-in (T178). */
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
    return (await this.find({ instance, context }))?.session;
  }

  async open(user: User, visit: BrowserVisit, { type, amr }: SignInRecord): Promise<OpenedSession> {
    const { instance, context } = visit;
    const previous = await this.find(visit);
    return this.database.transaction(async () => {
      const opened = await this.follow(previous, { instanceId: instance.id, userId: user.id, amr, context });
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

  private async find({ instance, context }: BrowserVisit): Promise<OpenedSession | undefined> {
    const secret = this.cookie.read(context);
    if (secret === undefined) return undefined;
    const session = await this.sessions.authenticate(instance.id, secret);
    return session && { session, secret };
  }

  /** Signing in again ends nothing that the same person has opened here; another person's session does not outlive theirs (T188). */
  private async follow(previous: OpenedSession | undefined, input: NewSession): Promise<OpenedSession> {
    const isSamePerson = previous?.session.userId === input.userId;
    const renewed = previous && isSamePerson ? await this.sessions.renew(previous.secret, input) : undefined;
    if (renewed) return renewed;
    if (previous && !isSamePerson) await this.sessions.close(previous.session);
    return this.sessions.start(input);
  }
}

/** What a browser asks of an instance. */
export interface BrowserVisit {
  readonly instance: Instance;
  readonly context: RequestContext;
}

/** What remains of a sign-in. */
export interface SignInRecord {
  /** What the audit calls it. */
  readonly type: 'user.signed_in' | 'user.signed_up';
  /** Authentication method references (RFC 8176). */
  readonly amr: readonly string[];
}
