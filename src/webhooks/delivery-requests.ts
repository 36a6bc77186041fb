import { Injectable } from '@nestjs/common';
import type { App } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import type { AppId, WebhookDeliveryId } from '../core/ids.js';
import type { Slice } from '../organizations/index.js';
import { Database, Mint } from '../platform/index.js';
import { Courier } from './courier.js';
import type { Delivery, DeliveryPage } from './delivery.js';
import { DeliveryStore } from './delivery.store.js';
import { WebhookStore } from './webhook.store.js';

const PING = 'directory.ping';

/** Deliveries that somebody asks for, whoever may. */
@Injectable()
export class DeliveryRequests {
  constructor(
    private readonly store: DeliveryStore,
    private readonly webhooks: WebhookStore,
    private readonly courier: Courier,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** In a transaction; once it is committed, what it made is on its way. */
  async send<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.database.transaction(work);
    this.courier.wake();
    return result;
  }

  /** @throws not_found where nobody listens */
  async assertListening(appId: AppId): Promise<void> {
    if (!(await this.webhooks.findListening(appId))) throw notFound('the app has no webhook');
  }

  async list(appId: AppId, slice: Slice): Promise<DeliveryPage> {
    return { deliveries: await this.store.list(appId, slice), total: await this.store.count(appId) };
  }

  find(appId: AppId, id: string): Promise<Delivery | undefined> {
    return this.store.find(appId, id);
  }

  async restart(appId: AppId, id: WebhookDeliveryId): Promise<Delivery> {
    await this.store.restart(id, this.mint.now());
    return this.existing(appId, id);
  }

  /** An event that says nothing but that events arrive. */
  async ping({ id: appId, instanceId, vendorOrganizationId }: App): Promise<Delivery> {
    const id = this.mint.id<WebhookDeliveryId>();
    const now = this.mint.now();
    const subject = vendorOrganizationId ? `Org/${vendorOrganizationId}` : `App/${appId}`;
    const event = { event: PING, subject, payload: { app_id: appId }, timestamp: now, createdAt: now };
    await this.store.insert([{ ...event, id, instanceId, appId }]);
    return this.existing(appId, id);
  }

  private async existing(appId: AppId, id: WebhookDeliveryId): Promise<Delivery> {
    const delivery = await this.find(appId, id);
    if (!delivery) throw notFound('there is no such delivery');
    return delivery;
  }
}
