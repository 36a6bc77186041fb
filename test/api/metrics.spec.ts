import {
  type Attributes,
  type Context,
  context,
  type ContextManager,
  ROOT_CONTEXT,
  type Span,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorage } from 'node:async_hooks';
import { AppLogger, Metrics, Outbox, parseSettings } from '../../src/platform/index.js';
import type { Answer } from '../support/http.js';
import { PASSWORD, type TestApp, TestServer, type TestUser } from '../support/server.js';

const OUTSIDE = { 'x-forwarded-for': '203.0.113.9' };
const TOKEN = 'a-token-of-metrics-0123';
const CANARY = 'canary-6f1c@example.com';

interface Told {
  name: string;
  attributes: Attributes;
  isEnded: boolean;
}

/** What an operator's SDK would get to see. */
const spans: Told[] = [];

function recordSpans(): void {
  const startSpan = (name: string, { attributes = {} }: { attributes?: Attributes } = {}): Span => {
    const told: Told = { name, attributes: { ...attributes }, isEnded: false };
    spans.push(told);
    const span: Partial<Span> = {
      spanContext: () => ({ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 }),
      setAttributes: (more) => (Object.assign(told.attributes, more), span as Span),
      setStatus: () => span as Span,
      updateName: (changed) => ((told.name = changed), span as Span),
      end: () => void (told.isEnded = true),
    };
    return span as Span;
  };
  const tracer = { startSpan, startActiveSpan: () => undefined };
  trace.setGlobalTracerProvider({ getTracer: () => tracer as never });
  const storage = new AsyncLocalStorage<Context>();
  const manager: Partial<ContextManager> = {
    disable: () => manager as ContextManager,
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: ((within: Context, action: () => unknown) => storage.run(within, action)) as ContextManager['with'],
  };
  context.setGlobalContextManager(manager as ContextManager);
}

const lines: string[] = [];
const logged = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

let server: TestServer;
let guarded: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  recordSpans();
  const logger = new AppLogger('info', { write: (line: string) => void lines.push(line) });
  server = await TestServer.start({ logger });
  trace.disable();
  guarded = await server.replica({ environment: { METRICS_TOKEN: TOKEN, METRICS_ALLOW: '192.0.2.0/24' } });
  user = await server.createUser({ email: CANARY, name: CANARY });
  app = await server.createApp();
});
afterAll(async () => {
  await guarded.stop();
  await server.stop();
  context.disable();
});

async function scrape(): Promise<string> {
  const { status, text, headers } = await server.send('GET', '/metrics');
  expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return text;
}

/** The number behind a series; 0 where there is none. */
function valueOf(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

const ask = (target: TestServer, headers: Record<string, string> = {}): Promise<Answer> =>
  target.send('GET', '/metrics', { headers });

describe('/metrics', () => {
  it('T270 is there for this machine only, unless a setting says otherwise', async () => {
    expect((await ask(server)).status).toBe(200);
    expect((await ask(server, OUTSIDE)).status).toBe(404);
    expect((await ask(server, { 'x-forwarded-for': '127.0.0.1, 203.0.113.9' })).status).toBe(404);
    expect((await ask(server, { ...OUTSIDE, authorization: `Bearer ${TOKEN}` })).status).toBe(404);
  });

  it('T270 takes nobody for a neighbour whom an unknown proxy on this machine has passed on', async () => {
    const behind = await server.replica({ environment: { TRUSTED_PROXIES: '' } });
    try {
      expect((await ask(behind)).status).toBe(200);
      for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']) {
        expect([name, (await ask(behind, { [name]: '127.0.0.1' })).status]).toEqual([name, 404]);
      }
    } finally {
      await behind.stop();
    }
  });

  it('T270 opens to the token, and to the addresses that are named, and to nobody else', async () => {
    const bearer = (token: string): Record<string, string> => ({ ...OUTSIDE, authorization: `Bearer ${token}` });
    expect((await ask(guarded, bearer(TOKEN))).status).toBe(200);
    expect((await ask(guarded, { 'x-forwarded-for': '192.0.2.8' })).status).toBe(200);
    expect((await ask(guarded)).status).toBe(404);
    for (const wrong of ['', 'x', `${TOKEN}x`, TOKEN.slice(1), TOKEN.toUpperCase()]) {
      expect((await ask(guarded, bearer(wrong))).status).toBe(404);
    }
  });

  it.each([{ METRICS_TOKEN: 'short' }, { METRICS_TOKEN: 'with spaces in the token' }, { METRICS_ALLOW: 'localhost' }])(
    'T327 stops the start with %j, and does not repeat it',
    (environment) => {
      const parse = (): unknown => parseSettings(environment);
      expect(parse).toThrow(/METRICS_/);
      expect(parse).not.toThrow(/short|with spaces|localhost/);
    },
  );

  it('counts requests by method, template of the route and status', async () => {
    const series = (route: string, status: number): string =>
      `latchkey_http_requests_total{method="GET",route="${route}",status="${status}"}`;
    const before = await scrape();
    const count = (text: string, route: string, status: number): number => valueOf(text, series(route, status));
    for (const path of ['/demo/api/users/me', '/demo/api/users/me?code=secret', '/none/api/users/me']) {
      await server.send('GET', path);
    }
    for (const path of ['/demo/no/such/path', '/demo/nor/this/one']) await server.send('GET', path);
    const after = await scrape();
    const grown = (route: string, status: number): number => count(after, route, status) - count(before, route, status);
    expect(grown('/:instance/api/users/me', 401) + grown('/:instance/api/users/me', 404)).toBe(3);
    expect(grown('none', 404)).toBe(2);
    expect(grown('/metrics', 200)).toBe(1);
    const times = 'latchkey_http_request_duration_seconds_count{method="GET",route="/:instance/api/users/me"}';
    expect(valueOf(after, times)).toBeGreaterThanOrEqual(3);
  });

  it('counts the tokens issued, by grant, and none that was refused', async () => {
    const issued = (text: string, grant: string): number =>
      valueOf(text, `latchkey_tokens_issued_total{grant="${grant}"}`);
    const before = await scrape();
    const { refresh_token: refreshToken } = await server.tokens(user, app, { scope: 'openid offline_access' });
    expect((await server.refresh(app, refreshToken)).status).toBe(200);
    expect((await server.refresh(app, 'rt_none')).status).toBe(400);
    expect((await server.token(app, { grant_type: 'client_credentials' })).status).toBe(200);
    expect((await server.token(app, { grant_type: `${CANARY}` })).status).toBe(400);
    const after = await scrape();
    for (const grant of ['authorization_code', 'refresh_token', 'client_credentials']) {
      expect([grant, issued(after, grant) - issued(before, grant)]).toEqual([grant, 1]);
    }
  });

  it('tells how far behind and how busy the process is', async () => {
    const text = await scrape();
    const database = process.env['TEST_POSTGRES_URL']
      ? 'latchkey_database_connections{state="open"}'
      : 'latchkey_database_writers_waiting';
    const series = [
      ...['latchkey_revocation_feed_age_seconds', 'latchkey_revocation_delay_seconds', 'latchkey_revocations_held'],
      ...['latchkey_password_hashing{state="waiting"}', 'process_resident_memory_bytes', database],
    ];
    for (const name of series) expect(text).toMatch(new RegExp(`^${name.replace(/[{}]/g, '\\$&')} [0-9.e+-]+$`, 'm'));
  });

  it('counts what waits in the outbox, by kind', async () => {
    const outbox = server.app.get(Outbox);
    const letter = { instanceId: server.instance.id, kind: 'letter', payload: {} };
    for (const message of [letter, letter, { ...letter, kind: 'parcel' }]) await outbox.add(message);
    const text = await scrape();
    expect(valueOf(text, 'latchkey_outbox_messages{kind="letter"}')).toBe(2);
    expect(valueOf(text, 'latchkey_outbox_messages{kind="parcel"}')).toBe(1);
  });

  it('leaves out what can not be read, and tells the rest', async () => {
    const metrics = new Metrics();
    const fails = (): never => {
      throw new Error('gone');
    };
    metrics.gauge({ name: 'broken', help: 'Broken' }, fails);
    metrics.gauge({ name: 'broken_by_kind', help: 'Broken', label: 'kind' }, () => Promise.reject(new Error('gone')));
    metrics.gauge({ name: 'sound', help: 'Sound' }, () => 7);
    const text = await metrics.text();
    expect(text).not.toMatch(/^broken/m);
    expect(valueOf(text, 'sound')).toBe(7);
  });

  it('T327 has no name of a person, an instance or a client in it, nor anything that a caller made up', async () => {
    await server.createInstance('telltale');
    const tried = await server.signIn(server.visitor(), CANARY, 'wrong horse battery staple');
    expect(tried.status).toBeGreaterThanOrEqual(200);
    await server.signIn(server.visitor(), CANARY, PASSWORD);
    for (const path of [`/telltale/${CANARY}`, `/telltale/api/users/me?email=${CANARY}`, `/${CANARY}`]) {
      await server.send('GET', path);
    }
    const text = await scrape();
    for (const word of ['canary', 'telltale', '@', app.clientId, app.clientSecret, user.id, PASSWORD]) {
      expect(text).not.toContain(word);
    }
    expect(text).not.toMatch(/instance="|[0-9a-f]{8}-[0-9a-f]{4}-|\b(?:ac|rt|at|cs|sk)_/);
  });
});

describe('a request', () => {
  it('T327 is one span, by its route, status and kind of caller, without its path, query or headers', async () => {
    spans.length = 0;
    const browser = await server.signedIn(user);
    await browser.request('GET', `/demo/api/users/me`, { headers: { 'x-request-id': 'request-number-1' } });
    await server.send('GET', `/demo/oauth2/v1/authorize?code=${CANARY}&client_id=${CANARY}`);
    await server.send('GET', `/${CANARY}`);
    expect(spans.map(({ name, isEnded }) => [name, isEnded])).toEqual([
      ['GET /:instance/api/users/me', true],
      ['GET /:instance/oauth2/v1/authorize', true],
      [expect.stringMatching(/^GET (?:none|\/:instance)$/), true],
    ]);
    expect(spans[0]?.attributes).toEqual({
      'http.request.method': 'GET',
      'http.route': '/:instance/api/users/me',
      'http.response.status_code': 200,
      'latchkey.request_id': 'request-number-1',
      'latchkey.bearer': 'person',
      'latchkey.credential': 'session',
    });
    expect(JSON.stringify(spans)).not.toContain('canary');
  });

  it('is no span where nobody has registered an SDK', async () => {
    spans.length = 0;
    expect((await guarded.send('GET', '/health/live')).status).toBe(200);
    expect(spans).toEqual([]);
  });

  it('T322 is one line of the log: what, how long, how it ended, and what kind of caller it was', async () => {
    lines.length = 0;
    const browser = await server.signedIn(user);
    await browser.request('GET', '/demo/api/users/me?email=canary');
    await server.send('GET', '/health/live');
    const [first, second] = logged().filter(({ message }) => message === 'request');
    expect(first).toEqual({
      ...{ level: 'info', time: expect.any(String) as string, message: 'request' },
      requestId: expect.any(String) as string,
      ...{ method: 'GET', path: '/demo/api/users/me', route: '/:instance/api/users/me', status: 200 },
      ...{ duration: expect.any(Number) as number, address: expect.any(String) as string },
      ...{ bearer: 'person', credential: 'session' },
    });
    expect(second).toMatchObject({ path: '/health/live', route: '/health/live', status: 200 });
    expect(second).not.toHaveProperty('bearer');
    expect(lines.join('')).not.toContain('canary');
  });
});
