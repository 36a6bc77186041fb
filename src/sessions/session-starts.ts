import { Injectable } from '@nestjs/common';
import { sha256 } from '../core/secret-format.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import { type NewSession, type OpenedSession, SessionOpening } from './session-opening.js';
import { SessionStore } from './session.store.js';

/** How sessions start, and how they go on when their person has signed in again. */
@Injectable()
export class SessionStarts {
  constructor(
    private readonly opening: SessionOpening,
    private readonly store: SessionStore,
    private readonly revocations: Revocations,
    private readonly database: Database,
  ) {}

  /** @throws not_found; invalid_login where the person may not sign in */
  async start(input: NewSession): Promise<OpenedSession> {
    const { session, secret, row } = await this.opening.prepare(input);
    await this.store.insert(row);
    return { session, secret };
  }

  /** The announcement empties the caches, which know the session by its old secret: with the commit that opens nothing any more. */
  renew(oldSecret: string, input: NewSession): Promise<OpenedSession | undefined> {
    return this.database.transaction(async () => {
      const { session, secret, row } = await this.opening.prepare(input);
      const kept = await this.store.renew(sha256(oldSecret), row);
      if (!kept) return undefined;
      await this.revocations.announce(input.instanceId, [{ type: 'session', id: kept.id }]);
      return { session: { ...session, ...kept }, secret };
    });
  }
}
