import { Injectable } from '@nestjs/common';
import { type Delivery, WebhookLog, Webhooks } from '../../webhooks/index.js';
import { relativeMoment } from '../moments.js';
import type { Reader } from '../organizations/person-pages.service.js';
import type { DeliveryView, WebhookView } from './developer-views.js';
import { appPath, type DeveloperVisit } from './developer-visit.js';

const SHOWN_DELIVERIES = 20;

/** The webhook of an app, and what was sent to it last. */
@Injectable()
export class WebhookPart {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly log: WebhookLog,
  ) {}

  /** @throws not_found, forbidden */
  async show(at: DeveloperVisit, reader: Reader): Promise<WebhookView> {
    const { url = '' } = await this.webhooks.show(at.caller, at.id);
    const { deliveries } = await this.log.list(at.caller, at.id, { offset: 0, limit: SHOWN_DELIVERIES });
    const path = `${appPath(at.instance, at.id)}/webhook/deliveries`;
    return { url, deliveries: deliveries.map((delivery) => deliveryView(delivery, path, reader)) };
  }
}

function deliveryView(delivery: Delivery, path: string, { texts, moments }: Reader): DeliveryView {
  const { id, event, subject, status, attempts, lastStatus, createdAt } = delivery;
  const answered = lastStatus === undefined ? [] : [texts.developer.webhook.answered(lastStatus)];
  return {
    ...{ event, subject, status },
    answer: [texts.developer.webhook.attempts(attempts), ...answered].join(' · '),
    created: relativeMoment(createdAt, moments),
    replayAction: `${path}/${id}/replay`,
  };
}
