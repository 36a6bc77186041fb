import { setTimeout } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { insufficientScope } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import { Clock } from '../platform/clock.js';
import { LiveRevocations } from './live-revocations.js';
import { type RevocationRecord, RevocationStore } from './revocation.store.js';

/** A token with this scope may follow; a service that is a confidential client may anyway. */
const FOLLOWS = 'directory.revocations.r';

/** Entries of one answer. */
const PAGE = 1_000;

export interface TailQuestion {
  /** The sequence number up to which the caller knows everything; 0 at the beginning. */
  readonly after: number;
  /** Milliseconds to wait for something to happen. */
  readonly wait: number;
}

export interface FollowedRevocations {
  readonly instanceId: InstanceId;
  /** Up to here everything is told: the next question's `after`. */
  readonly sequence: number;
  /** The earliest entry that is kept; absent where none is. */
  readonly oldest?: number;
  /** Something between `after` and now is not kept, or `after` is of another database: the entries begin at the beginning. */
  readonly reset: boolean;
  /** There are more: ask at once. */
  readonly more: boolean;
  readonly entries: readonly RevocationRecord[];
  /** Milliseconds from the question to the moment of which the answer tells. */
  readonly waited: number;
}

type Page = Omit<FollowedRevocations, 'instanceId' | 'waited'>;

/** The feed of one instance, for services elsewhere that follow it (design §5). Nobody holds a connection of the database while waiting. */
@Injectable()
export class RevocationTail implements OnModuleDestroy {
  private readonly waiting = new Map<InstanceId, Set<AbortController>>();
  /** The highest sequence number that this process has heard of. */
  private heard = 0;
  private closing = false;

  constructor(
    private readonly store: RevocationStore,
    private readonly clock: Clock,
    live: LiveRevocations,
  ) {
    live.listen((_anchor, _notBefore, record) => this.hear(record));
  }

  /** Whether the server is about to stop: a connection that is kept then would keep it from stopping. */
  get isClosing(): boolean {
    return this.closing;
  }

  /** A server that stops does not make its callers wait. */
  onModuleDestroy(): void {
    this.closing = true;
    for (const waiters of this.waiting.values()) for (const waiter of waiters) waiter.abort();
  }

  /** @throws insufficient_scope for a token without the scope */
  async follow({ instanceId, credential, scope }: Principal, question: TailQuestion): Promise<FollowedRevocations> {
    if (credential.kind !== 'basic' && !scope.has(FOLLOWS)) {
      throw insufficientScope('the scope of the credential does not suffice', { scope: FOLLOWS });
    }
    const startedAt = this.clock.monotonic();
    const page = await this.ask(instanceId, question);
    return { ...page, instanceId, waited: Math.max(0, Math.floor(page.readAt - startedAt)) };
  }

  private async ask(instanceId: InstanceId, { after, wait }: TailQuestion): Promise<Page & { readAt: number }> {
    // Before the first look: what happens during it must not be missed.
    const waiter = this.enter(instanceId);
    try {
      const first = this.heard > after || wait === 0 ? await this.page(instanceId, after) : undefined;
      if (first && (first.entries.length > 0 || first.reset || wait === 0 || this.closing)) return first;
      await setTimeout(wait, undefined, { signal: waiter.signal, ref: false }).catch(() => undefined);
      return await this.page(instanceId, after);
    } finally {
      this.leave(instanceId, waiter);
    }
  }

  private async page(instanceId: InstanceId, after: number): Promise<Page & { readAt: number }> {
    const readAt = this.clock.monotonic();
    // Numbers are given in the order of commits: up to the highest that is seen here, the list below lacks none.
    const { oldest, newest = after } = await this.store.bounds();
    const reset = after > newest || (after > 0 && after + 1 < (oldest ?? 0));
    const entries = await this.store.listOf(instanceId, reset ? 0 : after, PAGE);
    const more = entries.length === PAGE;
    const last = entries.at(-1)?.sequence ?? 0;
    return { readAt, oldest, reset, more, entries, sequence: more ? last : Math.max(newest, last) };
  }

  private hear({ instanceId, sequence }: RevocationRecord): void {
    this.heard = Math.max(this.heard, sequence);
    for (const waiter of this.waiting.get(instanceId) ?? []) waiter.abort();
  }

  private enter(instanceId: InstanceId): AbortController {
    const waiter = new AbortController();
    if (this.closing) waiter.abort();
    this.waiting.set(instanceId, (this.waiting.get(instanceId) ?? new Set()).add(waiter));
    return waiter;
  }

  private leave(instanceId: InstanceId, waiter: AbortController): void {
    const waiters = this.waiting.get(instanceId);
    waiters?.delete(waiter);
    if (waiters?.size === 0) this.waiting.delete(instanceId);
  }
}
