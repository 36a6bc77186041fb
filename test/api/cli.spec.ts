import type { INestApplication } from '@nestjs/common';
import { createDataSource } from '../../ormconfig.js';
import { LatchkeyModule } from '../../src/latchkey.module.js';
import { AppLogger, createHttpApp, parseSettings, Settings, SystemClock } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { CommandLine } from '../support/command-line.js';
import { testDatabaseUrl } from '../support/databases.js';
import { basic, send } from '../support/http.js';
import { withinBound } from '../support/nodes.js';
import { TestServer } from '../support/server.js';

const SECRET = 'a-master-key-for-tests-of-sufficient-length';
const REDIRECT = ['--redirect-uri', 'https://app.test/cb'];
const SCOPE = ['--scope', 'openid tickets.ticket.r', '--scope', 'tickets.ticket.w'];

interface NewClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

let server: TestServer;
let replica: INestApplication;
let origins: readonly string[];
let cli: CommandLine;
let count = 0;
const log: string[] = [];

beforeAll(async () => {
  // The command line has the time of day, so the server needs it too.
  server = await TestServer.start({ clock: new SystemClock(), environment: { LATCHKEY_SECRET: SECRET } });
  const { databaseUrl, publicUrl, httpAdapter } = server.app.get(Settings);
  const environment = { DATABASE_URL: databaseUrl, PUBLIC_URL: publicUrl, LATCHKEY_SECRET: SECRET, SEED_DEMO: 'false' };
  const settings = parseSettings({ ...environment, HTTP_ADAPTER: httpAdapter, LOG_LEVEL: 'trace' });
  const logger = new AppLogger('trace', { write: (line) => void log.push(line) });
  replica = await createHttpApp(LatchkeyModule.forRoot({ settings }), settings, logger);
  await replica.listen(0, '127.0.0.1');
  origins = [server.origin, await replica.getUrl()];
  cli = new CommandLine(environment);
});

afterAll(async () => {
  await replica.close();
  await server.stop();
});

const freshName = (): string => `app-${(count += 1)}-cli`;

async function createApp(name = freshName(), more: readonly string[] = SCOPE): Promise<NewClient> {
  return clientOf(await cli.json(['app', 'create', '--name', name, ...REDIRECT, ...more]));
}

function clientOf(answer: Record<string, unknown>): NewClient {
  return { clientId: String(answer['client_id']), clientSecret: String(answer['client_secret']) };
}

/** What each replica answers to a request by the client for itself. */
function askAll({ clientId, clientSecret }: NewClient, endpoint = 'token', more: object = {}): Promise<unknown[]> {
  const form = { grant_type: 'client_credentials', scope: 'tickets.ticket.r', ...more };
  const headers = { authorization: basic(clientId, clientSecret) };
  const path = `/demo/oauth2/v1/${endpoint}`;
  return Promise.all(origins.map(async (origin) => (await send(origin, 'POST', path, { form, headers })).json));
}

async function accepts(client: NewClient): Promise<boolean[]> {
  return (await askAll(client)).map((answer) => 'access_token' in Object(answer));
}

async function everywhere(client: NewClient, isAccepted: boolean): Promise<void> {
  await withinBound(async () => (await accepts(client)).every((accepted) => accepted === isAccepted));
}

describe('how it is called', () => {
  it.each([
    [[]],
    [['user']],
    [['user', 'delete']],
    [['user', 'create', '--email', 'a@example.com']],
    [['user', 'create', '--email', 'a@example.com', '--password', 'x', '--admin']],
    [['instance', 'list', 'all']],
    [['instance', 'create', '--name', 'one', '--name', 'two', '--title', 'T']],
    [['instance', 'create', '--title', 'T', '--name']],
    [['keys', 'rotate', '--algorithm', 'none']],
    [['client', 'rotate-secret', '--client-id', 'x', '--overlap', 'soon']],
    [['client', 'rotate-secret', '--client-id', 'x', '--overlap=-1h']],
    [['resource', 'create', '--name', 'x', '--title', 'X', '--audience', 'https://x.test/', '--scope', 'x.y.r']],
    [['init', '--email', 'a@example.com', '--password', 'x', '--instance', 'other']],
  ])('%j is answered with what to do instead', async (argv) => {
    const { exitCode, out, err } = await cli.run(argv);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^usage: .+\n/);
    expect(err).not.toMatch(/\n\s+at /);
    const json = await cli.run([...argv, '--json']);
    expect(json).toEqual({ exitCode: 2, out: expect.any(String), err: '' });
    expect(JSON.parse(json.out)).toEqual({ error: { code: 'usage', message: expect.any(String) } });
  });

  it('explains itself, and each command', async () => {
    const { exitCode, out } = await cli.run(['--help']);
    expect([exitCode, out]).toEqual([0, expect.stringContaining('client rotate-secret')]);
    expect((await cli.run(['help'])).out).toBe(out);
    expect((await cli.run(['app', 'create', '--help'])).out).toMatch(/--redirect-uri <uri> .*may be repeated/);
  });

  it('tells in one sentence what is wrong with the environment or the database', async () => {
    const wrong = await new CommandLine({ PORT: 'x', DATABASE_URL: 'mysql://localhost' }).run(['instance', 'list']);
    expect(wrong).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringMatching(/PORT must be .*\n.*DATABASE_URL/),
    });
    const nowhere = new CommandLine({ DATABASE_URL: 'sqlite:/dev/null/x.sqlite', LATCHKEY_SECRET: SECRET });
    const { exitCode, out, err } = await nowhere.run(['instance', 'list']);
    expect([exitCode, out, err.split('\n').length]).toEqual([1, '', 1]);
  });
});

describe('init and migrate', () => {
  const first = ['init', '--email', 'op@example.com', '--password'];
  let database: Awaited<ReturnType<typeof testDatabaseUrl>>;
  let fresh: CommandLine;
  beforeEach(async () => {
    database = await testDatabaseUrl();
    fresh = new CommandLine({ DATABASE_URL: database.url, LATCHKEY_SECRET: SECRET, DEFAULT_INSTANCE: 'main' });
    await fresh.json(['migrate']);
  });
  afterEach(() => database.cleanup());

  it('make a database that the server can start on', async () => {
    expect(await fresh.json(['migrate'])).toEqual({ migrations: expect.arrayContaining([expect.any(String)]) });
    const made = await fresh.json([...first, 'quite a long one', '--name', 'Op']);
    expect(made).toMatchObject({ instance: 'main', email: 'op@example.com' });
    expect(await fresh.json(['instance', 'list'])).toMatchObject({ instances: [{ name: 'main', status: 'active' }] });
    expect(await fresh.refusal([...first, 'quite a long one'])).toBe('conflict');
  });

  it('leave nothing behind when the person is refused', async () => {
    expect(await fresh.refusal([...first, 'short'])).toBe('weak_password');
    expect(await fresh.json(['instance', 'list'])).toEqual({ instances: [] });
    expect(await fresh.refusal(['user', ...['create'], ...first.slice(1), 'long enough for it'])).toBe(
      'unknown_instance',
    );
  });
});

describe('instance create', () => {
  it('is served at once', async () => {
    const made = await cli.json(['instance', 'create', '--name', 'acme', '--title', 'Acme Inc']);
    expect(made).toMatchObject({ name: 'acme', status: 'active', issuer: `${server.origin}/acme/oauth2/v1` });
    const { json } = await server.send('GET', '/acme/oauth2/v1/.well-known/openid-configuration');
    expect(json['issuer']).toBe(made['issuer']);
    expect(await cli.refusal(['instance', 'create', '--name', 'acme', '--title', 'Again'])).toBe('conflict');
  });

  it.each('api oauth oauth2 docs health metrics assets admin .well-known Acme 1st a a_b ../x'.split(' '))(
    'refuses the name %s',
    async (name) => {
      expect(await cli.refusal(['instance', 'create', '--name', name, '--title', 'T'])).toBe('invalid_input');
    },
  );
});

describe('user set-plan', () => {
  it('says how many API keys a person may have, and knows the plans that there are', async () => {
    await cli.json(['user', 'create', '--email', 'plan@example.com', '--password', 'four words nobody guesses']);
    const set = (plan: string): string[] => ['user', 'set-plan', '--email', 'plan@example.com', '--plan', plan];
    expect(await cli.json(set('starter'))).toMatchObject({ plan: 'starter', api_keys: 20 });
    const user = await server.app.get(Users).findByEmail(server.instance.id, 'plan@example.com');
    expect(user?.plan).toBe('starter');
    expect((await cli.run(set('boundless'))).err).toContain('--plan is one of free, starter, growth');
    expect(await cli.refusal(['user', 'set-plan', '--email', 'nobody@example.com', '--plan', 'free'])).toBe(
      'not_found',
    );
  });
});

describe('user create', () => {
  const create = ['user', 'create', '--email', 'Pat@example.com', '--password'];

  it('makes somebody who can sign in, with a password that no other process sees', async () => {
    const made = await cli.json([...create, '-', '--name', 'Pat', '--verified'], '-starts with a dash\n');
    expect(made).toMatchObject({ id: expect.any(String), email: 'Pat@example.com', email_verified: true });
    const users = server.app.get(Users);
    const user = await users.authenticate(server.instance.id, 'pat@example.com', '-starts with a dash');
    expect(user.id).toBe(made['id']);
    expect(await cli.refusal([...create, 'another good one', '--name', 'Pat'])).toBe('conflict');
  });

  it('refuses what the server would refuse', async () => {
    expect(await cli.refusal([...create, 'password'])).toBe('weak_password');
    expect(await cli.refusal([...create, 'good enough, this', '--instance', 'nowhere'])).toBe('unknown_instance');
    const { err } = await cli.run(['user', 'create', '--email', 'x', '--password', 'good enough, this']);
    expect(err).toBe('invalid_input: this is not an e-mail address\n  email: not an e-mail address');
  });
});

describe('resource create', () => {
  const create = ['resource', 'create', '--title', 'Files', '--name', 'files', '--audience'];

  it('defines an API whose tokens are issued at once', async () => {
    const scope = ['--scope', 'files.file.r=See = your files', '--token-format', 'opaque'];
    const made = await cli.json([...create, 'https://files.test/', ...scope]);
    expect(made).toMatchObject({ name: 'files', token_format: 'opaque', scopes: ['files.file.r'] });
    const client = await createApp(freshName(), ['--scope', 'files.file.r']);
    await withinBound(async () => {
      const answers = await askAll(client, 'token', { scope: 'files.file.r' });
      return answers.every((answer) => String(Object(answer)['access_token']).startsWith('at_'));
    });
    expect(await cli.refusal([...create, 'https://other.test/'])).toBe('conflict');
  });

  it.each([
    ['a relative audience', 'files', 'files.file.x=See'],
    ['an audience with a fragment', 'https://half.test/#x', 'half.file.r=See'],
    ['a scope that is not its own', 'https://half.test/', 'tickets.file.r=See'],
    ['an unprintable sentence', 'https://half.test/', 'half.file.r=See\u202e'],
  ])('refuses %s, and keeps no half of it', async (_, audience, scope) => {
    const half = ['resource', 'create', '--title', 'Half', '--name', 'half', '--audience', audience, '--scope', scope];
    expect(await cli.refusal(half)).toBe('invalid_input');
    const app = ['app', 'create', '--name', freshName(), ...REDIRECT, '--scope', 'half.file.r'];
    expect(await cli.refusal(app)).toBe('invalid_scope');
  });
});

describe('app create', () => {
  it('makes a client that the running servers know', async () => {
    const name = freshName();
    const more = ['--title', 'My app', '--vendor', 'Me', '--entry-point', 'https://app.test/', '--first-party'];
    const client = await createApp(name, [...SCOPE, ...more]);
    expect(await accepts(client)).toEqual([true, true]);
    expect(await cli.refusal(['app', 'create', '--name', name, ...REDIRECT])).toBe('conflict');
  });

  it('gives a public client no secret', async () => {
    const made = await cli.json(['app', 'create', '--name', freshName(), ...REDIRECT, '--public']);
    expect(made).toMatchObject({ client_id: expect.any(String), app_id: expect.any(String) });
    expect(made).not.toHaveProperty('client_secret');
  });

  it.each([
    ['invalid_input', ['--name', 'No']],
    ['invalid_input', ['--name', 'fine-name', '--title', 'x\u200b\u0007']],
    ['invalid_input', ['--name', 'fine-name', '--entry-point', 'javascript:alert(1)']],
    ['invalid_input', ['--name', 'fine-name', '--entry-point', 'http://app.test/']],
    ['invalid_scope', ['--name', 'fine-name', '--scope', 'unknown.thing.r']],
    ['unknown_instance', ['--name', 'fine-name', '--instance', 'nowhere']],
  ])('answers %s to %j', async (code, more) => {
    expect(await cli.refusal(['app', 'create', ...REDIRECT, ...more])).toBe(code);
  });

  it.each([
    ...['*', 'https://*.test/cb', 'https://app.test/*', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x'],
    ...['file:///etc/passwd', 'blob:https://app.test/1', 'about:blank', 'https://app.test/cb#', 'http://app.test/cb'],
    ...['myapp:/cb', 'https://user@app.test/cb', '//app.test/cb', ''],
  ])('T031: registers no client with the redirect URI %j', async (uri) => {
    const create = ['app', 'create', '--name', 'bad-uri', ...REDIRECT, '--redirect-uri', uri];
    expect(await cli.refusal(create)).toBe('invalid_redirect_uri');
  });

  it('T031: keeps nothing of what was refused, and judges the URIs after sign-out alike', async () => {
    const create = ['app', 'create', '--name', 'bad-uri', ...REDIRECT, '--post-logout-redirect-uri', 'data:,x'];
    expect(await cli.refusal(create)).toBe('invalid_redirect_uri');
    expect(await cli.refusal(['client', 'create', '--app', 'bad-uri', ...REDIRECT])).toBe('not_found');
  });
});

describe('app disable', () => {
  it('is in force on every replica within a second', async () => {
    const name = freshName();
    const client = await createApp(name);
    await everywhere(client, true);
    expect(await cli.json(['app', 'disable', '--name', name])).toMatchObject({ name, status: 'disabled' });
    await everywhere(client, false);
    expect(await cli.refusal(['app', 'disable', '--name', 'no-such-app'])).toBe('not_found');
  });
});

describe('client rotate-secret', () => {
  const rotate = async (client: NewClient, ...more: string[]): Promise<NewClient> =>
    clientOf(await cli.json(['client', 'rotate-secret', '--client-id', client.clientId, ...more]));

  it('T063: accepts the secret before in the overlap, and not after it, on every replica', async () => {
    const old = await createApp();
    expect(await accepts(old)).toEqual([true, true]);
    const fresh = await rotate(old, '--overlap', '4s');
    const end = performance.now() + 4_000;
    await everywhere(fresh, true);
    expect(await accepts(old)).toEqual([true, true]);
    await new Promise((resolve) => setTimeout(resolve, end - performance.now()));
    expect(await accepts(old)).toEqual([false, false]);
    expect(await accepts(fresh)).toEqual([true, true]);
  });

  it('T063: without an overlap, refuses the secret before within a second', async () => {
    const old = await createApp();
    expect(await accepts(old)).toEqual([true, true]);
    const fresh = await rotate(old);
    await everywhere(old, false);
    expect(await accepts(fresh)).toEqual([true, true]);
  });

  it.each([[['--revoke-tokens'], false] as const, [[], true] as const])(
    'with %j, what was issued before lives: %s',
    async (more, isAlive) => {
      const old = await createApp();
      const [issued] = await askAll(old);
      const token = String(Object(issued)['access_token']);
      const fresh = await rotate(old, ...more);
      await everywhere(fresh, true);
      const answers = await askAll(fresh, 'introspect', { token });
      expect(answers.map((answer) => Object(answer)['active'])).toEqual([isAlive, isAlive]);
    },
  );

  it('takes an id that begins with a dash, and refuses one that is unknown', async () => {
    const unknown = ['client', 'rotate-secret', '--client-id', '-x-unknown'];
    expect(await cli.refusal(unknown)).toBe('not_found');
    const made = await cli.json(['app', 'create', '--name', freshName(), ...REDIRECT, '--public']);
    const isPublic = ['client', 'rotate-secret', '--client-id', String(made['client_id'])];
    expect(await cli.refusal(isPublic)).toBe('invalid_input');
    expect(await cli.refusal([...isPublic, '--instance', 'acme'])).toBe('not_found');
  });
});

describe('client create', () => {
  it('adds a client to an app', async () => {
    const name = freshName();
    const first = await createApp(name);
    const second = clientOf(await cli.json(['client', 'create', '--app', name, ...REDIRECT]));
    expect(second.clientId).not.toBe(first.clientId);
    expect(await accepts(second)).toEqual([true, true]);
    expect(await cli.refusal(['client', 'create', '--app', 'no-such-app', ...REDIRECT])).toBe('not_found');
  });
});

describe('a secret', () => {
  it('is marked for people as shown this once', async () => {
    const { out, err } = await cli.run(['app', 'create', '--name', freshName(), ...REDIRECT]);
    expect(out.match(/cs_[\w-]{43}/g)).toHaveLength(1);
    expect(out).toMatch(/client_secret {2}cs_\S+ {3}\(shown this once: keep it now\)/);
    expect(err).toBe('');
  });

  it('T064: is in no later answer, in no table and in no line of the log', async () => {
    const name = freshName();
    const client = await createApp(name);
    await everywhere(client, true);
    const again = await cli.run(['app', 'create', '--name', name, ...REDIRECT, '--json']);
    const added = await cli.run(['client', 'create', '--app', name, ...REDIRECT]);
    const rotated = await cli.run(['client', 'rotate-secret', '--client-id', client.clientId, '--overlap', '1h']);
    for (const { out, err } of [again, added, rotated]) expect(out + err).not.toContain(client.clientSecret);
    expect(log.join('')).toContain('/demo/oauth2/v1/token');
    expect(log.join('')).not.toContain(client.clientSecret);
    const dump = await dumpOf(server.app.get(Settings).databaseUrl);
    expect(dump).toContain(client.clientId);
    expect(dump).not.toContain(client.clientSecret);
  });
});

describe('keys', () => {
  it('rotate publishes a key that every replica serves', async () => {
    const { keys } = await cli.json(['keys', 'rotate', '--algorithm', 'ES256']);
    expect(await cli.json(['keys', 'list'])).toMatchObject({ keys });
    const kids = (keys as { kid: string; algorithm: string }[]).map(({ kid }) => kid);
    expect(kids.length).toBeGreaterThan(0);
    await withinBound(async () => {
      const { text } = await server.send('GET', '/demo/oauth2/v1/jwks');
      return kids.every((kid) => text.includes(kid));
    });
    expect(JSON.stringify(keys)).not.toMatch(/"d"|private/);
    expect(await cli.refusal(['keys', 'list', '--instance', 'nowhere'])).toBe('unknown_instance');
  });
});

describe('openapi', () => {
  it('needs no database and no secret', async () => {
    const document = await new CommandLine({}).json(['openapi']);
    expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'http://localhost:3000' }] });
    const { out } = await new CommandLine({ PUBLIC_URL: 'https://id.example' }).run(['openapi']);
    expect(JSON.parse(out)).toMatchObject({ paths: document['paths'], servers: [{ url: 'https://id.example' }] });
  });

  it('tells when a setting is wrong', async () => {
    expect(await new CommandLine({ PUBLIC_URL: 'nowhere' }).run(['openapi'])).toMatchObject({ exitCode: 1, out: '' });
  });
});

/** Everything that is stored, as one text. */
async function dumpOf(databaseUrl: string): Promise<string> {
  const source = await createDataSource(databaseUrl).initialize();
  try {
    const tables = source.entityMetadatas.map(({ tableName }) => source.query(`SELECT * FROM ${tableName}`));
    return JSON.stringify(await Promise.all(tables));
  } finally {
    await source.destroy();
  }
}
