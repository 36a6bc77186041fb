import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import type { InstanceId } from '../core/ids.js';
import { LONGEST_TOKEN_LIFETIME, type SigningAlgorithm } from '../instances/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database.js';
import { Revocations } from '../revocations/index.js';
import { KeyMaker, type NewKey } from './key-maker.js';
import { type HeadRecord, type SigningKeyRecord, SigningKeyStore } from './signing-key.store.js';

const SECOND = 1_000;

/** Seconds that anyone may keep a copy of the JWK Set. */
export const JWKS_MAX_AGE = 300;

/** Milliseconds that a key is published before it signs: twice the age of the oldest copy, because clocks and caches differ. */
export const PUBLISHED_BEFORE_USE = 2 * JWKS_MAX_AGE * SECOND;

/** Milliseconds that a retired key is kept: its last token, and clocks that are behind. */
const KEPT_AFTER_USE = LONGEST_TOKEN_LIFETIME + 300 * SECOND;

/**
 * Everything that changes a ring. Each algorithm has one newest key, the only one without an end; a successor is written together
 * with the end of the one before.
 */
@Injectable()
export class KeyChanges {
  private readonly making = new Map<string, Promise<NewKey>>();

  constructor(
    private readonly store: SigningKeyStore,
    private readonly maker: KeyMaker,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly revocations: Revocations,
  ) {}

  /**
   * Makes sure that there is a key, active at once where it is the first. Joins the running transaction: the caller's may be the
   * only one that the store can have. Others need not be told, they look up what they do not know.
   */
  async create(instanceId: InstanceId, algorithm: SigningAlgorithm): Promise<void> {
    const key = await this.makeOnce(instanceId, algorithm);
    await this.database.transaction(async () => {
      await this.store.lockRings();
      const head = await this.store.findHead(instanceId, algorithm);
      if (!head) await this.insert(instanceId, key, this.clock.now());
    });
  }

  /** Publishes the next key, to be used after a while. Does nothing while one is waiting: two who rotate at once rotate once. */
  async rotate(instanceId: InstanceId, algorithm: SigningAlgorithm): Promise<void> {
    const seen = await this.store.findHead(instanceId, algorithm);
    if (this.isWaiting(seen)) return;
    const key = await this.maker.make(algorithm);
    await this.database.transaction(async () => {
      await this.store.lockRings();
      const head = await this.store.findHead(instanceId, algorithm);
      if (head?.id === seen?.id) await this.follow(instanceId, key, head);
    });
  }

  /** Takes a key away at once, with everything that it signed. @throws not_found */
  async remove(instanceId: InstanceId, kid: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.store.lockRings();
      const records = await this.store.list(instanceId, this.clock.now());
      const removed = records.find(({ id }) => id === kid);
      if (!removed) throw notFound('there is no such key');
      await this.store.remove(removed.id);
      await this.succeed(removed);
      await this.revocations.revoke(instanceId, [{ type: 'key', id: kid }], 'key removed');
      await this.announce(instanceId);
    });
  }

  private isWaiting(head: HeadRecord | undefined): boolean {
    return head !== undefined && head.activatesAt > this.clock.now();
  }

  private async follow(instanceId: InstanceId, key: NewKey, head: HeadRecord | undefined): Promise<void> {
    const now = this.clock.now();
    const activatesAt = head ? now + PUBLISHED_BEFORE_USE : now;
    if (head && !(await this.store.retire(head.id, activatesAt, activatesAt + KEPT_AFTER_USE))) return;
    await this.insert(instanceId, key, activatesAt);
    await this.announce(instanceId);
  }

  // Whoever stole a key uses it now: the successor signs at once, published long enough or not.
  private async succeed({ instanceId, algorithm, activatesAt, retiresAt }: SigningKeyRecord): Promise<void> {
    const now = this.clock.now();
    const head = await this.store.findHead(instanceId, algorithm);
    if (head) {
      const wasCurrent = activatesAt <= now && retiresAt !== null && retiresAt > now;
      if (wasCurrent) await this.store.activate(head.id, now);
      return;
    }
    const wasNext = activatesAt > now;
    if (wasNext && (await this.store.unretire(instanceId, algorithm, activatesAt))) return;
    await this.insert(instanceId, await this.maker.make(algorithm), now);
  }

  private insert(instanceId: InstanceId, key: NewKey, activatesAt: number): Promise<void> {
    const createdAt = this.clock.now();
    return this.store.insert({ ...key, instanceId, createdAt, activatesAt, retiresAt: null, expiresAt: null });
  }

  private announce(instanceId: InstanceId): Promise<void> {
    return this.revocations.announce(instanceId, [{ type: 'instance', id: instanceId }]);
  }

  // A hundred first requests at once make one RSA key, not a hundred. Made outside of the transaction, where there is none yet.
  private makeOnce(instanceId: InstanceId, algorithm: SigningAlgorithm): Promise<NewKey> {
    const name = `${instanceId} ${algorithm}`;
    const known = this.making.get(name);
    if (known) return known;
    const making = this.maker.make(algorithm).finally(() => this.making.delete(name));
    this.making.set(name, making);
    return making;
  }
}
