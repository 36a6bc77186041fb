import { Injectable } from '@nestjs/common';
import { AppConfiguration, type ClientKey, type ConfigurationChange, type ConfiguredApp } from '../apps/index.js';
import { Audit } from '../audit/index.js';
import { DIRECTORY_EVENTS } from '../organizations/index.js';
import { Settings } from '../platform/index.js';
import { REVOKED } from './revoked-token-events.js';
import { WebhookChanges } from './webhook-changes.js';
import { readWebhookUrl } from './webhook-url.js';

/** All that an app with a webhook may hear of. */
const EVENTS: readonly string[] = [...DIRECTORY_EVENTS, REVOKED];

export interface CompleteApp extends ConfiguredApp {
  /** Absent: the app hears of nothing. */
  readonly webhookUrl?: string;
  /** What it hears of, by name. */
  readonly events: readonly string[];
}

/** An absent member stays as it is; `null` clears it. */
export interface AppSetupChange extends ConfigurationChange {
  readonly webhookUrl?: string | null;
}

/**
 * An app with its webhook, as it sees and sets itself up by the secret of one of its clients. The secret of the webhook is not
 * shown here: the vendor's admins have it made and shown.
 */
@Injectable()
export class AppSetup {
  constructor(
    private readonly configuration: AppConfiguration,
    private readonly changes: WebhookChanges,
    private readonly audit: Audit,
    private readonly settings: Settings,
  ) {}

  /** @throws invalid_client where it was disabled meanwhile */
  async show(key: ClientKey): Promise<CompleteApp> {
    return this.complete(await this.configuration.show(key));
  }

  /** @throws as `AppConfiguration.change` does; invalid_input for a URL that webhooks do not go to */
  change(key: ClientKey, { webhookUrl, ...change }: AppSetupChange): Promise<CompleteApp> {
    const url = webhookUrl ? readWebhookUrl(webhookUrl, this.settings) : webhookUrl;
    return this.changes.transaction(async () => {
      // Writes the app's row, and so waits for whoever changes its webhook at this moment.
      const configured = await this.configuration.change(key, change);
      if (url !== undefined) await this.setWebhook(key, configured, url);
      return this.complete(configured);
    });
  }

  private async setWebhook(key: ClientKey, { app }: ConfiguredApp, url: string | null): Promise<void> {
    const before = await this.changes.findUrl(app.id);
    if ((url || undefined) === before) return;
    if (url) await this.changes.setUrl(app.id, url);
    else await this.changes.remove(app.id);
    const { instanceId, clientId } = key;
    const detail = { app: app.id, name: app.name, url: url ? new URL(url).origin : undefined };
    await this.audit.record({ instanceId, clientId, type: url ? 'webhook.set' : 'webhook.removed', detail });
  }

  private async complete(configured: ConfiguredApp): Promise<CompleteApp> {
    const webhookUrl = await this.changes.findUrl(configured.app.id);
    return { ...configured, webhookUrl, events: webhookUrl === undefined ? [] : EVENTS };
  }
}
