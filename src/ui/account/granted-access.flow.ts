import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/index.js';
import { notFound } from '../../core/errors.js';
import { type ConsentId, isUuid } from '../../core/ids.js';
import { Csrf } from '../../login/index.js';
import { Sessions } from '../../sessions/index.js';
import { AccountPage } from './account-page.service.js';
import { type AccountVisit, personOf } from './person.js';

/** What a person takes back: browsers that are signed in, and apps that were allowed. */
@Injectable()
export class GrantedAccessFlow {
  constructor(
    private readonly sessions: Sessions,
    private readonly consents: Consents,
    private readonly csrf: Csrf,
    private readonly page: AccountPage,
  ) {}

  async endSession(at: AccountVisit): Promise<string> {
    this.verify(at);
    const { instanceId, userId } = personOf(at.principal);
    await this.sessions.end(instanceId, userId, at.visit.id);
    return this.page.done(at, 'sessionEnded');
  }

  async endOtherSessions(at: AccountVisit): Promise<string> {
    this.verify(at);
    const { instanceId, userId, sessionId } = personOf(at.principal);
    await this.sessions.endOthers(instanceId, userId, sessionId);
    return this.page.done(at, 'othersEnded');
  }

  async withdrawConsent(at: AccountVisit): Promise<string> {
    this.verify(at);
    const { instanceId, userId } = personOf(at.principal);
    await this.consents.withdraw(instanceId, userId, parseConsentId(at.visit.id));
    return this.page.done(at, 'appWithdrawn');
  }

  private verify({ instance, visit }: AccountVisit): void {
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
  }
}

function parseConsentId(text: string): ConsentId {
  if (!isUuid(text)) throw notFound('there is no such consent');
  return text as ConsentId;
}
