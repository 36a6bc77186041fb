import { Injectable } from '@nestjs/common';
import type { AppId } from '../core/ids.js';
import { expand, intersect, parseScope } from '../core/scope.js';
import type { DirectoryEvent } from '../organizations/index.js';
import { type ClaimedMessage, Mint } from '../platform/index.js';
import { deliveryIdOf } from './delivery.js';
import { DeliveryStore } from './delivery.store.js';
import { type Subscriber, WebhookStore } from './webhook.store.js';

/** What an organization must have allowed an app before it is told who its members are. */
const MEMBERS = 'directory.organization_members.r';

/** Turns one event into a delivery for each app that it concerns. Doing it twice is doing it once. */
@Injectable()
export class EventFanOut {
  constructor(
    private readonly webhooks: WebhookStore,
    private readonly deliveries: DeliveryStore,
    private readonly mint: Mint,
  ) {}

  async deliver({ id, payload, createdAt: timestamp }: ClaimedMessage): Promise<void> {
    const event = payload as DirectoryEvent;
    const { instanceId, organizationId, name } = event;
    const createdAt = this.mint.now();
    const common = { instanceId, event: name, subject: `Org/${organizationId}`, payload: event.payload };
    const apps = await this.appsOf(event);
    await this.deliveries.insert(
      apps.map((appId) => ({ ...common, id: deliveryIdOf(id, appId), appId, timestamp, createdAt })),
    );
  }

  private async appsOf({ instanceId, organizationId, appId }: DirectoryEvent): Promise<AppId[]> {
    if (appId) return (await this.webhooks.hears(instanceId, appId)) ? [appId] : [];
    const installed = await this.webhooks.listInstalled(organizationId);
    return installed.filter(mayKnowMembers).map((subscriber) => subscriber.appId);
  }
}

/** Neither what was granted nor what is desired alone is enough. */
function mayKnowMembers({ scope, desired }: Subscriber): boolean {
  const usable = intersect(parseScope(scope), new Set(JSON.parse(desired) as string[]));
  return expand(usable).has(MEMBERS);
}
