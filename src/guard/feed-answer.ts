import type { InstanceId } from '../core/ids.js';
import type { JsonObject } from '../core/strict-json.js';
import type { Anchor, AnchorType } from '../revocations/anchor.js';

export interface FeedEntry {
  readonly anchor: Anchor;
  /** Milliseconds; 0 where nothing dies. */
  readonly notBefore: number;
}

/** What the issuer's feed answers, read strictly: an entry that is not understood must not pass for none. */
export interface FeedAnswer {
  readonly instanceId: InstanceId;
  readonly sequence: number;
  readonly reset: boolean;
  readonly more: boolean;
  readonly entries: readonly FeedEntry[];
  readonly waited: number;
}

export function feedAnswerOf({ instance, sequence, reset, more, entries, waited }: JsonObject): FeedAnswer | undefined {
  if (typeof instance !== 'string' || typeof reset !== 'boolean' || typeof more !== 'boolean') return undefined;
  if (!isCount(sequence) || !isCount(waited) || !Array.isArray(entries)) return undefined;
  const read = entries.map(entryOf).filter((entry) => entry !== undefined);
  if (read.length !== entries.length) return undefined;
  return { instanceId: instance as InstanceId, sequence, reset, more, entries: read, waited };
}

function entryOf(entry: unknown): FeedEntry | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { type, id, notBefore }: Record<string, unknown> = { ...entry };
  if (typeof type !== 'string' || typeof id !== 'string' || !isCount(notBefore)) return undefined;
  return { anchor: { type: type as AnchorType, id }, notBefore };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
