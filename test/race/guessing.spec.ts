import { type Answer, send } from '../support/http.js';
import { hasRedis, PrivateRedis } from '../support/redis.js';
import { TestServer, type TestUser } from '../support/server.js';
import { formsOf } from '../support/visitor.js';

const WRONG = 'not the password';
/** Of one account, before it has to wait. */
const LIMIT = 5;
const CROWD = 300;

const redis: PrivateRedis[] = [];
let replicas: readonly TestServer[] = [];
async function start(environment: Readonly<Record<string, string>>): Promise<void> {
  const first = await TestServer.start({ environment });
  replicas = [first, await first.replica({ environment })];
}
afterEach(async () => {
  for (const replica of [...replicas].reverse()) await replica.stop();
  for (const one of redis.splice(0)) await one.stop();
});

async function startRedis(): Promise<PrivateRedis> {
  const started = await PrivateRedis.start();
  redis.push(started);
  return started;
}

/** At both replicas in turn, all at one moment, the right password last; how often each status came, and what the last one got. */
async function rush(
  { email, password }: TestUser,
  crowd = CROWD,
): Promise<{ counts: Record<number, number>; last: number }> {
  const forms = await Promise.all(replicas.map(formAt));
  const answers = await Promise.all(
    Array.from({ length: crowd }, (_, index) => {
      const form = forms[index % forms.length];
      return form?.(index, { identifier: email, password: index === crowd - 1 ? password : WRONG });
    }),
  );
  const counts: Record<number, number> = {};
  for (const answer of answers) counts[answer?.status ?? 0] = (counts[answer?.status ?? 0] ?? 0) + 1;
  return { counts, last: answers.at(-1)?.status ?? 0 };
}

type Sign = (index: number, typed: { identifier: string; password: string }) => Promise<Answer>;

/** The sign-in form of one replica, sent from an address of its own each time. */
async function formAt(server: TestServer): Promise<Sign> {
  const browser = server.visitor();
  const page = await browser.get('/demo/sign-in');
  const csrf = formsOf(page.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
  const cookie = `latchkey_browser=${browser.cookie('latchkey_browser')}`;
  return (index, typed) => {
    const headers = { cookie, 'x-forwarded-for': `203.0.${index >> 8}.${index & 255}` };
    return send(server.origin, 'POST', '/demo/sign-in', { form: { csrf, ...typed }, headers });
  };
}

async function userOf(): Promise<TestUser> {
  const [first] = replicas;
  if (first === undefined) throw new Error('no replica was started');
  return first.createUser();
}

/** A shared counter answers once it is connected: the health of each tells. */
async function untilTheyCountTogether(): Promise<void> {
  for (const { origin } of replicas) {
    while ((await send(origin, 'GET', '/health/ready')).json['redis'] !== 'ok') {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

describe(`${CROWD} guesses at one moment at two replicas, the right one last`, () => {
  it('T195 are evaluated no more often than the limit of each, where nothing is shared (I11)', async () => {
    await start({ REDIS_URL: '' });
    const { counts, last } = await rush(await userOf());
    expect(counts).toEqual({ 401: 2 * LIMIT, 429: CROWD - 2 * LIMIT });
    expect(last).toBe(429);
  }, 60_000);

  it.each(hasRedis ? ['redis'] : [])(
    'T195 are evaluated no more often than the limit, where they share a %s',
    async () => {
      const { url } = await startRedis();
      // As long as it takes: the machine may be busy, and this is not about a slow Redis.
      await start({ REDIS_URL: url, REDIS_TIMEOUT: '10000' });
      await untilTheyCountTogether();
      const user = await userOf();
      const { counts, last } = await rush(user);
      expect(counts).toEqual({ 401: LIMIT, 429: CROWD - LIMIT });
      expect(last).toBe(429);
      // Whichever replica is asked after the wait: the right one, and everything begins anew.
      replicas[0]?.clock.advance(1_000);
      const [, other] = replicas;
      const sign = other && (await formAt(other));
      expect((await sign?.(999, { identifier: user.email, password: user.password }))?.status).toBe(303);
    },
    60_000,
  );

  it.each(hasRedis ? (['killed', 'paused', 'emptied'] as const) : [])(
    'T195 I11 I12 get one limit more from each replica at most, when their Redis is %s half-way; none fails',
    async (how) => {
      const shared = await startRedis();
      await start({ REDIS_URL: shared.url });
      await untilTheyCountTogether();
      const [user, other] = [await userOf(), await userOf()];
      const { counts: before } = await rush(user, 50);
      const fault = {
        killed: () => shared.kill(),
        paused: () => shared.pause(),
        emptied: () => shared.command('FLUSHALL'),
      };
      await fault[how]();
      const { counts, last } = await rush(user, 50);
      expect(Object.keys(counts).filter((status) => status !== '401')).toEqual(['429']);
      expect((before[401] ?? 0) + (counts[401] ?? 0)).toBeLessThanOrEqual(2 * LIMIT);
      expect(last).toBe(429);
      // Somebody else's account: each process keeps to the limit by itself, and lets the right one in.
      expect((await rush(other, 50)).counts[401]).toBeLessThanOrEqual(2 * LIMIT);
      const sign = replicas[0] && (await formAt(replicas[0]));
      const calm = await userOf();
      expect((await sign?.(998, { identifier: calm.email, password: calm.password }))?.status).toBe(303);
      const ready = await send(replicas[0]?.origin ?? '', 'GET', '/health/ready');
      expect([ready.status, ready.json]).toEqual([200, { status: 'ok', redis: how === 'emptied' ? 'ok' : 'degraded' }]);
      if (how === 'paused') shared.resume();
    },
    60_000,
  );
});
