import { Injectable } from '@nestjs/common';
import type { AppId } from '../core/ids.js';
import { Mint } from '../platform/index.js';
import { type LoggedRevocation, RevocationLog } from '../revocations/index.js';
import { type EndedToken, EndedTokens } from '../tokens/index.js';
import { deliveryIdOf, type NewDelivery } from './delivery.js';
import { DeliveryStore } from './delivery.store.js';
import { type Cursor, WebhookCursorStore } from './webhook-cursor.store.js';

export const REVOKED = 'directory.revoked_access_token';
/** Revocations that are looked at in one step, and tokens that it tells of at most. */
const PAGE = 100;
const BATCH = 500;

interface Portion {
  readonly deliveries: readonly NewDelivery[];
  readonly next: Cursor;
}

/**
 * Turns revocations into events for the apps whose tokens they have ended. It follows the feed by a cursor, so that revoking costs
 * nothing more; the cursor moves with the deliveries that it stands for, so that none is lost, whoever of several replicas goes on.
 */
@Injectable()
export class RevokedTokenEvents {
  constructor(
    private readonly log: RevocationLog,
    private readonly tokens: EndedTokens,
    private readonly cursors: WebhookCursorStore,
    private readonly deliveries: DeliveryStore,
    private readonly mint: Mint,
  ) {}

  /** One portion; false where there was nothing to do. */
  async advance(): Promise<boolean> {
    const cursor = await this.cursors.find();
    const revocations = cursor ? await this.log.list(cursor.sequence, PAGE) : [];
    if (!cursor || revocations.length === 0) return false;
    const { deliveries, next } = await this.collect(cursor, revocations, this.mint.now());
    await this.cursors.move(cursor, next, () => this.deliveries.insert(deliveries));
    return true;
  }

  private async collect(from: Cursor, revocations: readonly LoggedRevocation[], now: number): Promise<Portion> {
    const deliveries: NewDelivery[] = [];
    let next = from;
    for (const revocation of revocations) {
      const limit = BATCH - deliveries.length;
      const found = await this.tokens.list({ revocation, after: next.position || undefined, limit });
      deliveries.push(...found.map((token) => deliveryOf(token, revocation, now)));
      const last = found.at(-1);
      if (last && found.length === limit) return { deliveries, next: { ...next, position: last.id } };
      next = { sequence: revocation.sequence, position: '' };
    }
    return { deliveries, next };
  }
}

/** By the token, not by the revocation: one that several of them end is told of once. */
function deliveryOf(
  token: EndedToken,
  { instanceId, createdAt: timestamp }: LoggedRevocation,
  now: number,
): NewDelivery {
  const { id, appId } = token;
  const payload = { access_token_id: id, ...bearerOf(token) };
  const subject = subjectOf(token);
  return {
    ...{ id: deliveryIdOf(`${REVOKED} ${id}`, appId), instanceId, appId, event: REVOKED, subject, payload },
    ...{ timestamp, createdAt: now },
  };
}

function bearerOf({ bearerType, bearerId }: EndedToken): Record<string, string> {
  if (bearerType === 'organization') return { organization_id: bearerId };
  return bearerType === 'person' ? { person_id: bearerId } : {};
}

function subjectOf({ bearerType, bearerId, appId }: EndedToken): string {
  if (bearerType === 'organization') return `Org/${bearerId}`;
  return bearerType === 'person' ? `Per/${bearerId}` : subjectOfApp(appId);
}

/** What concerns nobody but the app itself. */
export function subjectOfApp(appId: AppId): string {
  return `App/${appId}`;
}
