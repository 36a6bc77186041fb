import type { Settings } from './settings.js';
import type { SettingsReader } from './settings-reader.js';

export type DatabaseLimits = Pick<Settings, 'databasePoolSize' | 'databaseConnectTimeout' | 'databaseStatementTimeout'>;
type ReplicaSettings = Pick<Settings, 'feedInterval' | 'outboxInterval' | 'shutdownDelay'>;

const POOL_SIZE = { fallback: 10, minimum: 2, maximum: 1_000 };
/** Milliseconds. With those of a statement, and what the answer takes, they stay below five seconds. */
const CONNECT_TIMEOUT = { fallback: 1_500, minimum: 100, maximum: 60_000 };
const STATEMENT_TIMEOUT = { fallback: 2_500, minimum: 100, maximum: 600_000 };

/** Where nobody has set any. */
export const DATABASE_LIMITS: DatabaseLimits = {
  databasePoolSize: POOL_SIZE.fallback,
  databaseConnectTimeout: CONNECT_TIMEOUT.fallback,
  databaseStatementTimeout: STATEMENT_TIMEOUT.fallback,
};

export function readDatabaseLimits(read: SettingsReader): DatabaseLimits {
  return {
    databasePoolSize: read.integer('DATABASE_POOL_SIZE', POOL_SIZE),
    databaseConnectTimeout: read.integer('DATABASE_CONNECT_TIMEOUT', CONNECT_TIMEOUT),
    databaseStatementTimeout: read.integer('DATABASE_STATEMENT_TIMEOUT', STATEMENT_TIMEOUT),
  };
}

/** How replicas find out about each other, and take leave. */
export function readReplicaSettings(read: SettingsReader, production: boolean): ReplicaSettings {
  return {
    feedInterval: read.integer('FEED_INTERVAL', { fallback: 200, minimum: 10, maximum: 500 }),
    outboxInterval: read.integer('OUTBOX_INTERVAL', { fallback: 1_000, minimum: 0, maximum: 60_000 }),
    shutdownDelay: read.integer('SHUTDOWN_DELAY', { fallback: production ? 2_000 : 0, minimum: 0, maximum: 5_000 }),
  };
}
