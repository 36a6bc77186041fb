import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { createDataSource } from '../../ormconfig.js';
import { type AppInput, Apps } from '../../src/apps/index.js';
import { type Instance, Instances, type StoredSettings } from '../../src/instances/index.js';
import { LatchkeyModule } from '../../src/latchkey.module.js';
import { addExplorer, EXPLORER_CLIENT } from '../../src/operations/index.js';
import {
  type AppLogger,
  type Clock,
  contextOf,
  createHttpApp,
  Database,
  parseSettings,
  PasswordHasher,
} from '../../src/platform/index.js';
import { runMigrations } from '../../src/platform/migrations/run-migrations.js';
import { Resources } from '../../src/resources/index.js';
import { Sessions } from '../../src/sessions/index.js';
import { type User, Users } from '../../src/users/index.js';
import { testDatabaseUrl } from './databases.js';
import { FixedClock } from './fixed-clock.js';
import { type Answer, basic, type RequestOptions, send } from './http.js';
import { Visitor } from './visitor.js';

export const PASSWORD = 'four words nobody guesses';
/** Made once a file: most people here never type it. */
let hashed: Promise<string> | undefined;

export const REDIRECT_URI = 'https://app.test/cb';
export const TICKETS = 'https://tickets.example/';

export interface ServerOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: a FixedClock that starts now, so that libraries which look at the real time agree for a while. */
  readonly clock?: Clock;
  /** Default: one that says nothing. */
  readonly logger?: AppLogger;
}

/** Where a server keeps everything, and what its tokens call it. */
interface Home {
  readonly databaseUrl: string;
  /** Its keys are its own in a Redis that suites share. */
  readonly redisPrefix: string;
  readonly publicUrl: string;
}

export interface TestApp {
  readonly appId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
  readonly expires_in: number;
}

export interface TestUser extends User {
  readonly password: string;
}

/** The whole server over real HTTP on a database of its own, on the adapter and the engine that the environment names. */
export class TestServer {
  private count = 0;

  private constructor(
    readonly app: INestApplication,
    readonly origin: string,
    readonly clock: FixedClock,
    readonly instance: Instance,
    private readonly close: () => Promise<void>,
    private readonly home: Home,
  ) {}

  static async start(options: ServerOptions = {}): Promise<TestServer> {
    const database = await testDatabaseUrl();
    if (database.url.startsWith('postgres')) await migrate(database.url);
    const publicUrl = `http://127.0.0.1:${await freePort()}`;
    const redisPrefix = `test-${randomBytes(8).toString('hex')}:`;
    const server = await TestServer.at({ databaseUrl: database.url, publicUrl, redisPrefix }, options, publicUrl);
    const { app, origin, clock, instance, home } = server;
    const close = async (): Promise<void> => {
      await server.stop();
      await database.cleanup();
    };
    const first = new TestServer(app, origin, clock, instance, close, home);
    await first.createApi();
    return first;
  }

  /** Another server on the same database, as behind one balancer; to be stopped before this one. */
  async replica(options: ServerOptions = {}): Promise<TestServer> {
    return TestServer.at(this.home, { clock: this.clock, ...options }, `http://127.0.0.1:${await freePort()}`);
  }

  private static async at(home: Home, options: ServerOptions, origin: string): Promise<TestServer> {
    const { environment = {}, clock = new FixedClock(Date.now()), logger } = options;
    const settings = parseSettings({
      DATABASE_URL: home.databaseUrl,
      PUBLIC_URL: home.publicUrl,
      REDIS_URL: process.env['TEST_REDIS_URL'] ?? '',
      REDIS_PREFIX: home.redisPrefix,
      HTTP_ADAPTER: process.env['HTTP_ADAPTER'] ?? 'fastify',
      LATCHKEY_SECRET: 'a-master-key-for-tests-of-sufficient-length',
      TRUSTED_PROXIES: '127.0.0.1',
      SEED_DEMO: 'false',
      LOG_LEVEL: 'silent',
      FEED_INTERVAL: '20',
      OUTBOX_INTERVAL: '0',
      ...environment,
    });
    const app = await createHttpApp(LatchkeyModule.forRoot({ settings, clock }), settings, logger);
    addExplorer(app, EXPLORER_CLIENT);
    await app.init();
    const instances = app.get(Instances);
    const existing = (await instances.list()).find(({ name }) => name === 'demo');
    const instance = existing ?? (await instances.create({ name: 'demo', title: 'Demo' }));
    await app.listen(new URL(origin).port, '127.0.0.1');
    return new TestServer(app, origin, clock as FixedClock, instance, () => app.close(), home);
  }

  get issuer(): string {
    return this.instance.issuer;
  }

  stop(): Promise<void> {
    return this.close();
  }

  send(method: string, path: string, options?: RequestOptions): Promise<Answer> {
    return send(this.origin, method, path, options);
  }

  /** Each from an address of its own, so that no test fills another's limits. */
  visitor(): Visitor {
    this.count += 1;
    return new Visitor(this.origin, `198.51.${Math.floor(this.count / 250)}.${(this.count % 250) + 1}`);
  }

  createInstance(name: string, settings?: StoredSettings): Promise<Instance> {
    return this.app.get(Instances).create({ name, title: name, settings });
  }

  async createUser(changes: { email?: string; name?: string; instance?: Instance } = {}): Promise<TestUser> {
    this.count += 1;
    const { email = `person${this.count}@example.com`, name = 'Pat Doe', instance = this.instance } = changes;
    const users = this.app.get(Users);
    const { id } = await users.create({ instanceId: instance.id, email, name });
    hashed ??= new PasswordHasher().hash(PASSWORD);
    const sql = 'UPDATE users SET password_hash = $1 WHERE id = $2';
    await this.app.get(Database).execute(sql, [await hashed, id]);
    return { ...(await users.get(instance.id, id)), password: PASSWORD };
  }

  async createApp(changes: Partial<AppInput> = {}): Promise<TestApp> {
    this.count += 1;
    const created = await this.app.get(Apps).create({
      instanceId: this.instance.id,
      name: `app-${this.count}`,
      title: `App ${this.count}`,
      vendor: 'Vendor Ltd',
      redirectUris: [REDIRECT_URI],
      scope: ['tickets.ticket.r', 'tickets.ticket.w'],
      ...changes,
    });
    const redirectUri = changes.redirectUris?.[0] ?? REDIRECT_URI;
    return { appId: created.appId, clientId: created.id, clientSecret: created.secret ?? '', redirectUri };
  }

  /** A browser in which the person is signed in already, without the cost of a password. */
  async signedIn(user: User, instance = this.instance): Promise<Visitor> {
    const visitor = this.visitor();
    const request = { url: '/', headers: { 'user-agent': 'test' }, socket: { remoteAddress: visitor.address } };
    const context = contextOf(request);
    const started = { instanceId: instance.id, userId: user.id, amr: ['pwd'], context };
    const { secret } = await this.app.get(Sessions).start(started);
    visitor.setCookie('ZEYOSID', secret, `/${instance.name}`);
    return visitor;
  }

  /** Signs in on the page, with a password; answers what the form was answered with. */
  async signIn(visitor: Visitor, identifier: string, password = PASSWORD): Promise<Answer> {
    const page = await visitor.open(`/${this.instance.name}/sign-in`);
    return visitor.submit(page, { identifier, password });
  }

  /** The path of the authorization endpoint with a sound request; a member that is `undefined` is left out. */
  authorizePath(app: TestApp, changes: Readonly<Record<string, string | undefined>> = {}): string {
    const defaults = {
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      response_type: 'code',
      state: 'state-1',
    };
    const entries = Object.entries({ scope: 'openid profile email', ...defaults, ...changes });
    const present = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
    return `${new URL(this.issuer).pathname}/authorize?${new URLSearchParams(present).toString()}`;
  }

  /** The answer at the redirect URI, with consent given on the way where it is asked for. */
  async authorize(
    visitor: Visitor,
    app: TestApp,
    changes: Readonly<Record<string, string | undefined>> = {},
  ): Promise<URL> {
    let answer = await visitor.open(this.authorizePath(app, changes));
    if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
    if (answer.location === undefined) throw new Error(`no answer for the app: ${answer.status} ${answer.text}`);
    return new URL(answer.location);
  }

  /** A request at the token endpoint; the client authenticates by Basic, or names itself where it is public. */
  token(app: TestApp, form: Readonly<Record<string, string | undefined>>, endpoint = 'token'): Promise<Answer> {
    const path = `${new URL(this.issuer).pathname}/${endpoint}`;
    if (app.clientSecret === '') return this.send('POST', path, { form: { client_id: app.clientId, ...form } });
    return this.send('POST', path, { form, headers: { authorization: basic(app.clientId, app.clientSecret) } });
  }

  /** The whole code flow, as far as the tokens. */
  async tokens(user: User, app: TestApp, changes: Readonly<Record<string, string>> = {}): Promise<Tokens> {
    const { verifier, challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
    const back = await this.authorize(await this.signedIn(user), app, { ...proof, ...changes });
    const code = back.searchParams.get('code') ?? undefined;
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier };
    const { status, json, text } = await this.token(app, form);
    if (status !== 200) throw new Error(`no tokens: ${status} ${text}`);
    return json as unknown as Tokens;
  }

  refresh(app: TestApp, refreshToken: string, changes: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.token(app, { grant_type: 'refresh_token', refresh_token: refreshToken, ...changes });
  }

  /** `active` of the introspection by the client that the token was issued to. */
  async isActive(app: TestApp, token: string): Promise<boolean> {
    return (await this.token(app, { token }, 'introspect')).json['active'] === true;
  }

  userinfo(token: string): Promise<Answer> {
    return this.send('GET', `${new URL(this.issuer).pathname}/userinfo`, {
      headers: { authorization: `Bearer ${token}` },
    });
  }

  private async createApi(): Promise<void> {
    const resources = this.app.get(Resources);
    const api = { instanceId: this.instance.id, name: 'tickets', title: 'Tickets', audience: TICKETS };
    await resources.addScopes(await resources.create(api), [
      { name: 'tickets.ticket.r', description: { en: 'See your tickets', de: 'Ihre Tickets sehen' } },
      { name: 'tickets.ticket.w', description: { en: 'Open tickets', de: 'Tickets eröffnen' } },
      { name: 'tickets.ticket.rw', description: { en: 'See and open tickets', de: 'Tickets sehen und eröffnen' } },
    ]);
  }
}

export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

async function migrate(url: string): Promise<void> {
  const source = await createDataSource(url).initialize();
  await runMigrations(source);
  await source.destroy();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
