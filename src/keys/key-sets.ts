import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { InstanceId } from '../core/ids.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import { KeyMaker } from './key-maker.js';
import { KeySet, SigningKey } from './signing-key.js';
import { SigningKeyStore } from './signing-key.store.js';

/** The keys of each instance in memory, until the feed tells that they changed. */
@Injectable()
export class KeySets {
  private readonly sets = new LRUCache<InstanceId, KeySet>({ max: 1_000 });
  private changes = 0;

  constructor(
    private readonly store: SigningKeyStore,
    private readonly maker: KeyMaker,
    private readonly database: Database,
    private readonly clock: Clock,
    revocations: Revocations,
  ) {
    revocations.onRevoked(({ type, id }) => {
      if (type === 'instance') this.forget(id as InstanceId);
    });
  }

  async get(instanceId: InstanceId): Promise<KeySet> {
    return this.sets.get(instanceId) ?? this.read(instanceId);
  }

  /** What the database holds, the running transaction's own writes included. */
  async read(instanceId: InstanceId): Promise<KeySet> {
    const { changes } = this;
    const readAt = this.clock.monotonic();
    const records = await this.store.list(instanceId, this.clock.now());
    const keys = records.map((record) => new SigningKey(record, (sealed) => this.maker.open(sealed)));
    const set = new KeySet(keys, readAt);
    // A key that is rolled back must never be used again: only what is committed is remembered.
    this.database.afterCommit(() => {
      if (changes === this.changes) this.sets.set(instanceId, set);
    });
    return set;
  }

  private forget(instanceId: InstanceId): void {
    this.changes += 1;
    this.sets.delete(instanceId);
  }
}
