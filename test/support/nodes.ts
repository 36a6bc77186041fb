import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { createDataSource } from '../../ormconfig.js';
import type { Clock } from '../../src/platform/clock.js';
import type { Random } from '../../src/platform/random.js';
import { createHttpApp } from '../../src/platform/http/create-http-app.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { type Environment, parseSettings } from '../../src/platform/settings.js';
import { testDatabaseUrl } from './databases.js';
import { FixedClock } from './fixed-clock.js';

export interface Parts {
  readonly modules: readonly (Type | DynamicModule)[];
  readonly clock?: Clock;
  readonly random?: Random;
  readonly environment?: Environment;
}

/** One database with a schema, and any number of nodes on it: what runs as several processes, here in one. */
export class Nodes {
  private readonly running: INestApplicationContext[] = [];
  readonly clock: Clock;

  private constructor(
    private readonly parts: Parts,
    private readonly database: { readonly url: string; readonly cleanup: () => Promise<void> },
  ) {
    this.clock = parts.clock ?? new FixedClock();
  }

  static async on(parts: Parts): Promise<Nodes> {
    const database = await testDatabaseUrl();
    const source = await createDataSource(database.url).initialize();
    await source.runMigrations();
    await source.destroy();
    return new Nodes(parts, database);
  }

  async start(): Promise<INestApplicationContext> {
    const node = await NestFactory.createApplicationContext(this.root(), { logger: false, abortOnError: false });
    this.running.push(node);
    return node;
  }

  /** Answers where it listens, without a slash at the end. */
  async serve(httpAdapter: 'fastify' | 'express'): Promise<{ url: string; node: INestApplicationContext }> {
    const app = await createHttpApp(this.root(), this.settings({ HTTP_ADAPTER: httpAdapter }));
    this.running.push(app);
    await app.listen(0, '127.0.0.1');
    return { url: (await app.getUrl()).replace(/\/$/, ''), node: app };
  }

  async stop(node: INestApplicationContext): Promise<void> {
    this.running.splice(this.running.indexOf(node), 1);
    await node.close();
  }

  async cleanup(): Promise<void> {
    await Promise.all(this.running.map((node) => node.close()));
    await this.database.cleanup();
  }

  private root(): DynamicModule {
    class Root {}
    const { random, modules } = this.parts;
    const platform = PlatformModule.forRoot({ settings: this.settings(), createDataSource, clock: this.clock, random });
    return { module: Root, imports: [platform, ...modules] };
  }

  private settings(more: Environment = {}): ReturnType<typeof parseSettings> {
    return parseSettings({
      DATABASE_URL: this.database.url,
      PUBLIC_URL: 'https://id.example',
      LATCHKEY_SECRET: 'a-secret-for-tests-of-sufficient-length',
      LOG_LEVEL: 'silent',
      FEED_INTERVAL: '20',
      ...this.parts.environment,
      ...more,
    });
  }
}

/** Waits until the condition holds; fails after a second, the bound of the revocation feed. */
export async function withinBound(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 1_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('it did not come to hold within a second');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The code of the AuthError that the work fails with, or `undefined` where it succeeds. */
export async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: { readonly code?: unknown }) => error.code ?? error,
  );
}
