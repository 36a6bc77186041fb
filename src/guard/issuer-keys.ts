import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CryptoKey, importJWK, type JWK } from 'jose';
import { temporarilyUnavailable } from '../core/errors.js';
import { GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';
import { RevocationFollower } from './revocation-follower.js';

/** What our issuers sign with; none of them can be verified with a key that is public (RFC 8725 §3.1). */
export const ALGORITHMS: readonly string[] = ['ES256', 'RS256', 'PS256'];

/** Milliseconds. The issuer publishes a key for longer than this before it signs with it. */
const LIFETIME = 300_000;
/** Milliseconds between two looks for keys that are not there: forged key ids must not make work for the issuer. */
const COOL_DOWN = 5_000;

interface PublicKey {
  readonly algorithm: string;
  readonly key: CryptoKey;
}

/** The issuer's JWKS, kept. A key that is not in it is looked for once; one that was taken out of use never comes back. */
@Injectable()
export class IssuerKeys implements OnModuleInit {
  private keys: ReadonlyMap<string, PublicKey> = new Map();
  private readonly removed = new Set<string>();
  private readAt = -Infinity;
  private missedAt = -Infinity;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly issuer: Issuer,
    private readonly settings: GuardSettings,
    private readonly follower: RevocationFollower,
  ) {
    follower.onEntry(({ type, id }, notBefore) => {
      if (type === 'key' && notBefore > 0) this.removed.add(id);
      // A change of the instance may be one of its keys: the next token looks anew.
      if (type === 'key' || type === 'instance') this.readAt = this.missedAt = -Infinity;
    });
  }

  /** Before the first caller: an issuer that is asked for the first time may have to make its keys. */
  async onModuleInit(): Promise<void> {
    await this.read().catch(() => undefined);
  }

  /** @throws temporarily_unavailable where the issuer has to be asked and does not answer */
  async find(kid: string, algorithm: string): Promise<CryptoKey | undefined> {
    await this.refresh(kid);
    const found = this.removed.has(kid) ? undefined : this.keys.get(kid);
    return found?.algorithm === algorithm ? found.key : undefined;
  }

  private async refresh(kid: string): Promise<void> {
    const now = this.settings.clock.monotonic();
    if (!this.keys.has(kid)) return this.lookFor(now);
    // Nobody waits: what is known stays right meanwhile, for the feed tells of keys that are taken out of use.
    if (now - this.readAt > LIFETIME) void this.read().catch(() => undefined);
  }

  private async lookFor(now: number): Promise<void> {
    if (now - this.missedAt > COOL_DOWN) {
      await this.read();
      this.missedAt = now;
    } else if (!this.follower.isCurrent) {
      // The feed would have told of a new key: without it, nobody knows whether this is one.
      throw temporarilyUnavailable('whether the credential holds can not be told at the moment', { retryAfter: 1 });
    }
  }

  private read(): Promise<void> {
    this.reading ??= this.load().finally(() => (this.reading = undefined));
    return this.reading;
  }

  private async load(): Promise<void> {
    const read = await Promise.all((await this.issuer.keys()).map(publicKeyOf));
    this.keys = new Map(read.flat());
    this.readAt = this.settings.clock.monotonic();
  }
}

/** A key that is not understood is none, and keeps no other from being used. */
async function publicKeyOf(value: unknown): Promise<[string, PublicKey][]> {
  if (typeof value !== 'object' || value === null) return [];
  const jwk = value as JWK;
  const { kid, alg: algorithm, use = 'sig' } = jwk;
  if (typeof kid !== 'string' || algorithm === undefined || !ALGORITHMS.includes(algorithm) || use !== 'sig') return [];
  const key = await importJWK(jwk, algorithm).catch(() => undefined);
  return key === undefined || key instanceof Uint8Array ? [] : [[kid, { algorithm, key }]];
}
