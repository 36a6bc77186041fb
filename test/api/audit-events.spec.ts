import { Audit } from '../../src/audit/index.js';
import { Operators } from '../../src/operators/index.js';
import type { Instance } from '../../src/instances/index.js';
import type { Answer } from '../support/http.js';
import { TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const PATH = '/demo/api/audit-events';
const CANARY = `rt_${'C'.repeat(43)}`;

interface Event {
  readonly id: string;
  readonly occurredAt: string;
  readonly type: string;
  readonly userId?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

let server: TestServer;
let operator: TestUser;
let browser: Visitor;
let acme: Instance;
beforeAll(async () => {
  server = await TestServer.start();
  operator = await server.createUser();
  await server.app.get(Operators).add(operator.email);
  browser = await server.signedIn(operator);
  acme = await server.createInstance('acme');
});
afterAll(() => server.stop());

type Query = Readonly<Record<string, string>>;

const ask = (query: Query, tail = '', as = browser): Promise<Answer> =>
  as.request('GET', `${PATH}${tail}?${new URLSearchParams(query).toString()}`);
const listed = async (query: Query): Promise<Event[]> => {
  const { status, json } = await ask(query);
  expect(status).toBe(200);
  return json['events'] as Event[];
};
const exported = async (query: Query): Promise<Event[]> => {
  const { status, headers, text } = await ask(query, '/export');
  expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  expect(headers.get('content-disposition')).toBe('attachment; filename="audit-events.ndjson"');
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Event);
};
const numbersOf = (events: readonly Event[]): unknown[] => events.map(({ detail }) => detail['number']);
const record = (instance: Instance, type: string, number: number, userId?: TestUser['id']): Promise<void> =>
  server.app.get(Audit).record({ instanceId: instance.id, type, userId, detail: { number } });

describe('the audit log, for operators', () => {
  it('T257 tells of one instance at a time, newest first', async () => {
    const person = await server.createUser({ instance: acme });
    await server.signedIn(person, acme);
    const events = await listed({ of: 'acme' });
    expect(events).toMatchObject([{ type: 'user.created', userId: person.id, detail: {} }]);
    expect((await listed({})).map(({ type }) => type).sort()).toEqual(['operator.added', 'user.created']);
    expect((await ask({ of: 'nowhere' })).status).toBe(404);
  });

  it('is narrowed by type, person and time', async () => {
    const bravo = await server.createInstance('bravo');
    for (const number of [1, 2, 3, 4]) {
      await record(bravo, number % 2 === 0 ? 'test.even' : 'test.odd', number, number > 2 ? operator.id : undefined);
      server.clock.advance(1_000);
    }
    const [four, , two] = await listed({ of: 'bravo' });
    const numbers = async (query: Query): Promise<unknown[]> => numbersOf(await listed({ of: 'bravo', ...query }));
    expect(await numbers({ type: 'test.even' })).toEqual([4, 2]);
    expect(await numbers({ type: 'test.even,test.odd' })).toEqual([4, 3, 2, 1]);
    expect(await numbers({ user: operator.id })).toEqual([4, 3]);
    expect(await numbers({ user: operator.id, type: 'test.odd' })).toEqual([3]);
    const [from, to] = [two?.occurredAt ?? '', four?.occurredAt ?? ''];
    expect(await numbers({ from, to })).toEqual([3, 2]);
    expect(numbersOf(await exported({ of: 'bravo', from, to }))).toEqual([3, 2]);
  });

  it('is read page by page, each event once, also where many share a moment and more come meanwhile', async () => {
    const charlie = await server.createInstance('charlie');
    for (let number = 0; number < 7; number += 1) await record(charlie, 'test.done', number);
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const { json } = await ask({ of: 'charlie', limit: '3', ...(cursor && { cursor }) });
      seen.push(...numbersOf(json['events'] as Event[]));
      cursor = json['next'] as string | undefined;
      if (seen.length === 3) server.clock.advance(1);
      if (seen.length === 3) await record(charlie, 'test.done', 99);
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('is exported whole, as lines, in more than one batch; the export is on the record itself', async () => {
    const delta = await server.createInstance('delta');
    const total = 1_203;
    for (let number = 0; number < total; number += 1) await record(delta, 'test.done', number);
    const events = await exported({ of: 'delta' });
    expect(new Set(numbersOf(events)).size).toBe(total);
    expect(events).toHaveLength(total);
    expect(events.slice(0, 2)).toEqual(await listed({ of: 'delta', limit: '2' }));
    const [trace] = await listed({ type: 'audit.exported', limit: '1' });
    expect(trace).toMatchObject({ userId: operator.id, detail: { instance: 'delta' } });
  });

  it('ends where the reader goes away, and the server serves on', async () => {
    const gone = new AbortController();
    const cookie = `ZEYOSID=${browser.cookie('ZEYOSID')}`;
    const url = new URL(`${PATH}/export?of=delta`, server.origin);
    const response = await fetch(url, { headers: { cookie }, signal: gone.signal });
    gone.abort();
    await expect(response.text()).rejects.toThrow();
    expect((await ask({})).status).toBe(200);
  });

  it('T286 T284 refuses what is no moment, type, limit or cursor', async () => {
    const wrong: Query[] = [
      ...['yesterday', '2026-13-01T00:00:00Z', '1e309', '-1', '2026-01-01'].map((from) => ({ from })),
      ...['0', '-1', '201', '1e9', 'NaN', '9007199254740993'].map((limit) => ({ limit })),
      ...['1', "1.' OR 1=1", '9'.repeat(16), `1.${'x'.repeat(36)}`].map((cursor) => ({ cursor })),
      ...["user' OR '1'='1", '%', 'a,'.repeat(21)].map((type) => ({ type })),
      { order: 'id; DROP TABLE audit_events' },
    ];
    for (const query of wrong) expect([query, (await ask(query)).status]).toEqual([query, 400]);
    expect((await ask({ user: "' OR ''='" })).json).toEqual({ events: [] });
    expect((await ask({ cursor: '1.01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11', limit: '1' }, '/export')).status).toBe(400);
  });

  it.each(['', '/export'])('T270 is closed to everybody else: %s', async (tail) => {
    expect((await server.send('GET', `${PATH}${tail}`)).status).toBe(401);
    const person = await server.signedIn(await server.createUser());
    expect((await ask({}, tail, person)).status).toBe(403);
    const stranger = await server.createUser({ instance: acme });
    const elsewhere = await server.signedIn(stranger, acme);
    expect((await elsewhere.request('GET', `/acme/api/audit-events${tail}`)).status).toBe(403);
    const app = await server.createApp();
    const { access_token: token } = await server.tokens(operator, app);
    const headers = { authorization: `Bearer ${token}` };
    expect((await server.send('GET', `${PATH}${tail}`, { headers })).status).toBe(403);
  });

  it('is closed to who is no operator any more, at once', async () => {
    const former = await server.createUser();
    await server.app.get(Operators).add(former.email);
    const visitor = await server.signedIn(former);
    expect((await ask({}, '', visitor)).status).toBe(200);
    await server.app.get(Operators).remove(former.email);
    expect((await ask({}, '', visitor)).status).toBe(403);
  });

  it('T322 holds no secret, whatever was recorded', async () => {
    const detail = { token: CANARY, text: CANARY };
    await server.app.get(Audit).record({ instanceId: server.instance.id, type: 'test.secret', detail });
    expect(JSON.stringify(await exported({ type: 'test.secret' }))).not.toContain('CCC');
  });
});
