import { Injectable } from '@nestjs/common';
import { Csrf } from '../../login/index.js';
import { Sessions } from '../../sessions/index.js';
import { type AccountVisit, personOf } from '../account/person.js';
import { SecurityPage } from './security-page.service.js';

/** Browsers that a person signs out from afar. */
@Injectable()
export class SessionsFlow {
  constructor(
    private readonly sessions: Sessions,
    private readonly csrf: Csrf,
    private readonly page: SecurityPage,
  ) {}

  async end(at: AccountVisit): Promise<string> {
    this.verify(at);
    const { instanceId, userId } = personOf(at.principal);
    await this.sessions.end(instanceId, userId, at.visit.id);
    return this.page.done(at, 'sessionEnded');
  }

  async endOthers(at: AccountVisit): Promise<string> {
    this.verify(at);
    const { instanceId, userId, sessionId } = personOf(at.principal);
    await this.sessions.endOthers(instanceId, userId, sessionId);
    return this.page.done(at, 'othersEnded');
  }

  private verify({ instance, visit }: AccountVisit): void {
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
  }
}
