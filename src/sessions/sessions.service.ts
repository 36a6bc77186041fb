import { Injectable } from '@nestjs/common';
import type { InstanceId, UserId } from '../core/ids.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionEndings } from './session-endings.js';
import { type NewSession, type OpenedSession, SessionOpening } from './session-opening.js';
import { SessionOverview } from './session-overview.js';
import type { Session } from './session.js';
import { SessionStore } from './session.store.js';

/** Browser sessions: started by a sign-in, used by the cookie's secret, ended by the person, by time or by the feed. */
@Injectable()
export class Sessions {
  constructor(
    private readonly opening: SessionOpening,
    private readonly authenticator: SessionAuthenticator,
    private readonly endings: SessionEndings,
    private readonly overview: SessionOverview,
    private readonly store: SessionStore,
  ) {}

  /** @throws not_found; invalid_login where the person may not sign in */
  async start(input: NewSession): Promise<OpenedSession> {
    const { session, secret, row } = await this.opening.prepare(input);
    await this.store.insert(row);
    return { session, secret };
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
  close({ instanceId, userId, id }: Session): Promise<boolean> {
    return this.endings.close({ instanceId, userId }, id);
  }

  endOthers(instanceId: InstanceId, userId: UserId, exceptId: string): Promise<void> {
    return this.endings.endOthers({ instanceId, userId }, exceptId);
  }

  endAll(instanceId: InstanceId, userId: UserId): Promise<void> {
    return this.endings.endAll({ instanceId, userId });
  }
}
