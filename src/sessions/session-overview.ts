import { Injectable } from '@nestjs/common';
import type { InstanceId, UserId } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import { Settings } from '../platform/settings.js';
import { Users } from '../users/index.js';
import { isOwnerIntact, isWithinLimits, type Session } from './session.js';
import { SessionStore } from './session.store.js';

/** Where a person is signed in. */
@Injectable()
export class SessionOverview {
  constructor(
    private readonly store: SessionStore,
    private readonly users: Users,
    private readonly clock: Clock,
    private readonly settings: Settings,
  ) {}

  /** Only what would still be accepted, the last used first. */
  async list(instanceId: InstanceId, userId: UserId): Promise<Session[]> {
    const owner = await this.users.find(instanceId, userId);
    const sessions = await this.store.list({ instanceId, userId });
    const now = this.clock.now();
    return sessions.filter(
      (session) => isOwnerIntact(session, owner) && isWithinLimits(session, now, this.settings.sessionIdleLifetime),
    );
  }
}
