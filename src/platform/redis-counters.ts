import { horizonOf, type Limit, memoryOf, windowsOf } from '../core/limits.js';
import { sha256 } from '../core/secret-format.js';
import type { Clock } from './clock.js';
import type { Counters } from './counters.js';
import { type RedisConnection, redisScript } from './redis-connection.js';

/**
 * The moments of the hits that were let through, the newest last, as in `LocalCounters`. `ARGV`: now, the horizon, how many are
 * remembered; the delay's three numbers; then each window's two.
 */
const HIT = redisScript(`
  local key, now, horizon = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
  local function moment(place) return tonumber(redis.call('LINDEX', key, place)) end
  local length = redis.call('LLEN', key)
  while length > 0 and moment(0) <= now - horizon do
    redis.call('LPOP', key)
    length = length - 1
  end
  local wait = 0
  local free, first, longest = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
  if length > 0 and length >= free then
    wait = moment(-1) + math.min(first * 2 ^ (length - free), longest) - now
  end
  for index = 7, #ARGV, 2 do
    local count = tonumber(ARGV[index])
    if length >= count then wait = math.max(wait, moment(-count) + tonumber(ARGV[index + 1]) - now) end
  end
  if wait > 0 then return math.ceil(wait) end
  redis.call('RPUSH', key, ARGV[1])
  redis.call('LTRIM', key, -tonumber(ARGV[3]), -1)
  redis.call('PEXPIRE', key, ARGV[2])
  return 0
`);
const TAKE_BACK = redisScript(`return redis.call('RPOP', KEYS[1])`);
const RESET = redisScript(`return redis.call('DEL', KEYS[1])`);

const NO_DELAY = { free: 0, first: 0, longest: 0 };

/** Of all replicas together, as long as Redis answers; where it does not, nothing is refused here. */
export class RedisCounters implements Counters {
  constructor(
    private readonly redis: RedisConnection,
    private readonly clock: Clock,
  ) {}

  async hit(key: string, limit: Limit): Promise<number> {
    const { free, first, longest } = limit.delay ?? NO_DELAY;
    const windows = windowsOf(limit).flatMap(({ count, window }) => [count, window]);
    const rules = [horizonOf(limit), memoryOf(limit), free, first, longest, ...windows];
    return Number((await this.redis.run(HIT, nameOf(key), [this.clock.now(), ...rules])) ?? 0);
  }

  async takeBack(key: string): Promise<void> {
    await this.redis.run(TAKE_BACK, nameOf(key));
  }

  async reset(key: string): Promise<void> {
    await this.redis.run(RESET, nameOf(key));
  }
}

/** Keys hold addresses: hashed, for whoever else may look into that Redis. */
function nameOf(key: string): string {
  return `count:${sha256(key)}`;
}
