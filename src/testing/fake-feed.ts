import { setTimeout } from 'node:timers/promises';
import type { InstanceId } from '../core/ids.js';
import type { Clock } from '../platform/clock.js';
import { type Anchor, notBeforeOf } from '../revocations/anchor.js';
import { LiveRevocations } from '../revocations/live-revocations.js';

/** A revocation feed in memory, answering as the server's does. */
export class FakeFeed {
  private readonly live = new LiveRevocations();
  private readonly entries: { readonly type: string; readonly id: string; readonly notBefore: number }[] = [];
  private readonly waiting = new Set<AbortController>();

  constructor(
    private readonly clock: Clock,
    private readonly instanceId: InstanceId,
  ) {}

  append(anchor: Anchor): void {
    const createdAt = this.clock.now();
    const notBefore = notBeforeOf(anchor, createdAt);
    const sequence = this.entries.push({ ...anchor, notBefore });
    this.live.apply({ sequence, instanceId: this.instanceId, anchor, notBefore, createdAt });
    for (const waiter of this.waiting) waiter.abort();
  }

  isDead(anchors: readonly Anchor[], issuedAt: number): boolean {
    return anchors.some((anchor) => this.live.isDead(anchor, issuedAt));
  }

  /** What came after the entry of that number; `wait` in milliseconds. */
  async after(sequence: number, wait: number, signal: AbortSignal): Promise<object> {
    const startedAt = this.clock.monotonic();
    if (this.entries.length <= sequence) await this.pause(wait, signal);
    const waited = Math.floor(this.clock.monotonic() - startedAt);
    const entries = this.entries.slice(sequence);
    return { sequence: this.entries.length, reset: false, more: false, entries, waited };
  }

  private async pause(wait: number, signal: AbortSignal): Promise<void> {
    const waiter = new AbortController();
    this.waiting.add(waiter);
    const either = AbortSignal.any([waiter.signal, signal]);
    await setTimeout(wait, undefined, { signal: either }).catch(() => undefined);
    this.waiting.delete(waiter);
    signal.throwIfAborted();
  }
}
