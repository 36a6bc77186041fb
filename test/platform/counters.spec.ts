import { Logger } from '@nestjs/common';
import type { Limit } from '../../src/core/limits.js';
import { addressGroup, LocalCounters, parseSettings, RedisConnection, Throttle } from '../../src/platform/index.js';
import { RedisCounters } from '../../src/platform/redis-counters.js';
import { FixedClock } from '../support/fixed-clock.js';
import { hasRedis, PrivateRedis } from '../support/redis.js';
import { TcpProxy } from '../support/tcp-proxy.js';

const minute = 60_000;
const limit: Limit = { count: 3, window: minute };
let clock: FixedClock;
let throttle: Throttle;
beforeEach(() => {
  clock = new FixedClock(Date.now());
});

const hit = (key = 'a', by = throttle): Promise<void> => by.hit(key, limit);
const refusal = expect.objectContaining({ code: 'rate_limited', status: 429 });

/** Seconds that whoever is refused has to wait. */
async function refused(key = 'a', { by = throttle, of = limit } = {}): Promise<number> {
  const error: unknown = await by.hit(key, of).catch((caught: unknown) => caught);
  expect(error).toEqual(refusal);
  return (error as { detail: { retryAfter: number } }).detail.retryAfter;
}

async function fill(key = 'a', by = throttle): Promise<void> {
  for (let count = 0; count < limit.count; count += 1) await hit(key, by);
}

/** One process alone, a process with a Redis, and what of many processes only Redis knows. */
const KINDS: readonly (readonly [string, (redis: RedisConnection) => Throttle])[] = [
  ['in process', () => new Throttle(new LocalCounters(clock))],
  ...(hasRedis
    ? ([
        [
          'in process and in Redis',
          (redis: RedisConnection) => new Throttle(new LocalCounters(clock), new RedisCounters(redis, clock)),
        ],
        [
          'in Redis alone',
          (redis: RedisConnection) => new Throttle(new Forgetful(clock), new RedisCounters(redis, clock)),
        ],
      ] as const)
    : []),
];

/** Every hit finds another process. */
class Forgetful extends LocalCounters {
  override hit(key: string, of: Limit): number {
    this.reset(key);
    return super.hit(key, of);
  }
}

const connections: RedisConnection[] = [];
/** Patient, where the test is not about that: the machine may be busy. */
async function connectionTo(url: string, patience = 10_000): Promise<RedisConnection> {
  const secret = 'a-master-key-for-tests-of-sufficient-length';
  const connection = await RedisConnection.of(
    parseSettings({ REDIS_URL: url, REDIS_TIMEOUT: String(patience), LATCHKEY_SECRET: secret }),
  );
  connections.push(connection);
  return connection;
}

let server: PrivateRedis | undefined;
beforeAll(async () => {
  Logger.overrideLogger(false);
  if (hasRedis) server = await PrivateRedis.start();
});
afterEach(() => connections.splice(0).forEach((connection) => connection.onApplicationShutdown()));
afterAll(async () => {
  await server?.stop();
});

describe.each(KINDS)('limits %s', (_, create) => {
  beforeEach(async () => {
    await server?.command('FLUSHALL');
    const connection = await connectionTo(server?.url ?? '');
    if (server !== undefined) expect(await connection.answers()).toBe(true);
    throttle = create(connection);
  });

  it('lets so many through in a window, each key by itself', async () => {
    await fill();
    await refused();
    await hit('b');
  });

  it('slides: a hit is forgotten one window after it was made', async () => {
    for (const wait of [0, 10_000, 20_000]) {
      clock.advance(wait);
      await hit();
    }
    expect(await refused()).toBe(30);
    clock.advance(30_000);
    await hit();
    expect(await refused()).toBe(10);
  });

  it('does not count what it refused', async () => {
    await fill();
    clock.advance(59_999);
    for (let count = 0; count < 10; count += 1) expect(await refused()).toBe(1);
    clock.advance(1);
    await fill();
  });

  it('never lets more through than the limit in any window', async () => {
    const passed: number[] = [];
    for (let step = 0; step < 1_000; step += 1) {
      clock.advance((step * 7_919) % 9_001);
      const moment = await hit().then(
        () => clock.now(),
        () => undefined,
      );
      if (moment !== undefined) passed.push(moment);
    }
    expect(passed.length).toBeGreaterThan(100);
    passed.forEach((moment, index) => expect(moment - (passed[index - 3] ?? -Infinity)).toBeGreaterThanOrEqual(minute));
  });

  it('forgets a key when told, and takes the last hit back', async () => {
    await fill();
    await throttle.takeBack('a', 'never seen');
    await hit();
    await refused();
    await throttle.reset('a');
    await fill();
    await refused();
  });

  it('counts all of several hits or none, and has every window heard', async () => {
    const hits = [
      { key: 'a', limit },
      { key: 'b', limit: { ...limit, count: 1 } },
    ];
    await throttle.hitAll(hits);
    for (let count = 0; count < 5; count += 1) await expect(throttle.hitAll(hits)).rejects.toEqual(refusal);
    await hit();
    await hit();
    await refused();
    const two: Limit = { ...limit, longer: [{ count: 5, window: 60 * minute }] };
    for (let count = 0; count < 5; count += 1) {
      await throttle.hit('two', two);
      clock.advance(minute);
    }
    expect(await refused('two', { of: two })).toBe(55 * 60);
  });

  it('makes the wait twice as long each time, up to the longest, and begins anew when told', async () => {
    const growing: Limit = { count: 20, window: 60 * minute, delay: { free: 3, first: 1_000, longest: 8_000 } };
    for (let count = 0; count < 3; count += 1) await throttle.hit('slow', growing);
    for (const seconds of [1, 2, 4, 8, 8, 8]) {
      expect(await refused('slow', { of: growing })).toBe(seconds);
      clock.advance(seconds * 1_000 - 1);
      expect(await refused('slow', { of: growing })).toBe(1);
      clock.advance(1);
      await throttle.hit('slow', growing);
    }
    await throttle.reset('slow');
    for (let count = 0; count < 3; count += 1) await throttle.hit('slow', growing);
    expect(await refused('slow', { of: growing })).toBe(1);
    clock.advance(60 * minute);
    for (let count = 0; count < 3; count += 1) await throttle.hit('slow', growing);
  });
});

describe('the memory of one process', () => {
  it('is bounded: the oldest of very many keys is forgotten', async () => {
    throttle = new Throttle(new LocalCounters(clock));
    await fill();
    for (let key = 0; key < 100_000; key += 1) await hit(String(key));
    await hit();
  });
});

describe.each(hasRedis ? ['one node', 'a cluster'] : [])('processes that share %s', (kind) => {
  let own: PrivateRedis;
  beforeAll(async () => {
    own = await PrivateRedis.start({ cluster: kind === 'a cluster' });
  });
  beforeEach(() => own.command('FLUSHALL'));
  afterAll(() => own.stop());

  const suffix = kind === 'a cluster' ? '?cluster=true' : '';
  async function processAtIt(patience?: number): Promise<{ throttle: Throttle; connection: RedisConnection }> {
    const connection = await connectionTo(own.url + suffix, patience);
    await untilAnswers(connection);
    return { throttle: new Throttle(new LocalCounters(clock), new RedisCounters(connection, clock)), connection };
  }

  it('count together, in a rush too, and one may begin anew for all that have not counted themselves', async () => {
    const many = await Promise.all(Array.from({ length: 4 }, () => processAtIt()));
    const rush = many.flatMap(({ throttle: by }) =>
      Array.from({ length: 25 }, () =>
        hit('a', by).then(
          () => 1,
          () => 0,
        ),
      ),
    );
    expect((await Promise.all(rush)).reduce<number>((sum, one) => sum + one, 0)).toBe(3);
    await many[0]?.throttle.reset('a');
    const fresh = await processAtIt();
    await fill('a', fresh.throttle);
    await refused('a', { by: fresh.throttle });
  });

  it('go on by themselves when it is killed, and together again when it is back', async () => {
    const [one, other] = [await processAtIt(), await processAtIt()];
    await fill('a', one.throttle);
    await refused('a', { by: other.throttle });
    await own.kill();
    // What this process has counted stays refused; the slack is what others have counted (I11).
    await refused('a', { by: one.throttle });
    await fill('a', other.throttle);
    await refused('a', { by: other.throttle });
    await fill('b', one.throttle);
    await refused('b', { by: one.throttle });
    expect(await one.connection.answers()).toBe(false);
    await own.start();
    await Promise.all([untilAnswers(one.connection), untilAnswers(other.connection)]);
    await refused('b', { by: one.throttle });
    await fill('c', one.throttle);
    await refused('c', { by: other.throttle });
  });

  it('refuse what they have counted themselves when it is emptied', async () => {
    const [one, other] = [await processAtIt(), await processAtIt()];
    await fill('a', one.throttle);
    await own.command('FLUSHALL');
    await own.command('SCRIPT FLUSH');
    await refused('a', { by: one.throttle });
    await fill('b', other.throttle);
    await refused('b', { by: one.throttle });
  });

  it('wait for nobody when it is paused', async () => {
    const [one, other] = [await processAtIt(100), await processAtIt(100)];
    await fill('a', one.throttle);
    own.pause();
    await refused('a', { by: one.throttle });
    await fill('b', one.throttle);
    await refused('b', { by: one.throttle });
    own.resume();
    await Promise.all([untilAnswers(one.connection), untilAnswers(other.connection)]);
    await fill('c', one.throttle);
    await refused('c', { by: other.throttle });
  });
});

describe.each(hasRedis ? ['one node'] : [])('a connection that stalls to %s', () => {
  it('holds up one round of requests and no further, until it flows again', async () => {
    const proxy = await TcpProxy.to(`redis://127.0.0.1:${server?.port ?? 0}`);
    const connection = await connectionTo(proxy.url, 100);
    await untilAnswers(connection);
    throttle = new Throttle(new LocalCounters(clock), new RedisCounters(connection, clock));
    proxy.stall();
    await fill('stalled');
    await refused('stalled');
    expect(await connection.answers()).toBe(false);
    proxy.flow();
    await untilAnswers(connection);
    await refused('stalled');
    await proxy.cut();
  });

  it('is never made where nothing listens, and nothing fails', async () => {
    const connection = await connectionTo('redis://127.0.0.1:1');
    throttle = new Throttle(new LocalCounters(clock), new RedisCounters(connection, clock));
    await fill('nobody');
    await refused('nobody');
    await throttle.reset('nobody');
    await hit('nobody');
  });
});

/** Reached anew in the background: as soon as it is, this ends. */
async function untilAnswers(connection: RedisConnection): Promise<void> {
  while (!(await connection.answers())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
    ['', ''],
  ])('%s belongs to %s', (address, group) => {
    expect(addressGroup(address)).toBe(group);
  });
});
