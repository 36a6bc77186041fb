import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { createDataSource } from '../../ormconfig.js';
import { KeySchedule } from '../../src/keys/key-schedule.js';
import { KeyRing } from '../../src/keys/index.js';
import { Database, Settings } from '../../src/platform/index.js';
import { type Anchor, Revocations } from '../../src/revocations/index.js';
import { CommandLine, type Run } from '../support/command-line.js';
import { forEachDatabase } from '../support/databases.js';
import { withinBound } from '../support/nodes.js';
import { hasRedis, PrivateRedis } from '../support/redis.js';
import { TestServer } from '../support/server.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

forEachDatabase((engine) => {
  it('T300 four `migrate` at once on an empty database make one schema', async () => {
    const store = await engine.create();
    const migrate = (): Promise<readonly Run[]> =>
      Promise.all([1, 2, 3, 4].map(() => new CommandLine({ DATABASE_URL: store.url }).run(['migrate', '--json'])));
    const source = await createDataSource(store.url).initialize();
    const database = new Database(source);
    expect((await migrate()).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expect(await database.query('SELECT name FROM migrations')).toHaveLength(source.migrations.length);
    expect((await source.driver.createSchemaBuilder().log()).upQueries).toEqual([]);
    await source.destroy();
    await store.cleanup();
  });
});

const withRedis = hasRedis ? describe : () => undefined;

withRedis('Redis between replicas', () => {
  let redis: PrivateRedis;
  let writer: TestServer;
  let woken: TestServer;
  let stranger: TestServer;
  let looking: TestServer;
  let count = 0;

  const feedOf = (server: TestServer): Revocations => server.app.get(Revocations);
  const revoke = async (): Promise<Anchor> => {
    const anchor: Anchor = { type: 'user', id: `it-${(count += 1)}` };
    await feedOf(writer).revoke(writer.instance.id, [anchor], 'test');
    return anchor;
  };
  /** In memory: whoever is asked by a request looks by himself. */
  const knows = (server: TestServer, anchor: Anchor): boolean => feedOf(server).isRevoked([anchor], 0);
  /** It has looked for the last time: the next time would be in a minute. */
  const slow = async (environment: Readonly<Record<string, string>> = {}): Promise<TestServer> => {
    const server = await writer.replica({ environment: { REDIS_URL: redis.url, ...environment } });
    const anchor = await revoke();
    await withinBound(() => knows(server, anchor));
    Object.assign(server.app.get(Settings), { feedInterval: MINUTE });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return server;
  };

  beforeAll(async () => {
    redis = await PrivateRedis.start();
    writer = await TestServer.start({ environment: { REDIS_URL: redis.url } });
    woken = await slow();
    stranger = await slow({ REDIS_PREFIX: 'another:' });
    looking = await writer.replica({ environment: { REDIS_URL: redis.url } });
  });
  afterAll(async () => {
    await Promise.all([looking, stranger, woken].map((server) => server.stop()));
    await writer.stop();
    await redis.stop();
  });

  it('T301 wakes a replica long before it would look by itself, and none of another deployment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const anchor = await revoke();
      await withinBound(() => knows(woken, anchor));
      expect(knows(stranger, anchor)).toBe(false);
    }
  });

  it('T301 T302 may be emptied or lost: then replicas look by themselves, and what was missed is found when it is back', async () => {
    await redis.command('FLUSHALL');
    const flushed = await revoke();
    await withinBound(() => knows(woken, flushed));
    await redis.kill();
    const missed = await revoke();
    await withinBound(() => knows(looking, missed));
    expect(knows(woken, missed)).toBe(false);
    await redis.start();
    while (!knows(woken, missed)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('T301 holds nobody up while it is silent', async () => {
    redis.pause();
    const anchors = [await revoke(), await revoke(), await revoke()];
    for (const anchor of anchors) await withinBound(() => knows(looking, anchor));
    redis.resume();
  });
});

describe('T316 T317 T318 keys that rotate by themselves on two replicas', () => {
  let first: TestServer;
  let replicas: readonly [TestServer, TestServer];

  beforeAll(async () => {
    first = await TestServer.start({ environment: { KEY_LIFETIME: '90d' } });
    replicas = [first, await first.replica({ environment: { KEY_LIFETIME: '90d' } })];
  });
  afterAll(async () => {
    await replicas[1].stop();
    await first.stop();
  });

  const schedules = (): Promise<unknown> =>
    Promise.all([...replicas, ...replicas].map(({ app }) => app.get(KeySchedule).run()));
  const jwks = async (server: TestServer): Promise<JSONWebKeySet> =>
    (await server.send('GET', '/demo/oauth2/v1/jwks')).json as unknown as JSONWebKeySet;

  it('do so once, and no verifier ever meets a key that a copy of the age of 300 seconds lacks (I8)', async () => {
    const app = await first.createApp();
    const copies: { readonly takenAt: number; readonly keys: JSONWebKeySet }[] = [];
    const used = new Set<string | undefined>();
    const look = async (server: TestServer): Promise<void> => {
      copies.push({ takenAt: first.clock.now(), keys: await jwks(server) });
      const oldest = copies.findLast(({ takenAt }) => takenAt <= first.clock.now() - 300 * SECOND) ?? copies[0];
      const form = { grant_type: 'client_credentials', scope: 'tickets.ticket.r' };
      const token = String((await server.token(app, form)).json['access_token']);
      const currentDate = new Date(first.clock.now());
      await jwtVerify(token, createLocalJWKSet(oldest?.keys ?? { keys: [] }), { currentDate });
      used.add(decodeProtectedHeader(token).kid);
    };
    const step = async (duration: number): Promise<void> => {
      first.clock.advance(duration);
      await schedules();
      const ring = await first.app.get(KeyRing).list(first.instance.id);
      const published = ring.map(({ kid }) => kid as string).sort();
      for (const each of replicas) {
        await withinBound(async () => {
          const { keys } = await jwks(each);
          return (
            keys
              .map(({ kid }) => String(kid))
              .sort()
              .join() === published.join()
          );
        });
        await look(each);
      }
    };
    for (const each of replicas) await jwks(each);
    await step(0);
    await step(89 * DAY);
    await step(DAY - 10 * MINUTE - 350 * SECOND);
    for (let count = 0; count < 24; count += 1) await step(50 * SECOND);
    expect(used.size).toBe(2);
    const ring = await first.app.get(KeyRing).list(first.instance.id);
    const perAlgorithm = ['ES256', 'RS256', 'PS256'].map((name) => ring.filter(({ algorithm }) => algorithm === name));
    expect(perAlgorithm.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(perAlgorithm.map((keys) => keys.map(({ state }) => state))).toEqual(
      [0, 1, 2].map(() => ['retired', 'current']),
    );
  });

  it('do not where the lifetime is 0', async () => {
    for (const { app } of replicas) Object.assign(app.get(Settings), { keyLifetime: 0 });
    first.clock.advance(91 * DAY);
    await schedules();
    const ring = await first.app.get(KeyRing).list(first.instance.id);
    expect(ring.map(({ state }) => state)).toEqual(['current', 'current', 'current']);
  });
});
