import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';
import { type ClientOptions, createClient, operation, type TokenSet } from '../../src/client/index.js';
import { fill, SeedPage } from '../surfaces/seed-page.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';
import { bundle, readmePrograms } from './bundle.js';

jest.setTimeout(120_000);

const CALLBACK = 'https://yourapp.example.com/callback';
const page = new SeedPage('zeyos-guide.txt');

/** The page's samples, in its order: from where to where. */
const SAMPLES = {
  buildUrl: page.passage('import { createZeyosClient }', '// Redirect the user to authUrl'),
  exchange: page.passage('const callback =', 'tokenSet.refreshToken);\n}'),
  call: page.passage('const tickets =', '});'),
  refresh: page.passage('const newTokenSet', ';'),
  revoke: page.passage('await client.oauth2.revokeToken', '});'),
  session: page.passage('const client = createZeyosClient({', '\n});', 1),
  check: page.passage('const endpoint =', 'userInfo.sub);\n}'),
  tokens: page.passage('// Read the current token set', 'clearTokenSet();'),
  store: page.passage('const customStore =', 'autoRefresh: true,\n},\n},\n});'),
};

type Names = Readonly<Record<string, unknown>>;

let server: TestServer;
let user: TestUser;
let app: TestApp;
let visitor: Visitor;

beforeAll(async () => {
  server = await TestServer.start({ environment: { SEED_DEMO: 'true' } });
  user = await server.createUser();
  app = await server.createApp({ redirectUris: [CALLBACK] });
  visitor = await server.signedIn(user);
});
afterAll(() => server.stop());

/** What the seed calls `createZeyosClient`; its API of tickets is one that we do not generate methods for. */
const createZeyosClient = (options: ClientOptions) =>
  createClient({ ...options, operations: { listTickets: operation('POST /api/v1/tickets') } });

/** Runs a sample as it stands but for host and credentials, and answers what it has defined. */
async function run(sample: string, given: Names, defined: readonly string[] = []): Promise<Record<string, unknown>> {
  const real = {
    'https://cloud.zeyos.com': server.origin,
    YOUR_CLIENT_ID: app.clientId,
    YOUR_CLIENT_SECRET: app.clientSecret,
  };
  const present = Object.entries(real).filter(([placeholder]) => sample.includes(placeholder));
  const text = fill(sample, Object.fromEntries(present)).replace(
    "import { createZeyosClient } from '@zeyos/client';",
    '',
  );
  const names = [...Object.keys(given), 'createZeyosClient'];
  const program = `(async ({ ${names.join(', ')} }) => {\n${text}\nreturn { ${defined.join(', ')} };\n})`;
  const ran = runInThisContext(program) as (names: Names) => Promise<Record<string, unknown>>;
  return ran({ ...given, createZeyosClient });
}

/** The console of a sample. */
class Lines {
  readonly lines: unknown[][] = [];
  readonly log = (...line: unknown[]): void => void this.lines.push(line);
  readonly error = this.log;
}

/** What a browser in which the person is signed in makes of `fetch`. */
const browserFetch = (url: string, init: RequestInit): Promise<Response> => {
  const headers = new Headers(init.headers);
  if (init.credentials === 'include') headers.set('cookie', `ZEYOSID=${visitor.cookie('ZEYOSID')}`);
  return fetch(url, { ...init, headers });
};

describe('the samples of the guide', () => {
  it('are all of those that it has', () => {
    const text = readFileSync(join(__dirname, '../surfaces/seed/zeyos-guide.txt'), 'utf8');
    expect(Object.values(SAMPLES).filter((sample) => `${text}\n`.includes(`JavaScript\n${sample}\n`))).toHaveLength(9);
    expect(text.split('JavaScript\n')).toHaveLength(10);
  });

  it('sign a person in, call, refresh and revoke, one after the other', async () => {
    const { client, authUrl } = await run(SAMPLES.buildUrl, {}, ['client', 'authUrl']);
    let answer = await visitor.open(String(authUrl).replace(server.origin, ''));
    if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
    const callbackUrl = answer.location ?? '';
    expect(callbackUrl).toMatch(/^https:\/\/yourapp\.example\.com\/callback\?.*state=random-csrf-token/);
    const console = new Lines();
    await run(SAMPLES.exchange, { client, callbackUrl, console });
    expect(console.lines).toEqual([
      ['Access token:', expect.stringMatching(/^ey/)],
      ['Refresh token:', expect.any(String)],
    ]);
    const { tickets } = await run(SAMPLES.call, { client }, ['tickets']);
    expect(tickets).toEqual(expect.arrayContaining([expect.objectContaining({ ticketnum: expect.anything() })]));
    const { newTokenSet } = await run(SAMPLES.refresh, { client }, ['newTokenSet']);
    const tokenSet = newTokenSet as TokenSet & { accessToken: string };
    expect(await server.isActive(app, tokenSet.accessToken)).toBe(true);
    await run(SAMPLES.revoke, { client, tokenSet });
    expect(await server.isActive(app, tokenSet.accessToken)).toBe(false);
  });

  it('tell of a refusal', async () => {
    const { client } = await run(SAMPLES.buildUrl, {}, ['client']);
    const console = new Lines();
    await run(SAMPLES.exchange, {
      client,
      console,
      callbackUrl: `${CALLBACK}?error=access_denied&error_description=No`,
    });
    expect(console.lines).toEqual([['Authorization failed:', 'No']]);
  });

  it('use the session, and check it', async () => {
    const { client } = await run(SAMPLES.session, {}, ['client']);
    expect((client as ReturnType<typeof createZeyosClient>).oauth2).toBeTruthy();
    const console = new Lines();
    await run(SAMPLES.check, { fetch: browserFetch, console });
    expect(console.lines).toEqual([['Logged in as:', user.id]]);
    const silence = new Lines();
    await run(SAMPLES.check, { fetch, console: silence });
    expect(silence.lines).toEqual([]);
  });

  it('read, set and clear the tokens', async () => {
    const kept: unknown[] = [];
    const tokenStore = { get: () => null, set: (tokens: unknown) => void kept.push(tokens) };
    const client = createZeyosClient({
      platform: server.issuer.replace('/oauth2/v1', ''),
      auth: { oauth: { tokenStore } },
    });
    const { tokenSet } = await run(SAMPLES.tokens, { client }, ['tokenSet']);
    expect(tokenSet).toBeNull();
    const set = {
      accessToken: 'new-access-token',
      refreshToken: 'new-refresh-token',
      expiresAt: expect.any(Number) as number,
    };
    expect(kept).toEqual([expect.objectContaining(set), null]);
  });

  it('keep the tokens in a store of one’s own, and renew them by themselves', async () => {
    let row: TokenSet | null = null;
    const database = {
      loadFromDatabase: () => row,
      saveToDatabase: async (tokens: TokenSet | null) => void (row = tokens),
    };
    const { client: made } = await run(SAMPLES.store, database, ['client']);
    const client = made as ReturnType<typeof createZeyosClient>;
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    await client.auth.setTokenSet({ accessToken: 'spent', refreshToken, expiresAt: 1 });
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect(row).toMatchObject({
      accessToken: expect.stringMatching(/^ey/),
      refreshToken: expect.not.stringMatching(refreshToken),
    });
  });
});

describe('the programs of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-readme-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs a program as it would be pasted, but for the ports, and hands its lines to the reader. */
  function start(program: string, ports: Readonly<Record<string, string>>, secret: string) {
    const file = join(folder, 'program.mjs');
    writeFileSync(file, bundle(fill(program, ports), 'node'));
    return spawn(process.execPath, [file, secret], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  }

  it('sign in by password and say who is there', async () => {
    const [program = ''] = readmePrograms();
    const { email, password } = await server.createUser({ email: 'demo@latchkey.example' });
    const child = start(program, { 'http://localhost:3000': server.origin }, password);
    const lines: string[] = [];
    for await (const line of createInterface(child.stdout)) lines.push(line);
    expect(lines.join('\n')).toContain(email);
  });

  it('serve an app that people sign in to', async () => {
    const [, program = ''] = readmePrograms();
    const own = await server.createApp({ redirectUris: ['http://localhost:8080/callback'] });
    const port = await freePort();
    const ports = {
      'http://localhost:3000': server.origin,
      'listen(8080)': `listen(${port}, () => console.log('listening'))`,
    };
    const child = start(program.replace('demo-web', own.clientId), ports, own.clientSecret);
    try {
      await new Promise((resolve) => child.stdout.once('data', resolve));
      const sent = await fetch(`http://localhost:${port}/`, { redirect: 'manual' });
      const url = (sent.headers.get('location') ?? '').replace(server.origin, '');
      let answer = await visitor.open(url);
      if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
      const back = (answer.location ?? '').replace('8080', String(port));
      expect(await (await fetch(back)).text()).toBe(`Hello, ${user.name}`);
    } finally {
      child.kill();
    }
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
