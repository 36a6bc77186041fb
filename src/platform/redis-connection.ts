import { createHash } from 'node:crypto';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Cluster, Redis, RedisOptions } from 'ioredis';
import type { Settings } from './settings.js';

/** Milliseconds for what nobody waits for: connecting, and finding out whether it is sound. */
const BACKGROUND_PATIENCE = 1_000;
/** Milliseconds between two attempts to reach it again, at most. */
const LONGEST_PAUSE = 2_000;

const TOO_LATE = 'it answers too slowly';

export type Client = Redis | Cluster;

/** A script on one key, which Redis runs as one step. */
export interface RedisScript {
  readonly text: string;
  readonly hash: string;
}

export function redisScript(text: string): RedisScript {
  return { text, hash: createHash('sha1').update(text).digest('hex') };
}

/**
 * Redis, which may be gone at any time (D8): whoever asks gets an answer soon or `undefined`, and never an error. What does not
 * answer is not asked again until it has been reached anew, in the background; the log tells of both once.
 */
export class RedisConnection implements OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private opening?: Promise<unknown>;
  private isLost = false;

  private constructor(
    private readonly settings: Settings,
    private readonly client?: Client,
  ) {
    // Without a listener ioredis prints them; whoever asks is told.
    client?.on('error', () => undefined);
  }

  /** Connects when something is asked, not before. */
  static async of(settings: Settings): Promise<RedisConnection> {
    const { redisUrl } = settings;
    return new RedisConnection(settings, redisUrl === undefined ? undefined : await clientOf(settings, redisUrl));
  }

  get isConfigured(): boolean {
    return this.client !== undefined;
  }

  run(script: RedisScript, key: string, values: readonly (string | number)[] = []): Promise<unknown> {
    return this.ask((client) => run(client, script, [this.settings.redisPrefix + key, ...values]));
  }

  /** Nobody waits for it, and it may be lost. */
  async publish(channel: string, message: string): Promise<void> {
    await this.ask((client) => client.publish(this.settings.redisPrefix + channel, message));
  }

  /** By a write: one that only reads is of no use here. */
  async answers(): Promise<boolean> {
    return (
      (await this.ask((client) => client.set(`${this.settings.redisPrefix}health`, '1', 'PX', 1_000))) !== undefined
    );
  }

  onApplicationShutdown(): void {
    this.client?.disconnect();
  }

  private async ask<T>(question: (client: Client) => Promise<T>): Promise<T | undefined> {
    const { client } = this;
    if (client === undefined) return undefined;
    try {
      const answer = await within(this.settings.redisTimeout, this.askNow(client, question));
      this.found();
      return answer;
    } catch (error) {
      this.lose(client, error instanceof Error ? error : new Error('it answers nonsense'));
      return undefined;
    }
  }

  private async askNow<T>(client: Client, question: (client: Client) => Promise<T>): Promise<T> {
    this.opening ??= client.connect().catch(() => undefined);
    await this.opening;
    if (client.status !== 'ready') throw new Error('it can not be reached');
    return question(client);
  }

  private found(): void {
    if (this.isLost) this.logger.log('Redis answers again');
    this.isLost = false;
  }

  private lose(client: Client, { message }: Error): void {
    if (!this.isLost)
      this.logger.warn(`Redis is left alone until it answers, each process counts by itself: ${message}`);
    this.isLost = true;
    // Nobody else waits for the first connection.
    this.opening = Promise.resolve();
    // What stalls once would stall every request: only a connection made anew, and found sound, is asked again.
    if (message === TOO_LATE && client.status === 'ready') client.disconnect(true);
  }
}

/** A process that is late itself must not blame Redis: what has arrived meanwhile is read first, before `setImmediate`. */
async function within<T>(patience: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => setImmediate(() => reject(new Error(TOO_LATE))), patience);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

async function run(
  client: Client,
  { text, hash }: RedisScript,
  [key = '', ...values]: readonly (string | number)[],
): Promise<unknown> {
  try {
    return await client.evalsha(hash, 1, key, ...values);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error;
    return client.eval(text, 1, key, ...values);
  }
}

const pause = (attempt: number): number => Math.min(50 * 2 ** attempt, LONGEST_PAUSE);

/** Connects when it is told to, and then again and again by itself. */
export async function clientOf({ redisTimeout }: Settings, redisUrl: string): Promise<Client> {
  const url = new URL(redisUrl);
  // Loaded where it is used: it would cost every start some 50 ms.
  const { Cluster, Redis } = await import('ioredis');
  const { host, port, ...access } = addressOf(url);
  const lazy = { lazyConnect: true, enableOfflineQueue: false };
  const patience = {
    connectTimeout: BACKGROUND_PATIENCE,
    commandTimeout: Math.max(BACKGROUND_PATIENCE, redisTimeout),
    disconnectTimeout: 100,
  };
  // A hit that is sent twice would count twice.
  const once = { maxRetriesPerRequest: 0, autoResendUnfulfilledCommands: false };
  const node: RedisOptions = { ...access, ...patience, ...once };
  if (url.searchParams.get('cluster') !== 'true') {
    return new Redis({ ...node, ...lazy, host, port, retryStrategy: pause });
  }
  return new Cluster([{ host, port }], { ...lazy, clusterRetryStrategy: pause, redisOptions: node });
}

function addressOf(url: URL): RedisOptions {
  const database = Number(url.pathname.slice(1));
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port === '' ? 6379 : url.port),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(Number.isInteger(database) ? { db: database } : {}),
    ...(url.protocol === 'rediss:' ? { tls: {} } : {}),
  };
}
