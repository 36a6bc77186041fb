import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { notFound } from '../core/errors.js';
import { isUuid } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import { type SessionOwner, SessionStore } from './session.store.js';

/** No session has this id: it stands where none is to be spared. */
const NONE = '';

/** How sessions end, and with them the tokens that hang on them. */
@Injectable()
export class SessionEndings {
  constructor(
    private readonly store: SessionStore,
    private readonly revocations: Revocations,
    private readonly audit: Audit,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws not_found, for somebody else's as for none */
  async end(owner: SessionOwner, id: string): Promise<void> {
    if (!isUuid(id) || !(await this.close(owner, id))) throw notFound('there is no such session');
  }

  /** `false` where there was nothing to end (any more). */
  close(owner: SessionOwner, id: string): Promise<boolean> {
    return this.database.transaction(async () => {
      const isEnded = await this.store.end(owner, id, this.clock.now());
      if (isEnded) await this.revoke(owner, [id]);
      return isEnded;
    });
  }

  async endOthers(owner: SessionOwner, exceptId: string): Promise<void> {
    await this.database.transaction(async () => {
      const ended = await this.store.endAll(owner, exceptId, this.clock.now());
      if (ended.length > 0) await this.revoke(owner, ended);
    });
  }

  endAll(owner: SessionOwner): Promise<void> {
    return this.endOthers(owner, NONE);
  }

  private async revoke({ instanceId, userId }: SessionOwner, ids: readonly string[]): Promise<void> {
    const anchors = ids.map((id) => ({ type: 'session', id }) as const);
    await this.revocations.revoke(instanceId, anchors, 'session ended');
    await this.audit.record({ instanceId, userId, type: 'session.ended', detail: { sessions: ids } });
  }
}
