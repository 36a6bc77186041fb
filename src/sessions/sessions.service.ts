import { Injectable } from '@nestjs/common';
import type { InstanceId, UserId } from '../core/ids.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionEndings } from './session-endings.js';
import type { NewSession, OpenedSession } from './session-opening.js';
import { SessionOverview } from './session-overview.js';
import { SessionStarts } from './session-starts.js';
import type { Session } from './session.js';
import { SessionStore } from './session.store.js';

/** Browser sessions: started by a sign-in, used by the cookie's secret, ended by the person, by time or by the feed. */
@Injectable()
export class Sessions {
  constructor(
    private readonly starts: SessionStarts,
    private readonly authenticator: SessionAuthenticator,
    private readonly endings: SessionEndings,
    private readonly overview: SessionOverview,
    private readonly store: SessionStore,
  ) {}

  /** @throws not_found; invalid_login where the person may not sign in */
  start(input: NewSession): Promise<OpenedSession> {
    return this.starts.start(input);
  }

  /**
   * The person has signed in again: the session keeps its id, and what hangs on it, but gets a new secret and both its times
   * anew (NIST SP 800-63B-4 §5.2). `undefined` where the old secret does not open a session of this person (any more).
   * @throws not_found; invalid_login where the person may not sign in
   */
  renew(oldSecret: string, input: NewSession): Promise<OpenedSession | undefined> {
    return this.starts.renew(oldSecret, input);
  }

  /** Without a query where the session is known already. @throws temporarily_unavailable */
  authenticate(instanceId: InstanceId, secret: string): Promise<Session | undefined> {
    return this.authenticator.authenticate(instanceId, secret);
  }

  /** The live ones, the last used first. */
  list(instanceId: InstanceId, userId: UserId): Promise<Session[]> {
    return this.overview.list(instanceId, userId);
  }

  /** @throws not_found, for somebody else's as for none */
  end(instanceId: InstanceId, userId: UserId, id: string): Promise<void> {
    return this.endings.end({ instanceId, userId }, id);
  }

  /** The same for a session at hand; `false` where it was ended in the meantime. */
  close({ instanceId, userId, id }: Pick<Session, 'instanceId' | 'userId' | 'id'>): Promise<boolean> {
    return this.endings.close({ instanceId, userId }, id);
  }

  endOthers(instanceId: InstanceId, userId: UserId, exceptId: string): Promise<void> {
    return this.endings.endOthers({ instanceId, userId }, exceptId);
  }

  endAll(instanceId: InstanceId, userId: UserId): Promise<void> {
    return this.endings.endAll({ instanceId, userId });
  }

  /** Removes the rows of sessions that were over before `moment` (milliseconds), at most `limit`; answers how many. */
  prune(moment: number, limit: number): Promise<number> {
    return this.store.removePast(moment, limit);
  }
}
