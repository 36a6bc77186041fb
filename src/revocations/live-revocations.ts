import { Injectable, Logger } from '@nestjs/common';
import { type Anchor, NOTHING_DIES } from './anchor.js';
import type { RevocationRecord } from './revocation.store.js';

/** `notBefore` (milliseconds) is 0 where the anchor was only announced as changed. */
export type RevocationListener = (anchor: Anchor, notBefore: number, record: RevocationRecord) => void;

interface Entry {
  readonly notBefore: number;
  readonly createdAt: number;
}

/** The part of the feed that can still matter, in memory, so that a check costs no query. */
@Injectable()
export class LiveRevocations {
  private readonly logger = new Logger('Revocations');
  private readonly entries = new Map<string, Entry>();
  private readonly listeners: RevocationListener[] = [];

  get size(): number {
    return this.entries.size;
  }

  listen(listener: RevocationListener): void {
    this.listeners.push(listener);
  }

  apply(record: RevocationRecord): void {
    const { anchor, notBefore, createdAt } = record;
    if (notBefore !== NOTHING_DIES) this.remember(keyOf(anchor), { notBefore, createdAt });
    for (const listener of this.listeners) this.tell(listener, record);
  }

  isDead(anchor: Anchor, issuedAt: number): boolean {
    const entry = this.entries.get(keyOf(anchor));
    return entry !== undefined && entry.notBefore > issuedAt;
  }

  forgetBefore(createdAt: number): void {
    for (const [key, entry] of this.entries) if (entry.createdAt < createdAt) this.entries.delete(key);
  }

  // The newest wins, for how far it reaches and for how long it is kept.
  private remember(key: string, { notBefore, createdAt }: Entry): void {
    const known = this.entries.get(key);
    this.entries.set(key, {
      notBefore: Math.max(notBefore, known?.notBefore ?? 0),
      createdAt: Math.max(createdAt, known?.createdAt ?? 0),
    });
  }

  // One listener's mistake must not keep the others, or the feed, from going on.
  private tell(listener: RevocationListener, record: RevocationRecord): void {
    const { anchor, notBefore } = record;
    try {
      listener(anchor, notBefore, record);
    } catch (error) {
      this.logger.error(`a listener failed on ${anchor.type}`, error instanceof Error ? error.stack : undefined);
    }
  }
}

function keyOf({ type, id }: Anchor): string {
  return `${type}:${id}`;
}
