import { Injectable } from '@nestjs/common';
import { type App, VendorAccess } from '../apps/index.js';
import { notFound } from '../core/errors.js';
import { type AppId, isUuid } from '../core/ids.js';
import { OrganizationTrail, type PersonCaller, type Slice } from '../organizations/index.js';
import { type Limit, Throttle } from '../platform/index.js';
import type { Delivery, DeliveryPage } from './delivery.js';
import type { DeliveryAddress } from './delivery-address.js';
import { DeliveryRequests } from './delivery-requests.js';

/** Of one app: what its people may have sent by hand. */
const LIMIT: Limit = { count: 60, window: 60_000 };

/** What was sent to an app, by the admins of the organization that publishes it. */
@Injectable()
export class WebhookLog {
  constructor(
    private readonly access: VendorAccess,
    private readonly requests: DeliveryRequests,
    private readonly trail: OrganizationTrail,
    private readonly throttle: Throttle,
  ) {}

  /** @throws not_found, forbidden */
  async list(caller: PersonCaller, appId: string, slice: Slice): Promise<DeliveryPage> {
    const { id } = await this.access.enter(caller, appId);
    return this.requests.list(id, slice);
  }

  /** Sends the same event again, from the first attempt. @throws not_found, forbidden, rate_limited */
  replay(caller: PersonCaller, { appId, deliveryId }: DeliveryAddress): Promise<Delivery> {
    return this.requests.send(async () => {
      const app = await this.lock(caller, appId);
      const found = isUuid(deliveryId) ? await this.requests.find(app.id, deliveryId) : undefined;
      if (!found) throw notFound('there is no such delivery');
      await this.trail.record(caller, 'webhook.replayed', { ...detailOf(app), delivery: found.id });
      return this.requests.restart(app.id, found.id);
    });
  }

  /** Sends an event that says nothing but that events arrive. @throws not_found, forbidden, rate_limited */
  test(caller: PersonCaller, appId: string): Promise<Delivery> {
    return this.requests.send(async () => {
      const app = await this.lock(caller, appId);
      const delivery = await this.requests.ping(app);
      await this.trail.record(caller, 'webhook.tested', { ...detailOf(app), delivery: delivery.id });
      return delivery;
    });
  }

  private async lock(caller: PersonCaller, appId: string): Promise<App> {
    const app = await this.access.lock(caller, appId);
    await this.requests.assertListening(app.id);
    await this.throttle.hit(`webhook:${app.id}`, LIMIT);
    return app;
  }
}

function detailOf({ id, name, vendorOrganizationId }: App): { app: AppId; name: string; organization?: string } {
  return { app: id, name, organization: vendorOrganizationId };
}
