import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { type Anchor, Revocations } from '../revocations/index.js';
import { type PresentedKey, PresentedKeyStore } from './presented-key.store.js';

const MAXIMUM_KEYS = 50_000;

/** The keys in use, by the hash of their secret, so that a request costs no query. The feed empties it. */
@Injectable()
export class PresentedKeyCache {
  private readonly keys = new LRUCache<string, PresentedKey>({ max: MAXIMUM_KEYS });
  private changes = 0;

  constructor(
    private readonly store: PresentedKeyStore,
    revocations: Revocations,
  ) {
    revocations.onRevoked((anchor) => this.forget(anchor));
  }

  async find(hash: string): Promise<PresentedKey | undefined> {
    return this.keys.get(hash) ?? this.load(hash);
  }

  private async load(hash: string): Promise<PresentedKey | undefined> {
    const { changes } = this;
    const found = await this.store.find(hash);
    const isUsable = found && found.isOwnerActive && found.key.revokedAt === undefined;
    // What was read before a revocation must not be remembered after it.
    if (isUsable && changes === this.changes) this.keys.set(hash, found);
    return found;
  }

  private forget({ type, id }: Anchor): void {
    const anchorOf = ANCHORS[type];
    if (!anchorOf) return;
    this.changes += 1;
    for (const [hash, presented] of this.keys.entries()) {
      if (anchorOf(presented) === id) this.keys.delete(hash);
    }
  }
}

/** What a key hangs on: a change of any of these is looked at in the database. */
const ANCHORS: Readonly<Partial<Record<Anchor['type'], (presented: PresentedKey) => string | undefined>>> = {
  'api-key': ({ key }) => key.id,
  user: ({ key: { owner } }) => (owner.type === 'person' ? owner.id : undefined),
  organization: ({ key: { owner } }) => (owner.type === 'organization' ? owner.id : undefined),
  instance: ({ key }) => key.owner.instanceId,
};
