import { Injectable } from '@nestjs/common';
import { firstParty } from '../../core/profile.js';
import { Clock } from '../../platform/index.js';
import { LastSeen, type NewSession, type Session, Sessions } from '../../sessions/index.js';

export type SessionKey = Pick<Session, 'instanceId' | 'userId' | 'id'>;

const { idleLifetime: idle, absoluteLifetime: absolute } = firstParty.refresh;

/** Sessions that live as long as their refresh tokens do, and whose secret nobody was given. */
@Injectable()
export class FirstPartySessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly lastSeen: LastSeen,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found; invalid_login where the person may not sign in */
  async start(input: Omit<NewSession, 'lifetime'>): Promise<Session> {
    return (await this.sessions.start({ ...input, lifetime: { idle, absolute } })).session;
  }

  /** `false` where it had ended. */
  close(session: SessionKey): Promise<boolean> {
    return this.sessions.close(session);
  }

  /** A refresh is a use. Written behind. */
  noteSeen(id: Session['id']): void {
    this.lastSeen.note(id, this.clock.now());
  }
}
