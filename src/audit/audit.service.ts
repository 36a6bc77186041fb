import { Injectable } from '@nestjs/common';
import { invalidInput } from '../core/errors.js';
import type { ClientId, InstanceId, UserId } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import type { RequestContext } from '../platform/http/request-context.js';
import { Random } from '../platform/random.js';
import { type AuditDetail, boundedDetail } from './audit-detail.js';
import { AuditEventStore, type AuditFilter, type AuditPosition, type AuditRecord } from './audit-event.store.js';

export interface AuditEvent {
  readonly instanceId: InstanceId;
  /** In the past tense, with dots: `user.signed_in`, `token.replayed`. */
  readonly type: string;
  readonly userId?: UserId;
  readonly clientId?: ClientId;
  /** Ids, counts and reasons; never a secret, not even hashed. */
  readonly detail?: AuditDetail;
}

export interface AuditQuery {
  readonly userId?: UserId;
  /** With `userId`: those of these types alone. */
  readonly types?: readonly string[];
  /** 1 to 1,000. */
  readonly limit: number;
}

/** `next` is the cursor of what comes after it; absent: there is no more. */
export interface AuditPage {
  readonly records: readonly AuditRecord[];
  readonly next?: string;
}

const CURSOR = /^(\d{1,15})\.([0-9a-f-]{36})$/;
const MAXIMUM_LIMIT = 1_000;
const MAXIMUM_ID_LENGTH = 64;

/** Append-only record of what matters to security. */
@Injectable()
export class Audit {
  constructor(
    private readonly store: AuditEventStore,
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  /** Joins the running transaction: what is rolled back did not happen. */
  async record(
    { instanceId, type, userId, clientId, detail = {} }: AuditEvent,
    context?: RequestContext,
  ): Promise<void> {
    const occurredAt = this.clock.now();
    await this.store.append({
      id: this.random.uuid(occurredAt),
      instanceId,
      occurredAt,
      type,
      userId: userId ?? null,
      clientId: clientId ?? null,
      address: storable(context?.address),
      requestId: storable(context?.requestId),
      detail: boundedDetail(detail),
    });
  }

  /** Newest first. */
  list(instanceId: InstanceId, { userId, types, limit }: AuditQuery): Promise<AuditRecord[]> {
    const atMost = Math.min(Math.max(Math.trunc(limit), 1), MAXIMUM_LIMIT);
    return userId ? this.store.listOfUser({ instanceId, userId, types }, atMost) : this.store.list(instanceId, atMost);
  }

  /** Newest first, at most `limit` of them. @throws invalid_input for a cursor that is none of ours */
  async search(
    filter: AuditFilter,
    { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ): Promise<AuditPage> {
    const records = await this.store.search(filter, limit, cursor === undefined ? undefined : positionOf(cursor));
    const last = records.at(-1);
    const isFull = last !== undefined && records.length === limit;
    return { records, ...(isFull && { next: `${last.occurredAt}.${last.id}` }) };
  }
}

function positionOf(cursor: string): AuditPosition {
  const [, occurredAt, id] = CURSOR.exec(cursor) ?? [];
  if (occurredAt === undefined || id === undefined) throw invalidInput('the cursor is none that a page has named');
  return { occurredAt: Number(occurredAt), id };
}

// Both come from the network: no longer than their column, and nothing that a line of a log or PostgreSQL stumbles over.
function storable(text: string | undefined): string | null {
  return text === undefined ? null : text.replace(/[^\x21-\x7e]/g, '').slice(0, MAXIMUM_ID_LENGTH);
}
