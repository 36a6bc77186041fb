import type { INestApplicationContext } from '@nestjs/common';
import { AccessModule } from '../../src/access/index.js';
import type { SessionId } from '../../src/core/ids.js';
import { sha256 } from '../../src/core/secret-format.js';
import { type Instance, Instances, InstancesModule } from '../../src/instances/index.js';
import { Database } from '../../src/platform/database.js';
import { RevocationsModule } from '../../src/revocations/index.js';
import { type OpenedSession, Sessions, SessionsModule, SessionStrategy } from '../../src/sessions/index.js';
import { type User, Users, UsersModule } from '../../src/users/index.js';
import { FakeBrowser } from '../support/browser.js';
import { FixedClock } from '../support/fixed-clock.js';
import { Nodes, withinBound } from '../support/nodes.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clock = new FixedClock();
const access = AccessModule.forRoot({ imports: [SessionsModule], strategies: [SessionStrategy] });
let nodes: Nodes;
let node: INestApplicationContext;
let sessions: Sessions;
let instance: Instance;
let other: Instance;
let url: string;

beforeAll(async () => {
  nodes = await Nodes.on({ modules: [InstancesModule, RevocationsModule, UsersModule, SessionsModule, access], clock });
  ({ node, url } = await nodes.serve('fastify'));
  sessions = node.get(Sessions);
  instance = await node.get(Instances).create({ name: 'demo', title: 'Demo' });
  other = await node.get(Instances).create({ name: 'other', title: 'Other' });
});
afterAll(() => nodes.cleanup());

let count = 0;
const createUser = (): Promise<User> => {
  count += 1;
  return node.get(Users).create({ instanceId: instance.id, email: `person${count}@example.com`, name: 'Pat' });
};
const start = (user: User, at: Sessions = sessions): Promise<OpenedSession> =>
  at.start({ instanceId: user.instanceId, userId: user.id, amr: ['pwd'], context: new FakeBrowser().context() });
const alive = async ({ secret }: OpenedSession, at: Sessions = sessions): Promise<boolean> =>
  (await at.authenticate(instance.id, secret)) !== undefined;

/** How many statements go to the database meanwhile. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(node.get(Database), 'query');
  const execute = jest.spyOn(node.get(Database), 'execute');
  const before = query.mock.calls.length + execute.mock.calls.length;
  await work();
  const after = query.mock.calls.length + execute.mock.calls.length;
  return after - before - feedReads(query.mock.calls.slice(-after));
}
const feedReads = (calls: readonly (readonly unknown[])[]): number =>
  calls.filter(([sql]) => String(sql).includes('revocations')).length;

describe('sessions', () => {
  it('are started with a secret that is stored as a hash only', async () => {
    const { session, secret } = await start(await createUser());
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(session).toMatchObject({
      device: 'Firefox on Linux',
      address: '192.0.2.1',
      amr: ['pwd'],
      createdAt: clock.now(),
    });
    const rows = await node
      .get(Database)
      .query<Record<string, unknown>>('SELECT * FROM sessions WHERE id = $1', [session.id]);
    expect(Object.values(rows[0] ?? {})).toContain(sha256(secret));
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('are known without a query once they have been used', async () => {
    const opened = await start(await createUser());
    expect(await alive(opened)).toBe(true);
    expect(await queriesOf(() => alive(opened))).toBe(0);
  });

  it('belong to one instance (T184)', async () => {
    const { secret } = await start(await createUser());
    expect(await sessions.authenticate(instance.id, secret)).toBeDefined();
    expect(await sessions.authenticate(other.id, secret)).toBeUndefined();
  });

  it.each(['', 'x', 'a'.repeat(43), 'a'.repeat(16_384), '{"id":1}', '%00', 'ä'.repeat(43)])(
    'are not opened by what is no secret of ours (T182): %.20s',
    async (value) => expect(await sessions.authenticate(instance.id, value)).toBeUndefined(),
  );

  it('are not opened by a secret with one letter changed (T182)', async () => {
    const { secret } = await start(await createUser());
    for (const position of [0, 20, 41]) {
      const changed = secret.slice(0, position) + (secret[position] === 'A' ? 'B' : 'A') + secret.slice(position + 1);
      expect(await sessions.authenticate(instance.id, changed)).toBeUndefined();
    }
  });

  it('end when they are idle too long, but not while they are used (T183)', async () => {
    const used = await start(await createUser());
    const idle = await start(await createUser());
    for (let hours = 0; hours < 13; hours += 1) {
      clock.advance(hour);
      expect(await alive(used)).toBe(true);
    }
    expect(await alive(idle)).toBe(false);
  });

  it('end at the absolute limit even if they are used all the time (T183)', async () => {
    const opened = await start(await createUser());
    for (let halfDays = 0; halfDays < 59; halfDays += 1) {
      clock.advance(day / 2 - minute);
      expect(await alive(opened)).toBe(true);
    }
    clock.advance(day / 2 + 60 * minute);
    expect(await alive(opened)).toBe(false);
  });

  it('live on where only another replica has seen them', async () => {
    const second = await nodes.start();
    const there = second.get(Sessions);
    const opened = await start(await createUser());
    expect(await alive(opened)).toBe(true);
    clock.advance(7 * hour);
    expect(await alive(opened, there)).toBe(true);
    await nodes.stop(second);
    clock.advance(7 * hour);
    expect(await alive(opened)).toBe(true);
  });

  it('end on every replica (T181)', async () => {
    const second = await nodes.start();
    const there = second.get(Sessions);
    const user = await createUser();
    const opened = await start(user);
    expect(await alive(opened, there)).toBe(true);
    await sessions.end(instance.id, user.id, opened.session.id);
    expect(await alive(opened)).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await alive(opened, there)).toBe(false);
    await nodes.stop(second);
  });

  it('go on with a new secret when their person signs in again, and with the old one nowhere (T178)', async () => {
    const second = await nodes.start();
    const there = second.get(Sessions);
    const user = await createUser();
    const old = await start(user);
    expect(await alive(old, there)).toBe(true);
    clock.advance(hour);
    const context = new FakeBrowser('192.0.2.9').context();
    const input = { instanceId: instance.id, userId: user.id, amr: ['pwd'], context };
    const renewed = await sessions.renew(old.secret, input);
    if (!renewed) throw new Error('the session was not renewed');
    const { id, createdAt, expiresAt } = old.session;
    expect(renewed.session).toMatchObject({ id, createdAt, expiresAt: expiresAt + hour, address: '192.0.2.9' });
    expect(renewed.session.authenticatedAt).toBe(clock.now());
    expect(await alive(old)).toBe(false);
    await withinBound(async () => !(await alive(old, there)));
    for (const at of [sessions, there])
      expect(await at.authenticate(instance.id, renewed.secret)).toEqual(renewed.session);
    expect(await sessions.renew(old.secret, input)).toBeUndefined();
    const stranger = { ...input, userId: (await createUser()).id };
    expect(await sessions.renew(renewed.secret, stranger)).toBeUndefined();
    expect(await sessions.list(instance.id, user.id)).toEqual([renewed.session]);
    await nodes.stop(second);
  });

  it('end when their person is suspended or changes the password, also in the very millisecond (T181, T209)', async () => {
    const user = await createUser();
    const key = { instanceId: instance.id, userId: user.id };
    const first = await start(user);
    expect(await alive(first)).toBe(true);
    await node.get(Users).setPassword({ ...key, password: 'four words nobody guesses' });
    expect(await alive(first)).toBe(false);
    const second = await start(user);
    expect(await alive(second)).toBe(true);
    await node.get(Users).suspend(key);
    expect(await alive(second)).toBe(false);
    await expect(start(user)).rejects.toMatchObject({ code: 'invalid_login' });
    await node.get(Users).activate(key);
    expect(await alive(second)).toBe(false);
    expect(await sessions.list(instance.id, user.id)).toEqual([]);
  });

  it('are ended one by one, all others, or all', async () => {
    const user = await createUser();
    const [a, b, c] = await Promise.all([start(user), start(user), start(user)]);
    const stranger = await start(await createUser());
    await expect(sessions.end(instance.id, user.id, stranger.session.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(sessions.end(other.id, user.id, a.session.id)).rejects.toMatchObject({ code: 'not_found' });
    await sessions.end(instance.id, user.id, a.session.id);
    await expect(sessions.end(instance.id, user.id, a.session.id)).rejects.toMatchObject({ code: 'not_found' });
    await sessions.endOthers(instance.id, user.id, b.session.id);
    expect(await Promise.all([a, b, c].map((opened) => alive(opened)))).toEqual([false, true, false]);
    await sessions.endAll(instance.id, user.id);
    expect(await alive(b)).toBe(false);
    expect(await alive(stranger)).toBe(true);
  });

  it('have secrets and ids that never repeat (T191)', async () => {
    const user = await createUser();
    const opened: OpenedSession[] = [];
    await node.get(Database).transaction(async () => {
      while (opened.length < 500) opened.push(await start(user));
    });
    expect(new Set(opened.map(({ secret }) => secret)).size).toBe(500);
    expect(new Set(opened.map(({ session }) => session.id)).size).toBe(500);
    expect(opened.some(({ secret }) => secret.includes(user.id.slice(0, 8)))).toBe(false);
  });
});

type ApiCall = { secret?: string; method?: string; body?: string; headers?: Record<string, string> };

describe.each(['', '/demo'])('%s/api', (prefix) => {
  const call = (path: string, { secret, ...init }: ApiCall = {}): Promise<Response> =>
    fetch(`${url}${prefix}/api/${path}`, {
      ...init,
      headers: { ...(secret === undefined ? {} : { cookie: `ZEYOSID=${secret}` }), ...init.headers },
    });
  const own = { origin: 'https://id.example' };

  it('lists the own sessions and tells which is this one', async () => {
    const user = await createUser();
    const [here, there] = [await start(user), await start(user)];
    const response = await call('sessions', { secret: here.secret });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { sessions: listed } = (await response.json()) as { sessions: { id: SessionId; current: boolean }[] };
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual(
      expect.objectContaining({ id: here.session.id, current: true, device: 'Firefox on Linux' }),
    );
    expect(listed).toContainEqual(expect.objectContaining({ id: there.session.id, current: false }));
    expect(JSON.stringify(listed)).not.toContain(here.secret);
  });

  it('ends one, answers 404 for somebody else’s, 401 after its own (T190)', async () => {
    const user = await createUser();
    const [here, there, foreign] = [await start(user), await start(user), await start(await createUser())];
    const end = (id: string) => call(`sessions/${id}`, { method: 'DELETE', secret: here.secret, headers: own });
    expect((await end(there.session.id)).status).toBe(204);
    expect((await call('sessions', { secret: there.secret })).status).toBe(401);
    expect((await end(foreign.session.id)).status).toBe(404);
    expect((await end('not-an-id')).status).toBe(404);
    expect(await alive(foreign)).toBe(true);
    expect((await end(here.session.id)).status).toBe(204);
    expect((await call('sessions', { secret: here.secret })).status).toBe(401);
  });

  it('ends all others', async () => {
    const user = await createUser();
    const [here, there] = [await start(user), await start(user)];
    expect((await call('sessions', { method: 'DELETE', secret: here.secret, headers: own })).status).toBe(204);
    expect([await alive(here), await alive(there)]).toEqual([true, false]);
  });

  it.each([
    [{}],
    [{ origin: 'https://evil.test' }],
    [{ origin: 'null' }],
    [{ origin: 'https://id.example.evil.test' }],
    [{ origin: 'http://id.example' }],
    [{ ...own, 'sec-fetch-site': 'cross-site' }],
    [{ ...own, 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('refuses a state change that does not come from an own page: %j (T185)', async (headers) => {
    const user = await createUser();
    const [here, there] = [await start(user), await start(user)];
    const refused = await call('sessions', { method: 'DELETE', secret: here.secret, headers });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'csrf_failed' });
    expect(await alive(there)).toBe(true);
  });

  it.each([
    [own],
    [{ ...own, 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
  ])('accepts one that does: %j', async (headers) => {
    const here = await start(await createUser());
    expect((await call('sessions', { method: 'DELETE', secret: here.secret, headers })).status).toBe(204);
  });

  it('takes nobody’s word: no cookie, a wrong one, two of them (T182)', async () => {
    const { secret } = await start(await createUser());
    const second = (await start(await createUser())).secret;
    expect((await call('sessions')).status).toBe(401);
    expect((await call('sessions', { secret: 'a'.repeat(43) })).status).toBe(401);
    for (const cookie of [`ZEYOSID=${secret}; ZEYOSID=${second}`, `ZEYOSID=${second}; ZEYOSID=${secret}`]) {
      expect((await call('sessions', { headers: { cookie } })).status).toBe(401);
    }
  });

  it('shows and changes the own profile', async () => {
    const user = await createUser();
    const { secret } = await start(user);
    const patch = (body: unknown) =>
      call('users/me', {
        method: 'PATCH',
        secret,
        headers: { ...own, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect(await (await call('users/me', { secret })).json()).toMatchObject({
      id: user.id,
      full_name: 'Pat',
      email: user.email,
    });
    expect(await (await patch({ name: 'Grace', locale: 'en-GB', zoneinfo: 'Europe/London' })).json()).toMatchObject({
      full_name: 'Grace',
      locale: 'en-GB',
      zoneinfo: 'Europe/London',
    });
    for (const wrong of [
      { name: null },
      { name: '' },
      { name: 7 },
      { locale: 'x'.repeat(17) },
      { zoneinfo: 'Mars' },
      { email: 'a' },
    ]) {
      const refused = await patch(wrong);
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        code: 'invalid_input',
        issues: [expect.objectContaining({ path: Object.keys(wrong), message: expect.any(String) })],
      });
    }
    expect(await (await call('users/me', { secret })).json()).toMatchObject({ full_name: 'Grace' });
  });

  it('answers nothing at an instance that is not there, and nothing at another one (T184)', async () => {
    const { secret } = await start(await createUser());
    const at = (name: string) => fetch(`${url}/${name}/api/sessions`, { headers: { cookie: `ZEYOSID=${secret}` } });
    expect((await at('nowhere')).status).toBe(404);
    expect((await at('other')).status).toBe(401);
    expect((await at('demo')).status).toBe(200);
  });
});
