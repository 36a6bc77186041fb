import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import pg from 'pg';
import { Database, isDatabaseUnavailable, Settings, stopGracefully } from '../../src/platform/index.js';
import { CommandLine } from '../support/command-line.js';
import { type TestDatabase, testDatabaseUrl } from '../support/databases.js';
import type { Answer } from '../support/http.js';
import { TestServer, type TestApp } from '../support/server.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import type { Visitor } from '../support/visitor.js';

/** Milliseconds after which an answer counts as none. */
const BOUND = 5_000;
const LIMITS = { DATABASE_CONNECT_TIMEOUT: '500', DATABASE_STATEMENT_TIMEOUT: '1000' };

let store: TestDatabase;
let proxy: TcpProxy;
let server: TestServer;
let database: Database;
let app: TestApp;
let visitor: Visitor;

const byClient = (): Promise<Answer> =>
  server.token(app, { grant_type: 'client_credentials', scope: 'tickets.ticket.r' });
const ways = (): readonly (() => Promise<Answer>)[] => [
  () => server.send('GET', '/health/ready'),
  byClient,
  () => visitor.get('/demo/api/users/me'),
  () =>
    server
      .visitor()
      .post('/api/auth/login', { json: { email: `${Math.random()}@example.com`, password: 'some password' } }),
  () => visitor.get('/demo/account'),
];

/** The answer, or that there is none. */
async function inTime(work: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const never = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${BOUND} ms`)), BOUND);
  });
  return Promise.race([work, never]).finally(() => clearTimeout(timer));
}

async function recovered(): Promise<void> {
  const deadline = performance.now() + BOUND;
  while ((await server.send('GET', '/health/ready')).status !== 200) {
    if (performance.now() > deadline) throw new Error(`not ready again within ${BOUND} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const way of ways()) expect((await inTime(way())).status).toBeLessThan(500);
  expect((await byClient()).status).toBe(200);
}

async function expectRefusals(): Promise<void> {
  const crowd = Array.from({ length: 6 }, ways).flat();
  const answers = await Promise.all(crowd.map((way) => inTime(way())));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  for (const { headers } of answers) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}

async function administer(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(store.url);
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

const OTHERS =
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

/** An SQLite file is no server that could be gone. */
const onPostgres = process.env['TEST_POSTGRES_URL'] ? describe : () => undefined;

onPostgres('without the database', () => {
  beforeAll(async () => {
    store = await testDatabaseUrl();
    await new CommandLine({ DATABASE_URL: store.url }).json(['migrate']);
    proxy = await TcpProxy.to(store.url);
    server = await TestServer.start({ environment: { ...LIMITS, DATABASE_URL: proxy.url } });
    database = server.app.get(Database);
    app = await server.createApp();
    visitor = await server.signedIn(await server.createUser());
    await recovered();
  });
  afterAll(async () => {
    await server.stop();
    await proxy.cut();
    await store.cleanup();
  });

  it('T293 every answer is 503 with Retry-After while it is gone, and the server recovers by itself', async () => {
    await proxy.cut();
    await expectRefusals();
    await proxy.mend();
    await recovered();
  });

  it('T294 every answer is 503 with Retry-After while it is silent, none hangs, and the server recovers by itself', async () => {
    proxy.stall();
    await expectRefusals();
    await expectRefusals();
    proxy.flow();
    await recovered();
  });

  it.each(['silent', 'gone'])(
    'T294 what a transaction had written is undone when the database is %s in its midst',
    async (how) => {
      const email = `${how}@example.com`;
      const failed = database.transaction(async () => {
        await server.createUser({ email });
        if (how === 'gone') await proxy.cut();
        else proxy.stall();
        await database.query('SELECT 1 AS one');
      });
      const error: unknown = await failed.catch((cause: unknown) => cause);
      expect(isDatabaseUnavailable(error)).toBe(true);
      if (how === 'gone') await proxy.mend();
      else proxy.flow();
      await recovered();
      expect(await database.query('SELECT id FROM users WHERE email_folded = $1', [email])).toEqual([]);
    },
  );

  it('T295 connections that an administrator ends are made anew', async () => {
    await administer(OTHERS);
    await recovered();
  });

  it('T295 a server that only reads refuses what would write, and says no falsehood', async () => {
    const name = new URL(store.url).pathname.slice(1);
    await administer(`ALTER DATABASE "${name}" SET default_transaction_read_only = on`, OTHERS);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await inTime(byClient())).status).toBe(503);
    const writable = 'SET default_transaction_read_only = off';
    await administer(writable, `ALTER DATABASE "${name}" RESET default_transaction_read_only`, OTHERS);
    await recovered();
  });
});

describe('T308 told to stop', () => {
  let first: TestServer;
  let stopping: TestServer;
  let ended: Promise<void>;

  /** A connection on which as much of a request is sent as is given here. */
  const open = async (text: string): Promise<Socket> => {
    const { hostname, port } = new URL(stopping.origin);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(text.replaceAll('\n', '\r\n'));
    return socket;
  };
  const answerOn = async (socket: Socket): Promise<string> => {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    return chunk.toString();
  };
  const takesConnections = async (): Promise<boolean> => {
    const { hostname, port } = new URL(stopping.origin);
    const socket = connect(Number(port), hostname);
    const outcome = await Promise.race([once(socket, 'connect'), once(socket, 'error')]).then(
      () => true,
      () => false,
    );
    socket.destroy();
    return outcome;
  };
  const LIVE = 'GET /health/live HTTP/1.1\nhost: localhost\n\n';

  beforeAll(async () => {
    first = await TestServer.start();
    stopping = await first.replica({ environment: { SHUTDOWN_DELAY: '700' } });
  });
  afterAll(async () => {
    await ended;
    await first.stop();
  });

  it('is not ready from that moment on, serves on for a while, and finishes what has begun before it is gone', async () => {
    const idle = await open(LIVE);
    expect(await answerOn(idle)).toContain('200 OK');
    const closed = once(idle, 'close');
    const [head, last] = [
      'POST /api/auth/login HTTP/1.1\nhost: localhost\ncontent-type: application/json\ncontent-length: 2\n\n{',
      '}',
    ];
    const begun = await open(head);
    const used = await open('');
    ended = stopGracefully(stopping.app, stopping.app.get(Settings));
    const ready = await stopping.send('GET', '/health/ready');
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1']);
    const live = await stopping.send('GET', '/health/live');
    expect([live.status, live.headers.get('connection')]).toEqual([200, 'close']);
    used.write(LIVE.replaceAll('\n', '\r\n'));
    expect(await answerOn(used)).toMatch(/200 OK[^]*connection: close/i);
    await closed;
    while (await takesConnections()) await new Promise((resolve) => setTimeout(resolve, 20));
    const answer = answerOn(begun);
    begun.write(last);
    expect(await answer).toContain('400 Bad Request');
    await ended;
  });
});
