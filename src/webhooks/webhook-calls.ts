import { Injectable } from '@nestjs/common';
import type { ClaimedDelivery } from './delivery.store.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookStore } from './webhook.store.js';

export interface CallResult {
  readonly isDelivered: boolean;
  /** The HTTP status; absent where there was no answer. */
  readonly status?: number;
  readonly error?: string;
}

/** One attempt, at the address and with the secret that the app has now. */
@Injectable()
export class WebhookCalls {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly secrets: WebhookSecrets,
    private readonly sender: WebhookSender,
  ) {}

  async call({ appId, body }: Pick<ClaimedDelivery, 'appId' | 'body'>): Promise<CallResult> {
    try {
      const webhook = await this.webhooks.findListening(appId);
      if (!webhook) return { isDelivered: false, error: 'the app has no webhook' };
      const signature = this.secrets.sign(body, webhook.sealedSecret);
      const status = await this.sender.send({ url: webhook.url, body, signature });
      const isDelivered = status >= 200 && status <= 299;
      return { isDelivered, status, error: isDelivered ? undefined : `answered with ${status}` };
    } catch (error) {
      return { isDelivered: false, error: error instanceof Error ? error.message.slice(0, 256) : 'no answer' };
    }
  }
}
