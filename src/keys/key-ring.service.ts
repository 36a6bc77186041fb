import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { InstanceId, KeyId } from '../core/ids.js';
import { SIGNING_ALGORITHMS, type SigningAlgorithm } from '../instances/index.js';
import { Clock } from '../platform/clock.js';
import { KeyChanges } from './key-changes.js';
import { KeySets } from './key-sets.js';
import type { KeyState, PublicJwk, SigningKey } from './signing-key.js';

/** Milliseconds between two look-ups for keys that are not there, for each instance: made-up ids must not buy queries. */
const LOOK_AGAIN_AFTER = 20;

/** Times in milliseconds. */
export interface KeyDescription {
  readonly kid: KeyId;
  readonly algorithm: SigningAlgorithm;
  readonly state: KeyState;
  readonly createdAt: number;
  readonly activatesAt: number;
  readonly retiresAt: number | null;
  /** When it leaves the JWK Set. */
  readonly expiresAt: number | null;
}

/** RFC 7517 §5 */
export interface JwkSet {
  readonly keys: readonly PublicJwk[];
}

/** The signing keys of each instance: next → current → retired, by their times. */
@Injectable()
export class KeyRing {
  constructor(
    private readonly sets: KeySets,
    private readonly changes: KeyChanges,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The key that signs now; made on first use, inside the running transaction if there is one. */
  async signingKey(instanceId: InstanceId, algorithm: SigningAlgorithm): Promise<SigningKey> {
    const known = (await this.sets.get(instanceId)).current(algorithm, this.clock.now());
    if (known) return known;
    await this.changes.create(instanceId, algorithm);
    const created = (await this.sets.read(instanceId)).current(algorithm, this.clock.now());
    if (!created) throw new Error(`there is no ${algorithm} key after one was made`);
    return created;
  }

  /** The key of that id, if it is this instance's and may have signed something that is still alive. */
  async findKey(instanceId: InstanceId, kid: string): Promise<SigningKey | undefined> {
    const known = await this.sets.get(instanceId);
    const key = known.find(kid, this.clock.now());
    // Another replica may have made it a moment ago.
    if (key || this.clock.monotonic() - known.readAt < LOOK_AGAIN_AFTER) return key;
    return (await this.sets.read(instanceId)).find(kid, this.clock.now());
  }

  /**
   * What verifiers need. It has a key of each algorithm from the first time on, so that no copy of it, once taken, misses one
   * that is made later and used at once.
   */
  async jwks(instanceId: InstanceId): Promise<JwkSet> {
    await Promise.all(SIGNING_ALGORITHMS.map((algorithm) => this.signingKey(instanceId, algorithm)));
    const set = await this.sets.get(instanceId);
    return { keys: set.alive(this.clock.now()).map((key) => key.publicJwk) };
  }

  /** Oldest first for each algorithm. */
  async list(instanceId: InstanceId): Promise<KeyDescription[]> {
    const now = this.clock.now();
    const set = await this.sets.read(instanceId);
    return set.alive(now).map((key) => {
      const { createdAt, activatesAt, retiresAt, expiresAt } = key.record;
      const { kid, algorithm } = key;
      return { kid, algorithm, state: set.stateOf(key, now), createdAt, activatesAt, retiresAt, expiresAt };
    });
  }

  /**
   * Publishes the next key of the algorithm, or of all, and answers the whole ring. It signs after 10 minutes; until then another
   * call changes nothing.
   */
  async rotate(instanceId: InstanceId, algorithm?: SigningAlgorithm): Promise<KeyDescription[]> {
    const algorithms = algorithm ? [algorithm] : SIGNING_ALGORITHMS;
    await Promise.all(algorithms.map((each) => this.changes.rotate(instanceId, each)));
    await this.audit.record({ instanceId, type: 'key.rotated', detail: { algorithms } });
    return this.list(instanceId);
  }

  /**
   * For a key that others may have got hold of: its tokens are refused everywhere within the bound of the feed. Sessions, and
   * tokens that are no JWTs, go on. Verifiers elsewhere may keep their copy of the JWK Set for 5 minutes. @throws not_found
   */
  async remove(instanceId: InstanceId, kid: string): Promise<void> {
    await this.changes.remove(instanceId, kid);
    await this.audit.record({ instanceId, type: 'key.removed', detail: { kid } });
  }
}
