export { AppSetup, type AppSetupChange, type CompleteApp } from './app-setup.service.js';
export { Courier } from './courier.js';
export type { Delivery, DeliveryPage, DeliveryStatus } from './delivery.js';
export type { DeliveryAddress } from './delivery-address.js';
export { WebhookLog } from './webhook-log.service.js';
export { WebhooksModule } from './webhooks.module.js';
export { type WebhookCredentials, Webhooks, type WebhookSettings } from './webhooks.service.js';
