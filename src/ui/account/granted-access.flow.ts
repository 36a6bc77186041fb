import { Injectable } from '@nestjs/common';
import { Consents } from '../../consents/index.js';
import { notFound } from '../../core/errors.js';
import { type ConsentId, isUuid } from '../../core/ids.js';
import { Csrf } from '../../login/index.js';
import { AccountPage } from './account-page.service.js';
import { type AccountVisit, personOf } from './person.js';

/** What a person takes back: apps that were allowed. */
@Injectable()
export class GrantedAccessFlow {
  constructor(
    private readonly consents: Consents,
    private readonly csrf: Csrf,
    private readonly page: AccountPage,
  ) {}

  async withdrawConsent(at: AccountVisit): Promise<string> {
    const { instance, visit } = at;
    this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
    const { instanceId, userId } = personOf(at.principal);
    await this.consents.withdraw(instanceId, userId, parseConsentId(visit.id));
    return this.page.done(at, 'appWithdrawn');
  }
}

function parseConsentId(text: string): ConsentId {
  if (!isUuid(text)) throw notFound('there is no such consent');
  return text as ConsentId;
}
