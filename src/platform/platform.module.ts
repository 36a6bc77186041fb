import type { DynamicModule, Provider } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock.js';
import { Database } from './database.js';
import type { DatabaseLimits } from './cluster-settings.js';
import { Readiness } from './http/readiness.js';
import { InstanceData } from './instance-data.js';
import { LocalCounters } from './local-counters.js';
import { runMigrations } from './migrations/run-migrations.js';
import { Metrics } from './metrics.js';
import { Mint } from './mint.js';
import { Outbox } from './outbox.js';
import { OutboxStore } from './outbox.store.js';
import { OutboxWorker } from './outbox-worker.js';
import { PasswordHasher } from './password-hasher.js';
import { Random, SystemRandom } from './random.js';
import { RedisConnection } from './redis-connection.js';
import { RedisCounters } from './redis-counters.js';
import { Settings } from './settings.js';
import { Terminal } from './terminal.js';
import { Throttle } from './throttle.js';
import { Vault } from './vault.js';
import { WakeUp } from './wake-up.js';

export interface PlatformOptions {
  readonly settings: Settings;
  /** The application's description of its database (`ormconfig.ts`), which stands above the platform. */
  readonly createDataSource: (databaseUrl: string, limits: DatabaseLimits) => DataSource;
  /** Tests move their own. */
  readonly clock?: Clock;
  /** Tests seed their own. */
  readonly random?: Random;
}

/** The outside world, for every module: time, randomness, settings, secrets, passwords, limits and the database. */
@Module({})
export class PlatformModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    const providers = platformProviders(options);
    return {
      module: PlatformModule,
      global: true,
      imports: [databaseModule(options)],
      providers,
      exports: [
        ...[Clock, Random, Mint, Settings, Vault, PasswordHasher, Throttle, Database],
        ...[Readiness, WakeUp],
        ...[Outbox, OutboxWorker, Terminal, InstanceData, RedisConnection, Metrics],
      ],
    };
  }
}

function platformProviders({ settings, clock, random }: PlatformOptions): Provider[] {
  return [
    { provide: Settings, useValue: settings },
    { provide: Clock, useValue: clock ?? new SystemClock() },
    { provide: Random, useValue: random ?? new SystemRandom() },
    Mint,
    { provide: Vault, useFactory: () => new Vault(settings.secret) },
    { provide: PasswordHasher, useFactory: () => new PasswordHasher() },
    { provide: RedisConnection, useFactory: () => RedisConnection.of(settings) },
    { provide: Throttle, useFactory: createThrottle, inject: [Clock, RedisConnection] },
    { provide: Database, useFactory: createDatabase, inject: [DataSource, Settings] },
    ...[Readiness, WakeUp],
    ...[OutboxStore, Outbox, OutboxWorker, Terminal, InstanceData, Metrics],
  ];
}

function createDatabase(source: DataSource, { databaseStatementTimeout }: Settings): Database {
  return new Database(source, databaseStatementTimeout);
}

function createThrottle(now: Clock, redis: RedisConnection): Throttle {
  return new Throttle(new LocalCounters(now), redis.isConfigured ? new RedisCounters(redis, now) : undefined);
}

/** Embedded, the server brings its own schema up to date; in a cluster, `latchkey migrate` does, once for all replicas. */
function databaseModule({ settings, createDataSource }: PlatformOptions): DynamicModule {
  return TypeOrmModule.forRootAsync({
    useFactory: () => ({ retryAttempts: 3, retryDelay: 1_000 }),
    dataSourceFactory: async () => {
      const source = await createDataSource(settings.databaseUrl, settings).initialize();
      if (settings.databaseUrl.startsWith('sqlite:')) await runMigrations(source);
      return source;
    },
  });
}
