import { Injectable } from '@nestjs/common';
import type { AppId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import { DeliveryStore } from './delivery.store.js';
import { WebhookCursorStore } from './webhook-cursor.store.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookStore } from './webhook.store.js';

/** What a change of an app's webhook is, whoever may make it. */
@Injectable()
export class WebhookChanges {
  constructor(
    private readonly store: WebhookStore,
    private readonly cursors: WebhookCursorStore,
    private readonly deliveries: DeliveryStore,
    private readonly database: Database,
    private readonly secrets: WebhookSecrets,
  ) {}

  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async findUrl(appId: AppId): Promise<string | undefined> {
    return (await this.store.find(appId))?.url;
  }

  /** Answers the secret where a new one was made. */
  async setUrl(appId: AppId, url: string): Promise<string | undefined> {
    const known = await this.store.find(appId);
    if (!known) return this.renewSecret(appId, url);
    await this.store.set(appId, { ...known, url });
    return undefined;
  }

  async renewSecret(appId: AppId, url: string): Promise<string> {
    const { secret, sealedSecret } = this.secrets.make();
    await this.cursors.catchUp();
    await this.store.set(appId, { url, sealedSecret });
    return secret;
  }

  async remove(appId: AppId): Promise<void> {
    await this.store.set(appId, undefined);
    await this.deliveries.abandon(appId, 'the webhook was removed');
  }
}
