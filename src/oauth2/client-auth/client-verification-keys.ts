import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Client } from '../../apps/index.js';
import { usableKeys, verificationKeyOf, type VerificationKey } from '../../core/public-jwks.js';
import { Clock, downloadJson, LocalCounters, Settings } from '../../platform/index.js';

type Keys = readonly VerificationKey[];

export interface KnownKeys {
  readonly keys: Keys;
  /** Whether the client may have published others since. */
  readonly isRemembered: boolean;
}

interface Published {
  readonly uri: string;
  readonly keys: Promise<Keys>;
  /** `Clock.now()` of when it was asked for. */
  readonly since: number;
}

const NONE: Keys = [];
const REMEMBERED = 2_000;
/** Milliseconds after which a key that a client has taken back is refused at the latest. */
const LIFETIME = 5 * 60_000;
/**
 * How often the keys of one client are fetched, whatever is presented in its name: a rotation is noticed at once, even right after a
 * fetch, and a flood of made-up keys makes us a nuisance to nobody.
 */
const FETCHES = { count: 6, window: 60_000 };

/** The public keys of clients, as they are registered or published. */
@Injectable()
export class ClientVerificationKeys {
  private readonly logger = new Logger('ClientKeys');
  private readonly registered = new WeakMap<Client, Keys>();
  /** Of this process, as what it has fetched is. */
  private readonly fetches: LocalCounters;
  private readonly published = new LRUCache<string, Published>({ max: REMEMBERED });

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.fetches = new LocalCounters(clock);
  }

  /** None where they can not be had. */
  async of(client: Client): Promise<KnownKeys> {
    const { keys } = client;
    if (keys?.jwksUri !== undefined) return this.publishedAt(client, keys.jwksUri);
    const known = this.registered.get(client) ?? (keys?.jwks ?? []).map(verificationKeyOf);
    this.registered.set(client, known);
    return { keys: known, isRemembered: false };
  }

  /** Fetched anew, where the client publishes its keys. */
  async renewed(client: Client): Promise<Keys> {
    const { jwksUri } = client.keys ?? {};
    return jwksUri === undefined ? NONE : this.fetch(client, jwksUri);
  }

  private async publishedAt(client: Client, uri: string): Promise<KnownKeys> {
    const known = this.published.get(client.id);
    const isRemembered = known?.uri === uri && known.since + LIFETIME > this.clock.now();
    return { keys: await (isRemembered ? known.keys : this.fetch(client, uri)), isRemembered };
  }

  /** One fetch at a time for each client: who comes meanwhile waits for the same one. */
  private async fetch({ id }: Client, uri: string): Promise<Keys> {
    if (this.fetches.hit(id, FETCHES) > 0) return NONE;
    const keys = this.download(uri);
    this.published.set(id, { uri, keys, since: this.clock.now() });
    return keys;
  }

  private async download(uri: string): Promise<Keys> {
    const allows = this.settings.clientKeysAllowPrivate;
    try {
      const jwks = await downloadJson(uri, { allowsHttp: allows, allowsPrivate: allows });
      return usableKeys(jwks).map(verificationKeyOf);
    } catch (error) {
      this.logger.warn(`the keys of a client could not be fetched: ${reasonOf(error)}`);
      return NONE;
    }
  }
}

/** Never a text of whoever answered. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError || !(error instanceof Error)) return 'the answer is no JSON';
  return 'code' in error ? String(error.code) : error.message;
}
