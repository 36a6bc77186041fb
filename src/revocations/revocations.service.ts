import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { temporarilyUnavailable } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import { type Anchor, NOTHING_DIES, notBeforeOf, outdatedAt } from './anchor.js';
import { LiveRevocations, type RevocationListener } from './live-revocations.js';
import { BOUND, RevocationFeed } from './revocation-feed.js';

/** Change beats cache (design §5): what is dead, known in memory on every replica within a second. */
@Injectable()
export class Revocations {
  constructor(
    private readonly feed: RevocationFeed,
    private readonly live: LiveRevocations,
    private readonly clock: Clock,
  ) {}

  /**
   * Kills what was issued under the anchors up to now, this millisecond included. Joins the running transaction; in force
   * here before its commit is acknowledged. `reason` is for the operator, at most 64 characters.
   *
   * Returns the earliest moment (milliseconds) at which a replacement may count as issued.
   */
  async revoke(instanceId: InstanceId, anchors: readonly Anchor[], reason: string): Promise<number> {
    const createdAt = this.clock.now();
    await this.feed.append(
      anchors.map((anchor) => ({ instanceId, anchor, notBefore: notBeforeOf(anchor, createdAt), reason, createdAt })),
    );
    return createdAt + 1;
  }

  /** The same for what changes and stays: what is issued from now on lives, even under an anchor that can end for good. */
  async outdate(instanceId: InstanceId, anchors: readonly Anchor[], reason: string): Promise<void> {
    const createdAt = this.clock.now();
    const notBefore = outdatedAt(createdAt);
    await this.feed.append(anchors.map((anchor) => ({ instanceId, anchor, notBefore, reason, createdAt })));
  }

  /** Tells every replica that something changed, so that caches are emptied; nothing dies of it. Joins the running transaction. */
  async announce(instanceId: InstanceId, anchors: readonly Anchor[]): Promise<void> {
    const createdAt = this.clock.now();
    await this.feed.append(
      anchors.map((anchor) => ({ instanceId, anchor, notBefore: NOTHING_DIES, reason: 'changed', createdAt })),
    );
  }

  /** Whether any of the anchors is dead for something issued at `issuedAt` (milliseconds). Memory only; see `assertCurrent`. */
  isRevoked(anchors: readonly Anchor[], issuedAt: number): boolean {
    return anchors.some((anchor) => this.live.isDead(anchor, issuedAt));
  }

  /** The listener hears of every entry once, whoever wrote it. To be called while the application is put together. */
  onRevoked(listener: RevocationListener): void {
    this.live.listen(listener);
  }

  /** How far this process is behind (milliseconds), and how many entries it holds. For metrics. */
  get state(): { readonly age: number; readonly delay: number; readonly held: number } {
    return { age: this.feed.age, delay: this.feed.delay, held: this.live.size };
  }

  /** @throws temporarily_unavailable where the feed could not be read within the bound: better no answer than a stale one. */
  assertCurrent(): void {
    if (this.feed.isCurrent) return;
    throw temporarilyUnavailable('the service can not tell at the moment what has been revoked', { retryAfter: 1 });
  }

  /**
   * `assertCurrent` after asking the database, where that is needed: after a pause of the whole process, say. To be called
   * outside a transaction.
   *
   * @throws temporarily_unavailable within a second.
   */
  async ensureCurrent(): Promise<void> {
    if (this.feed.isCurrent) return;
    const settled = new AbortController();
    const patience = setTimeout(BOUND, undefined, { signal: settled.signal }).catch(() => undefined);
    await Promise.race([this.feed.refresh(), patience]);
    settled.abort();
    this.assertCurrent();
  }
}
