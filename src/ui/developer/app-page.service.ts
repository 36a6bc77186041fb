import { Injectable } from '@nestjs/common';
import { PersonPages, type Reader } from '../organizations/person-pages.service.js';
import { typedIn } from './app-form.js';
import { clientView, desiredView, detailsOf, offeredView, suggestionsFor } from './app-parts.js';
import { type AppRecord, AppRecords } from './app-records.service.js';
import type { DeveloperRefusal } from './developer-errors.js';
import { noticeOf } from './developer-notice.js';
import { publishedView } from './developer-page.service.js';
import type { DeveloperAppView, DeveloperSection, ShownSecretView, WebhookView } from './developer-views.js';
import { appPath, developerPath, type DeveloperVisit } from './developer-visit.js';
import { WebhookPart } from './webhook-part.service.js';

/** What a form of the page came to. */
export interface AppOutcome {
  readonly secret?: ShownSecretView;
  readonly refused?: DeveloperRefusal & { readonly section: DeveloperSection };
}

/** All of an app, for the admins of its vendor. */
@Injectable()
export class AppPage {
  constructor(
    private readonly records: AppRecords,
    private readonly webhooks: WebhookPart,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found, forbidden */
  async show(at: DeveloperVisit, outcome: AppOutcome = {}): Promise<string> {
    const records = await this.records.load(at);
    const reader = await this.pages.reader(at);
    const webhook = await this.webhooks.show(at, reader);
    const { refused } = outcome;
    return this.pages.write(at, reader, {
      page: 'developer-app',
      refusal: refused && { ...refused, error: 'invalidInput' },
      view: viewOf(at, { ...records, reader, webhook }, outcome),
    });
  }
}

interface Scene extends AppRecord {
  readonly reader: Reader;
  readonly webhook: WebhookView;
}

function viewOf(at: DeveloperVisit, scene: Scene, { secret, refused }: AppOutcome): DeveloperAppView {
  const { managed, api, catalogue, reader, vendor, webhook } = scene;
  const { app, clients } = managed;
  const path = appPath(at.instance, app.id);
  const { locale } = reader.texts;
  const typed = refused ? typedIn(at.visit.form) : {};
  return {
    app: publishedView(at, app, vendor),
    listHref: developerPath(at.instance),
    secret,
    details: { ...detailsOf(app), ...(refused?.section === 'details' && typed) },
    clients: clients.map((client) => clientView(client, path, reader)),
    desired: app.scope.map((name) => desiredView(name, catalogue, locale)),
    suggestions: suggestionsFor(app, { api, catalogue, locale }),
    api: {
      audience: api.audience,
      scopes: api.scopes.map(offeredView),
      canOffer: !app.name.includes('-'),
    },
    webhook,
    typed,
    actions: actionsOf(path),
    notice: noticeOf(at.visit),
    problem: refused && { section: refused.section, error: refused.error, item: at.itemId },
  };
}

function actionsOf(path: string): Readonly<Record<string, string>> {
  return {
    details: `${path}/details`,
    enable: `${path}/enable`,
    disable: `${path}/disable`,
    clients: `${path}/clients`,
    addScopes: `${path}/scopes`,
    removeScope: `${path}/scopes/remove`,
    offer: `${path}/offered-scopes`,
    withdraw: `${path}/offered-scopes/remove`,
    webhook: `${path}/webhook`,
    testWebhook: `${path}/webhook/test`,
    rotateWebhook: `${path}/webhook/rotate`,
    removeWebhook: `${path}/webhook/remove`,
  };
}
