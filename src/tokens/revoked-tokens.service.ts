import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { InstanceId, TokenId } from '../core/ids.js';
import { sha256 } from '../core/secret-format.js';
import { Clock } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { anchorsOf } from './access-token.js';
import { RevokedTokenStore, type SuspectToken } from './revoked-token.store.js';

/** More than a service that is well has within a token's lifetime; then the oldest are left out. */
const MOST_TOKENS = 50_000;
/** Tokens that one statement answers. */
const PAGE = 20_000;
/** Milliseconds between two reads, whoever asks and whatever is revoked meanwhile: the bound of the feed itself… */
const REST = 1_000;
/** …and so many times as long as a read takes, so that a large list is no load to speak of. */
const IDLENESS = 10;

export interface RevokedTokens {
  readonly ids: readonly TokenId[];
  /** Another one whenever the list is another one. */
  readonly fingerprint: string;
}

interface Snapshot extends RevokedTokens {
  readonly takenAt: number;
  /** Milliseconds for which it is not asked whether it still holds. */
  readonly rest: number;
  /** What it was made of has not changed before (moments of `Clock.now`). */
  readonly validUntil: number;
}

/**
 * Which access tokens were revoked before they expired, for who verifies them elsewhere. Asked by anyone, so it is answered
 * from memory: the database is read when something was revoked or has expired, by one reader, and at most once a second (see `IDLENESS`).
 */
@Injectable()
export class RevokedTokenList {
  private readonly snapshots = new LRUCache<InstanceId, Snapshot>({ max: 1_000 });
  private readonly reading = new Map<InstanceId, Promise<Snapshot>>();
  private lastChange = -Infinity;

  constructor(
    private readonly store: RevokedTokenStore,
    private readonly revocations: Revocations,
    private readonly clock: Clock,
  ) {
    revocations.onRevoked((_, notBefore) => {
      if (notBefore > 0) this.lastChange = this.clock.monotonic();
    });
  }

  async list(instanceId: InstanceId): Promise<RevokedTokens> {
    await this.revocations.ensureCurrent();
    const known = this.snapshots.get(instanceId);
    return known && this.isGoodEnough(known) ? known : this.readOnce(instanceId);
  }

  /** The token dies alone. */
  async revoke(instanceId: InstanceId, id: TokenId): Promise<void> {
    await this.revocations.revoke(instanceId, [{ type: 'token', id }], 'token revoked');
  }

  private isGoodEnough({ takenAt, rest, validUntil }: Snapshot): boolean {
    if (this.clock.monotonic() - takenAt < rest) return true;
    return takenAt > this.lastChange && this.clock.now() < validUntil;
  }

  private readOnce(instanceId: InstanceId): Promise<Snapshot> {
    const running = this.reading.get(instanceId);
    if (running) return running;
    const reading = this.read(instanceId).finally(() => this.reading.delete(instanceId));
    this.reading.set(instanceId, reading);
    return reading;
  }

  private async read(instanceId: InstanceId): Promise<Snapshot> {
    const takenAt = this.clock.monotonic();
    const tokens = await this.revoked(instanceId);
    const rest = Math.max(REST, IDLENESS * (this.clock.monotonic() - takenAt));
    const ids = tokens.map(({ id }) => id);
    const validUntil = tokens.reduce((first, { expiresAt }) => Math.min(first, expiresAt), Infinity);
    const snapshot = { ids, fingerprint: sha256(ids.join(' ')), takenAt, rest, validUntil };
    this.snapshots.set(instanceId, snapshot);
    return snapshot;
  }

  /** What the feed says of an anchor may be older than the token: then the token lives. */
  private async revoked(instanceId: InstanceId): Promise<SuspectToken[]> {
    const now = this.clock.now();
    const found: SuspectToken[] = [];
    let page: SuspectToken[] = [];
    do {
      page = await this.store.listSuspects(instanceId, { now, before: page.at(-1)?.id, limit: PAGE });
      found.push(...page.filter((token) => this.revocations.isRevoked(anchorsOf(token), token.issuedAt)));
    } while (page.length === PAGE && found.length < MOST_TOKENS);
    return found.slice(0, MOST_TOKENS);
  }
}
