import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { KeyId } from '../core/ids.js';
import type { SigningAlgorithm } from '../instances/index.js';
import type { SigningKeyRecord } from './signing-key.store.js';

export type KeyState = 'next' | 'current' | 'retired';

/** A member of a JWK Set (RFC 7517 §4): the public half, and what it is for. */
export type PublicJwk = JsonWebKey & {
  readonly kid: KeyId;
  readonly alg: SigningAlgorithm;
  readonly use: 'sig';
};

/** A key as it is used: parsed once, the private half opened when it signs for the first time. Times in milliseconds. */
export class SigningKey {
  readonly kid: KeyId;
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
  private opened: KeyObject | undefined;

  constructor(
    readonly record: SigningKeyRecord,
    private readonly open: (record: SigningKeyRecord) => KeyObject,
  ) {
    this.kid = record.id;
    this.algorithm = record.algorithm;
    this.publicKey = createPublicKey({ key: record.publicJwk, format: 'jwk' });
  }

  get privateKey(): KeyObject {
    return (this.opened ??= this.open(this.record));
  }

  get publicJwk(): PublicJwk {
    return { ...this.record.publicJwk, kid: this.kid, alg: this.algorithm, use: 'sig' };
  }

  /** Until the last token that it signed has expired. */
  isAlive(now: number): boolean {
    return this.record.expiresAt === null || this.record.expiresAt > now;
  }
}

/** The keys of one instance, oldest first for each algorithm; which of them signs follows from the time. */
export class KeySet {
  private readonly byKid: ReadonlyMap<string, SigningKey>;

  constructor(
    readonly keys: readonly SigningKey[],
    /** `Clock.monotonic()` of when it was read. */
    readonly readAt: number,
  ) {
    this.byKid = new Map(keys.map((key) => [key.kid, key]));
  }

  find(kid: string, now: number): SigningKey | undefined {
    const key = this.byKid.get(kid);
    return key?.isAlive(now) ? key : undefined;
  }

  /**
   * The youngest key that is active. Where a clock was set back there may be none: then the oldest one, which has been
   * published for longest.
   */
  current(algorithm: SigningAlgorithm, now: number): SigningKey | undefined {
    const own = this.keys.filter((key) => key.algorithm === algorithm && key.isAlive(now));
    return own.findLast(({ record }) => record.activatesAt <= now) ?? own[0];
  }

  alive(now: number): readonly SigningKey[] {
    return this.keys.filter((key) => key.isAlive(now));
  }

  stateOf(key: SigningKey, now: number): KeyState {
    if (key === this.current(key.algorithm, now)) return 'current';
    return key.record.activatesAt > now ? 'next' : 'retired';
  }
}
