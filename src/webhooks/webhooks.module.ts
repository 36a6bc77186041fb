import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.js';
import { AuditModule } from '../audit/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { TokensModule } from '../tokens/index.js';
import { AppSetup } from './app-setup.service.js';
import { Courier } from './courier.js';
import { DeliveryRequests } from './delivery-requests.js';
import { DeliveryRuns } from './delivery-runs.js';
import { DeliveryStore } from './delivery.store.js';
import { EventFanOut } from './event-fan-out.js';
import { RevokedTokenEvents } from './revoked-token-events.js';
import { WebhookCalls } from './webhook-calls.js';
import { WebhookChanges } from './webhook-changes.js';
import { WebhookCursorStore } from './webhook-cursor.store.js';
import { WebhookLog } from './webhook-log.service.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';
import { WebhookStore } from './webhook.store.js';
import { WebhooksController } from './webhooks.controller.js';
import { Webhooks } from './webhooks.service.js';

@Module({
  imports: [RevocationsModule, AuditModule, OrganizationsModule, AppsModule, TokensModule],
  controllers: [WebhooksController],
  providers: [
    ...[WebhookStore, WebhookCursorStore, DeliveryStore, WebhookSecrets, WebhookSender, WebhookCalls],
    ...[EventFanOut, RevokedTokenEvents, DeliveryRuns, Courier],
    ...[WebhookChanges, Webhooks, DeliveryRequests, WebhookLog, AppSetup],
  ],
  exports: [Webhooks, WebhookLog, AppSetup, Courier],
})
export class WebhooksModule {}
