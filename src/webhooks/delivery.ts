import { createHash, createHmac } from 'node:crypto';
import type { AppId, InstanceId, WebhookDeliveryId } from '../core/ids.js';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** One event on its way to an app, and what became of it, as the vendor sees it. Times are in milliseconds. */
export interface Delivery {
  /** The event's `id` on the wire: the same at every attempt. */
  readonly id: WebhookDeliveryId;
  /** Such as `directory.revoked_access_token`. */
  readonly event: string;
  /** Such as `Org/<uuid>`. */
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly status: DeliveryStatus;
  /** Since it was made, or replayed. */
  readonly attempts: number;
  /** The HTTP status of the last attempt; absent where there was no answer. */
  readonly lastStatus?: number;
  readonly lastError?: string;
  readonly createdAt: number;
  readonly nextAttemptAt?: number;
  readonly deliveredAt?: number;
}

export interface DeliveryPage {
  /** The newest first. */
  readonly deliveries: readonly Delivery[];
  /** Of all pages together. */
  readonly total: number;
}

export interface NewDelivery {
  readonly id: WebhookDeliveryId;
  readonly instanceId: InstanceId;
  readonly appId: AppId;
  readonly event: string;
  readonly subject: string;
  /** When it happened, and when it came here (milliseconds). */
  readonly timestamp: number;
  readonly createdAt: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The same id for the same event and app, so that what is worked on twice is delivered once. UUIDv8 (RFC 9562 §5.8). */
export function deliveryIdOf(event: string, appId: AppId): WebhookDeliveryId {
  const hex = createHash('sha256').update(`${event} ${appId}`).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16) + hex.slice(17, 20);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, variant, hex.slice(20, 32)];
  return groups.join('-') as WebhookDeliveryId;
}

/** What goes over the wire, made once and stored as it is: every attempt sends and signs the same bytes. */
export function bodyOf({ id, event, subject, timestamp, createdAt, payload }: NewDelivery): string {
  return JSON.stringify({
    ...{ id, name: event, subject },
    timestamp: new Date(timestamp).toISOString(),
    version: '1.0',
    payload,
    received_at: new Date(createdAt).toISOString(),
  });
}

export function payloadOf(body: string): Readonly<Record<string, unknown>> {
  return (JSON.parse(body) as { payload: Record<string, unknown> }).payload;
}

/** `X-Loom-Signature`: hexadecimal HMAC-SHA256 of the raw body. */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
