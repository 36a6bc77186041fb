import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Random } from './random.js';
import { type Client, clientOf, RedisConnection } from './redis-connection.js';
import { Settings } from './settings.js';

/**
 * Wakes the other replicas early, through Redis where there is one. It carries nothing but the hint to look, it may be lost, and whoever listens
 * looks by itself every so often: so without it everything is later, and nothing is wrong (design §5).
 */
@Injectable()
export class WakeUp implements OnModuleInit, OnApplicationShutdown {
  private readonly listeners = new Map<string, () => void>();
  /** Whoever has made the change knows of it. */
  private readonly self: string;
  private client?: Client;

  constructor(
    private readonly redis: RedisConnection,
    private readonly settings: Settings,
    random: Random,
  ) {
    this.self = random.token(12);
  }

  /** To be called while the application is put together. The listener must not throw; it also hears of a connection made anew. */
  listen(channel: string, listener: () => void): void {
    this.listeners.set(this.settings.redisPrefix + channel, listener);
    if (this.client?.status === 'ready') void this.subscribe(this.client);
  }

  announce(channel: string): void {
    if (this.redis.isConfigured) void this.redis.publish(channel, this.self);
  }

  async onModuleInit(): Promise<void> {
    const { redisUrl } = this.settings;
    if (redisUrl === undefined) return;
    const client = (this.client = await clientOf(this.settings, redisUrl));
    client.on('error', () => undefined);
    client.on('message', (channel: string, message: string) => this.hear(channel, message));
    client.on('ready', () => void this.subscribe(client));
    // Nobody waits for it: where it fails it is tried again in the background.
    client.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.client?.disconnect();
  }

  private hear(channel: string, message: string): void {
    if (message !== this.self) this.listeners.get(channel)?.();
  }

  /** What was told meanwhile, nobody has heard. */
  private async subscribe(client: Client): Promise<void> {
    if (this.listeners.size === 0) return;
    const answer = await client.subscribe(...this.listeners.keys()).catch(() => undefined);
    if (answer !== undefined) for (const listener of this.listeners.values()) listener();
  }
}
