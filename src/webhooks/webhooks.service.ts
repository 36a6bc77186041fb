import { Injectable } from '@nestjs/common';
import { type App, VendorAccess } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import { OrganizationTrail, type PersonCaller } from '../organizations/index.js';
import { Settings } from '../platform/index.js';
import { WebhookChanges } from './webhook-changes.js';
import { readWebhookUrl } from './webhook-url.js';

export interface WebhookSettings {
  /** Absent: the app hears of nothing. */
  readonly url?: string;
}

export interface WebhookCredentials {
  readonly url: string;
  /** Shown this once; absent where the one before stays. */
  readonly secret?: string;
}

/** Where an app wants to hear of events, by the admins of the organization that publishes it. */
@Injectable()
export class Webhooks {
  constructor(
    private readonly access: VendorAccess,
    private readonly changes: WebhookChanges,
    private readonly trail: OrganizationTrail,
    private readonly settings: Settings,
  ) {}

  /** @throws not_found, forbidden */
  async show(caller: PersonCaller, appId: string): Promise<WebhookSettings> {
    const { id } = await this.access.enter(caller, appId);
    return { url: await this.changes.findUrl(id) };
  }

  /** The first time it makes the secret. @throws not_found, forbidden, invalid_input */
  set(caller: PersonCaller, appId: string, text: string): Promise<WebhookCredentials> {
    const url = readWebhookUrl(text, this.settings);
    return this.changes.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      const secret = await this.changes.setUrl(app.id, url);
      await this.trail.record(caller, 'webhook.set', { ...detailOf(app), url: new URL(url).origin });
      return { url, secret };
    });
  }

  /** The secret before is of no use from now on. @throws not_found, forbidden */
  rotateSecret(caller: PersonCaller, appId: string): Promise<WebhookCredentials> {
    return this.changes.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      const url = await this.changes.findUrl(app.id);
      if (url === undefined) throw notFound('the app has no webhook');
      const secret = await this.changes.renewSecret(app.id, url);
      await this.trail.record(caller, 'webhook.secret_rotated', detailOf(app));
      return { url, secret };
    });
  }

  /** With its secret; what has not arrived yet will not. Removing none is removing. @throws not_found, forbidden */
  async remove(caller: PersonCaller, appId: string): Promise<void> {
    await this.changes.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      if ((await this.changes.findUrl(app.id)) === undefined) return;
      await this.changes.remove(app.id);
      await this.trail.record(caller, 'webhook.removed', detailOf(app));
    });
  }
}

function detailOf({ id, name, vendorOrganizationId }: App): { app: string; name: string; organization?: string } {
  return { app: id, name, organization: vendorOrganizationId };
}
