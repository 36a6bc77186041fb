import { Injectable } from '@nestjs/common';
import { VendorApps } from '../../apps/index.js';
import { Csrf } from '../../login/index.js';
import { newAppOf } from './app-form.js';
import { AppPage } from './app-page.service.js';
import { developerRefusal } from './developer-errors.js';
import { DeveloperPage } from './developer-page.service.js';
import type { DeveloperVisit } from './developer-visit.js';

@Injectable()
export class NewAppFlow {
  constructor(
    private readonly apps: VendorApps,
    private readonly csrf: Csrf,
    private readonly list: DeveloperPage,
    private readonly page: AppPage,
  ) {}

  /** Answers with the page of the new app itself: its first secret is there, and on no page after it. */
  async create(at: DeveloperVisit): Promise<string> {
    const { instance, visit, caller } = at;
    try {
      this.csrf.verify(instance, visit.context, visit.form.get('csrf'));
      const organization = visit.form.get('organization') ?? '';
      const { app, client } = await this.apps.create(caller, organization, newAppOf(visit.form));
      const secret = { kind: 'client', clientId: client.id, value: client.secret } as const;
      return await this.page.show({ ...at, id: app.id }, { secret });
    } catch (thrown) {
      return this.list.show(at, developerRefusal(thrown));
    }
  }
}
