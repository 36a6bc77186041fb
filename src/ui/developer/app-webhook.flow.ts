import { Injectable } from '@nestjs/common';
import { WebhookLog, Webhooks } from '../../webhooks/index.js';
import { DeveloperForms } from './developer-forms.service.js';
import type { DeveloperNoticeName, ShownSecretView } from './developer-views.js';
import type { DeveloperVisit } from './developer-visit.js';

/** Where an app hears of events, and sending them again. */
@Injectable()
export class AppWebhookFlow {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly log: WebhookLog,
    private readonly forms: DeveloperForms,
  ) {}

  save(at: DeveloperVisit): Promise<string> {
    return this.submit(at, async () => {
      const { secret } = await this.webhooks.set(at.caller, at.id, at.visit.form.get('url') ?? '');
      return secret === undefined ? 'webhookSaved' : { kind: 'webhook', value: secret };
    });
  }

  rotate(at: DeveloperVisit): Promise<string> {
    return this.submit(at, async () => {
      const { secret } = await this.webhooks.rotateSecret(at.caller, at.id);
      return { kind: 'webhook', value: secret };
    });
  }

  remove(at: DeveloperVisit): Promise<string> {
    return this.submit(at, async () => {
      await this.webhooks.remove(at.caller, at.id);
      return 'webhookRemoved';
    });
  }

  test(at: DeveloperVisit): Promise<string> {
    return this.submit(at, async () => {
      await this.log.test(at.caller, at.id);
      return 'webhookTested';
    });
  }

  replay(at: DeveloperVisit): Promise<string> {
    return this.submit(at, async () => {
      await this.log.replay(at.caller, { appId: at.id, deliveryId: at.itemId });
      return 'replayed';
    });
  }

  private submit(at: DeveloperVisit, work: () => Promise<DeveloperNoticeName | ShownSecretView>): Promise<string> {
    return this.forms.submit(at, { section: 'webhook', work });
  }
}
