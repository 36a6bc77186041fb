import type { Settings } from './settings.js';
import type { SettingsReader } from './settings-reader.js';

type RedisSettings = Pick<Settings, 'redisUrl' | 'redisPrefix' | 'redisTimeout'>;

export function readRedisSettings(read: SettingsReader): RedisSettings {
  return {
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    redisPrefix: read.matching('REDIS_PREFIX', 'latchkey:', /^[\w:.-]{1,64}$/),
    redisTimeout: read.integer('REDIS_TIMEOUT', { fallback: 100, minimum: 1, maximum: 10_000 }),
  };
}
