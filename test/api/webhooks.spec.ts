import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { type ClientId, type GrantId, type TokenId, uuidAt } from '../../src/core/ids.js';
import { LatchkeyModule } from '../../src/latchkey.module.js';
import { Pruning } from '../../src/operations/pruning.service.js';
import { Clock, Database, parseSettings, Settings } from '../../src/platform/index.js';
import { type AnchorType, Revocations } from '../../src/revocations/index.js';
import { isPublicAddress } from '../../src/platform/outbound/public-address.js';
import { TokenRegistry, type TokenRow } from '../../src/tokens/index.js';
import { Courier } from '../../src/webhooks/index.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { everythingStored, tablesWith } from '../support/everything-stored.js';
import { OrganizationTests, outcomeOf } from '../support/organizations.js';
import { Receiver, signatureOver } from '../support/receiver.js';
import { TestServer } from '../support/server.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const TICKETS = 'tickets.ticket.r';
const HOUR = 3_600_000;

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let receiver: Receiver;
let paths = 0;

beforeAll(async () => {
  server = await TestServer.start({ environment: { WEBHOOKS_ALLOW_PRIVATE: 'true' } });
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.stop());
afterAll(() => server.stop());

interface Listening extends VendorApp {
  readonly secret: string;
  /** Where its events come to. */
  readonly at: string;
}

const as = (app: VendorApp, method: string, path: string, json?: unknown) =>
  tests.call(app.vendor.owner.visitor, method, `${app.path}/webhook${path}`, json);

async function listening(scopes = [READ, MEMBERS, TICKETS], url?: string): Promise<Listening> {
  paths += 1;
  const at = `/events-${paths}`;
  const app = await apps.app({ scopes });
  const { status, json, text } = await as(app, 'PUT', '', { url: url ?? receiver.origin + at });
  if (status !== 200) throw new Error(`no webhook: ${status} ${text}`);
  return { ...app, at, secret: String(json['secret']) };
}

const drain = () => server.app.get(Courier).drain();
const log = async (app: VendorApp) =>
  (await as(app, 'GET', '/deliveries')).json['deliveries'] as readonly Record<string, unknown>[];
const heardBy = async ({ at }: Listening) => {
  await drain();
  return receiver.at(at).map(({ event }) => event);
};
const ping = async (app: VendorApp) => (await as(app, 'POST', '/test')).json;

/** An access token of an app, as if it had been issued: by its id. */
async function tokenOf(app: VendorApp, changes: object = {}): Promise<string> {
  const issuedAt = server.clock.now();
  const id = uuidAt(issuedAt, Buffer.from(randomUUID().replaceAll('-', ''), 'hex')) as TokenId;
  const token: TokenRow = {
    ...{ id, instanceId: server.instance.id, kind: 'access', grantId: randomUUID() as string as GrantId },
    ...{ clientId: app.clientId as ClientId, bearerType: 'person', bearerId: randomUUID(), scope: '' },
    ...{ audience: [], issuedAt, expiresAt: issuedAt + HOUR },
  };
  await server.app.get(TokenRegistry).record([{ ...token, ...changes }]);
  return id;
}

describe('an app hears', () => {
  it('that it was installed, what it may do now, and that it was uninstalled', async () => {
    const app = await listening([READ, TICKETS]);
    const other = await listening([READ, TICKETS]);
    const organization = await tests.organization();
    await apps.installed(organization, other, [READ]);
    await drain();
    const before = receiver.at(other.at).length;
    const { id, path } = await apps.installed(organization, app, [READ]);
    const owner = organization.owner.visitor;
    await tests.call(owner, 'PATCH', path, { scopes: [READ, TICKETS] });
    await tests.call(owner, 'DELETE', path);
    const heard = await heardBy(app);
    const common = { organization_id: organization.id, app_id: app.id, connection_id: id };
    const subject = `Org/${organization.id}`;
    expect(heard).toHaveLength(3);
    expect(heard).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...{ id: expect.any(String), name: 'directory.established_connection', subject, version: '1.0' },
          ...{ timestamp: expect.stringMatching(/^2.*Z$/), received_at: expect.stringMatching(/^2.*Z$/) },
          payload: { ...common, scopes: [READ] },
        }),
        expect.objectContaining({
          name: 'directory.connection_changed',
          payload: { ...common, scopes: [READ, TICKETS], change: 'scope' },
        }),
        expect.objectContaining({
          name: 'directory.connection_changed',
          payload: { ...common, scopes: [], change: 'removed' },
        }),
      ]),
    );
    expect(receiver.at(other.at)).toHaveLength(before);
  });

  it('who joined, whose roles changed and who left, where it may know the members', async () => {
    const entitled = await listening();
    const blind = await listening([READ, MEMBERS]);
    const organization = await tests.organization();
    await apps.installed(organization, entitled, [READ, MEMBERS]);
    await apps.installed(organization, blind, [READ]);
    const { membershipId, user, visitor } = await tests.member(organization);
    const path = `${organization.path}/memberships`;
    await tests.call(organization.owner.visitor, 'PATCH', `${path}/${membershipId}`, { roles: ['member', 'designer'] });
    await tests.call(visitor, 'DELETE', `${path}/me`);
    const removed = await tests.member(organization);
    await tests.call(organization.owner.visitor, 'DELETE', `${path}/${removed.membershipId}`);

    const member = { organization_id: organization.id, person_id: user.id, membership_id: membershipId };
    const other = { organization_id: organization.id, person_id: removed.user.id, membership_id: removed.membershipId };
    const heard = (await heardBy(entitled)).filter(({ name }) => String(name).includes('member_'));
    const told = heard.map(({ name, subject, payload }) => ({ name, subject, payload }));
    const subject = `Org/${organization.id}`;
    expect(told).toHaveLength(5);
    expect(told).toEqual(
      expect.arrayContaining([
        { name: 'directory.member_joined', subject, payload: { ...member, roles: ['member'] } },
        {
          ...{ name: 'directory.member_roles_updated', subject },
          payload: { ...member, roles: ['member', 'designer'], previous_roles: ['member'] },
        },
        { name: 'directory.member_left', subject, payload: { ...member, roles: ['member', 'designer'] } },
        { name: 'directory.member_joined', subject, payload: { ...other, roles: ['member'] } },
        { name: 'directory.member_left', subject, payload: { ...other, roles: ['member'] } },
      ]),
    );
    expect((await heardBy(blind)).map(({ name }) => name)).toEqual(['directory.established_connection']);
  });

  it('that an organization is gone', async () => {
    const app = await listening([READ]);
    const organization = await tests.organization();
    await apps.installed(organization, app, [READ]);
    await drain();
    await tests.call(organization.owner.visitor, 'DELETE', organization.path);
    expect((await heardBy(app)).at(-1)).toMatchObject({
      ...{ name: 'directory.connection_changed', subject: `Org/${organization.id}` },
      payload: { organization_id: organization.id, change: 'removed' },
    });
  });

  it('nothing of what was rolled back', async () => {
    const app = await listening([READ]);
    const organization = await tests.organization();
    await apps.installed(organization, app, [READ]);
    expect((await apps.install(organization.owner, organization, app.id, [READ])).status).toBe(409);
    expect(await heardBy(app)).toHaveLength(1);
  });
});

describe('an app whose access tokens were revoked hears of each', () => {
  const revokedAt = async (app: Listening) =>
    (await heardBy(app)).filter(({ name }) => name === 'directory.revoked_access_token');
  const idsOf = (events: readonly Readonly<Record<string, unknown>>[]) =>
    events.map(({ payload }) => (payload as { access_token_id: string }).access_token_id).sort();

  it('one by one, and not of those that are expired, alive, or another app’s', async () => {
    const app = await listening();
    const deaf = await apps.app({ scopes: [TICKETS] });
    const bearerId = randomUUID() as string;
    const own = { bearerId };
    const expected = [await tokenOf(app, own), await tokenOf(app, own)].sort();
    await tokenOf(app, { ...own, expiresAt: server.clock.now() - 1 });
    await tokenOf(app, { ...own, kind: 'refresh' });
    await tokenOf(app);
    await tokenOf(deaf, own);
    server.clock.advance(1);
    await revoke('user', bearerId);
    server.clock.advance(1);
    await tokenOf(app, own);
    const heard = await revokedAt(app);
    expect(idsOf(heard)).toEqual(expected);
    expect(heard[0]).toMatchObject({ subject: `Per/${bearerId}`, payload: { person_id: bearerId } });
  });

  const grantId = (): { grantId: GrantId } => ({ grantId: randomUUID() as string as GrantId });
  it.each([
    ['token', async (app: VendorApp) => tokenOf(app)],
    ['grant', async (app: VendorApp) => ofTie(app, grantId())],
    ['installation', async (app: VendorApp) => ofTie(app, grantId())],
    ['family', async (app: VendorApp) => ofTie(app, { familyId: randomUUID() })],
    ['membership', async (app: VendorApp) => ofTie(app, { membershipId: randomUUID() })],
    ['organization', async (app: VendorApp) => ofTie(app, organizationBearer())],
    ['client', async (app: VendorApp) => (await tokenOf(app), app.clientId)],
    ['app', async (app: VendorApp) => (await tokenOf(app), app.id)],
  ])('when its %s has ended', async (type, issue) => {
    const app = await listening();
    const anchorId = await issue(app);
    server.clock.advance(1);
    await revoke(type, anchorId);
    await revoke(type, anchorId);
    expect(await revokedAt(app)).toHaveLength(1);
  });

  it('when somebody uninstalls it, and with the session of a person who signs out', async () => {
    const app = await listening([READ, TICKETS]);
    const organization = await tests.organization();
    const { id, path } = await apps.installed(organization, app, [READ]);
    const token = await tokenOf(app, { grantId: id, bearerType: 'organization', bearerId: organization.id });
    server.clock.advance(1);
    await tests.call(organization.owner.visitor, 'DELETE', path);
    const heard = await revokedAt(app);
    expect(idsOf(heard)).toEqual([token]);
    expect(heard[0]).toMatchObject({
      subject: `Org/${organization.id}`,
      payload: { organization_id: organization.id },
    });

    const user = await server.createUser();
    const redirectUri = 'https://app.test/cb';
    const client = { appId: app.id, clientId: app.clientId, clientSecret: app.clientSecret, redirectUri };
    await server.tokens(user, client, { scope: 'openid' });
    server.clock.advance(1);
    const database = server.app.get(Database);
    const [session] = await database.query<{ id: string }>('SELECT id FROM sessions WHERE user_id = $1', [user.id]);
    await revoke('session', session?.id ?? '');
    expect((await revokedAt(app)).at(-1)).toMatchObject({ subject: `Per/${user.id}` });
  });

  it('in portions, however many they are, and by no revocation of before it listened', async () => {
    const app = await apps.app({ scopes: [TICKETS] });
    const early = { bearerId: randomUUID() as string };
    await tokenOf(app, early);
    await Promise.all(Array.from({ length: 1_203 }, () => tokenOf(app)));
    await as(app, 'PUT', '', { url: `${receiver.origin}/many` });
    server.clock.advance(1);
    await revoke('app', app.id);
    await drain();
    expect(new Set(idsOf(receiver.at('/many').map(({ event }) => event))).size).toBe(1_204);
    expect(receiver.at('/many')).toHaveLength(1_204);
  }, 60_000);

  async function ofTie(app: VendorApp, tie: Readonly<Record<string, string>>): Promise<string> {
    await tokenOf(app, tie);
    return tie['bearerId'] ?? Object.values(tie)[0] ?? '';
  }

  function organizationBearer(): Readonly<Record<string, string>> {
    return { bearerType: 'organization', bearerId: randomUUID() };
  }

  /** As the part of the service would that ends it. */
  async function revoke(type: string, id: string): Promise<void> {
    const anchor = { type: type as AnchorType, id };
    await server.app.get(Revocations).revoke(server.instance.id, [anchor], 'test');
  }
});

describe('a delivery', () => {
  it('is signed over the raw body, with the secret of the moment', async () => {
    const app = await listening();
    await ping(app);
    await drain();
    const rotated = (await as(app, 'POST', '/rotate-secret')).json;
    const { id } = await ping(app);
    await drain();
    const [first, second] = receiver.at(app.at);
    expect(first?.signature).toBe(signatureOver(first?.raw ?? '', app.secret));
    expect(second?.signature).toBe(signatureOver(second?.raw ?? '', String(rotated['secret'])));
    expect(second?.event).toMatchObject({ id, name: 'directory.ping', subject: `Org/${app.vendor.id}` });
  });

  it('is tried again with growing waits, the same event each time, and then arrives', async () => {
    const app = await listening();
    receiver.answer = (response) => response.writeHead(500).end('no');
    const { id } = await ping(app);
    await drain();
    await drain();
    expect(receiver.at(app.at)).toHaveLength(1);
    expect(await log(app)).toMatchObject([{ id, status: 'pending', attempts: 1, lastStatus: 500 }]);
    server.clock.advance(13_000);
    await drain();
    server.clock.advance(13_000);
    await drain();
    expect(receiver.at(app.at)).toHaveLength(2);
    receiver.answer = (response) => response.writeHead(201).end();
    server.clock.advance(13_000);
    await drain();
    expect(new Set(receiver.at(app.at).map(({ raw }) => raw)).size).toBe(1);
    const [delivery] = await log(app);
    expect(delivery).toMatchObject({ id, status: 'delivered', attempts: 3, lastStatus: 201 });
    expect(delivery).not.toHaveProperty('nextAttemptAt');
  });

  it('is given up after about a day, and a bounded number of attempts', async () => {
    const app = await listening();
    receiver.answer = (response) => response.writeHead(503).end();
    await ping(app);
    const start = server.clock.now();
    for (let round = 0; round < 60; round += 1) {
      await drain();
      const [delivery] = await log(app);
      if (delivery?.['status'] === 'failed') break;
      server.clock.advance(Math.max(1, Date.parse(String(delivery?.['nextAttemptAt'])) - server.clock.now()));
    }
    expect(receiver.at(app.at)).toHaveLength(32);
    const hours = (server.clock.now() - start) / HOUR;
    expect(hours).toBeGreaterThan(18);
    expect(hours).toBeLessThan(30);
    expect(await log(app)).toMatchObject([{ status: 'failed', attempts: 32, lastError: 'answered with 503' }]);

    receiver.answer = (response) => response.writeHead(200).end();
    const [failed] = await log(app);
    const replayed = await as(app, 'POST', `/deliveries/${String(failed?.['id'])}/replay`);
    expect([replayed.status, replayed.json['status'], replayed.json['attempts']]).toEqual([202, 'pending', 0]);
    await drain();
    expect(await log(app)).toMatchObject([{ id: failed?.['id'], status: 'delivered', attempts: 1 }]);
    expect(receiver.at(app.at)).toHaveLength(33);
  });

  it('follows no redirect', async () => {
    const app = await listening();
    receiver.answer = (response) => response.writeHead(307, { location: `${receiver.origin}/elsewhere` }).end();
    await ping(app);
    await drain();
    expect(receiver.at('/elsewhere')).toEqual([]);
    expect(await log(app)).toMatchObject([{ status: 'pending', lastStatus: 307, lastError: 'answered with 307' }]);
  });

  it('that nobody answers holds up no other, and ends after five seconds', async () => {
    const silent = await listening();
    const lively = await listening();
    receiver.answer = () => undefined;
    for (let count = 0; count < 6; count += 1) await ping(silent);
    const node = await twin(50);
    try {
      const started = performance.now();
      await until(() => receiver.at(silent.at).length === 4);
      receiver.answer = (response) => response.writeHead(200).end();
      await ping(lively);
      await until(() => receiver.at(lively.at).length === 1);
      expect(performance.now() - started).toBeLessThan(3_000);
      await until(async () => (await log(silent)).every(({ attempts }) => attempts === 1));
      await until(async () => (await log(silent)).filter(({ status }) => status === 'delivered').length === 2);
      expect(performance.now() - started).toBeGreaterThan(4_900);
      const outcomes = (await log(silent)).map(({ lastError }) => lastError);
      expect(outcomes.filter((lastError) => lastError === 'no answer in time')).toHaveLength(4);
    } finally {
      await node.close();
    }
  });

  it('is not made any more once the webhook is removed', async () => {
    const app = await listening();
    await ping(app);
    expect((await as(app, 'DELETE', '')).status).toBe(204);
    await drain();
    expect(receiver.at(app.at)).toEqual([]);
    expect(await log(app)).toMatchObject([{ status: 'failed', lastError: 'the webhook was removed' }]);
    expect((await as(app, 'GET', '')).json).toEqual({});
    expect(outcomeOf(await as(app, 'POST', '/test'))).toBe('404 not_found');
  });

  it('goes out once, whoever of several replicas is quicker', async () => {
    const twins = await Promise.all([twin(0), twin(0)]);
    try {
      const app = await listening();
      const organization = await tests.organization();
      await apps.installed(organization, app, [READ, MEMBERS]);
      for (let count = 0; count < 5; count += 1) await tests.member(organization);
      for (let count = 0; count < 20; count += 1) await ping(app);
      await Promise.all([drain(), ...twins.map((node) => node.get(Courier).drain())]);
      const ids = receiver.at(app.at).map(({ event }) => event['id']);
      expect(ids).toHaveLength(26);
      expect(new Set(ids).size).toBe(26);
    } finally {
      await Promise.all(twins.map((node) => node.close()));
    }
  });

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  /** Another replica on the same database. */
  async function twin(outboxInterval: number) {
    const { databaseUrl, secret } = server.app.get(Settings);
    const environment = { DATABASE_URL: databaseUrl, LATCHKEY_SECRET: secret, WEBHOOKS_ALLOW_PRIVATE: 'true' };
    const settings = parseSettings({ ...environment, OUTBOX_INTERVAL: String(outboxInterval) });
    const root = LatchkeyModule.forRoot({ settings, clock: server.app.get(Clock) });
    return NestFactory.createApplicationContext(root, { logger: false, abortOnError: false });
  }
});

describe('a webhook', () => {
  it('has a secret that is shown once and lies nowhere', async () => {
    const app = await listening();
    expect(app.secret).toMatch(/^wh_[\w-]{43}$/);
    const again = await as(app, 'PUT', '', { url: `${receiver.origin}/other` });
    expect(again.json).toEqual({ url: `${receiver.origin}/other` });
    await ping(app);
    await drain();
    const shown = [await as(app, 'GET', ''), await as(app, 'GET', '/deliveries')];
    expect(shown.map(({ text }) => text).join()).not.toContain(app.secret.slice(3));
    expect(tablesWith(await everythingStored(server.app), app.secret)).toEqual([]);
    expect(receiver.at('/other')[0]?.signature).toBe(signatureOver(receiver.at('/other')[0]?.raw ?? '', app.secret));
  });

  it('is its vendor’s business alone', async () => {
    const app = await listening();
    const { id } = await ping(app);
    const stranger = await tests.organization();
    const member = await tests.member(app.vendor);
    const routes: readonly [string, string, unknown?][] = [
      ['GET', ''],
      ['PUT', '', { url: 'https://app.example/' }],
      ['DELETE', ''],
      ['POST', '/rotate-secret'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['POST', `/deliveries/${String(id)}/replay`],
    ];
    for (const [method, path, json] of routes) {
      const route = `${app.path}/webhook${path}`;
      expect(outcomeOf(await tests.call(stranger.owner.visitor, method, route, json))).toBe('404 not_found');
      expect(outcomeOf(await tests.call(member.visitor, method, route, json))).toBe('403 forbidden');
      expect(outcomeOf(await server.send(method, route, { json }))).toBe('401 credentials_required');
    }
    const other = await listening();
    expect(outcomeOf(await as(other, 'POST', `/deliveries/${String(id)}/replay`))).toBe('404 not_found');
    expect(outcomeOf(await as(other, 'POST', '/deliveries/nonsense/replay'))).toBe('404 not_found');
    await drain();
  });

  it('lists its deliveries, the newest first, by pages', async () => {
    const app = await listening();
    const ids = [await ping(app), await ping(app), await ping(app)].map(({ id }) => id);
    const page = (query: string) => as(app, 'GET', `/deliveries?${query}`);
    expect((await page('perPage=2')).json).toMatchObject({ deliveries: [{ id: ids[2] }, { id: ids[1] }], total: 3 });
    expect((await page('perPage=2&page=2')).json).toMatchObject({ deliveries: [{ id: ids[0] }], total: 3 });
    expect(outcomeOf(await page('perPage=101'))).toBe('400 invalid_input');
    await drain();
  });

  it('can not be tested without end', async () => {
    const app = await listening();
    const outcomes: string[] = [];
    for (let count = 0; count < 61; count += 1) outcomes.push(outcomeOf(await as(app, 'POST', '/test')));
    expect(outcomes.filter((outcome) => outcome === '202')).toHaveLength(60);
    expect(outcomes.at(-1)).toBe('429 rate_limited');
    await drain();
  });
});

describe('what is long past', () => {
  it('goes: events after a day, the log after two weeks', async () => {
    const app = await listening();
    const organization = await tests.organization();
    await apps.installed(organization, app, [READ]);
    await drain();
    const database = server.app.get(Database);
    const left = async () => {
      const messages = await database.query("SELECT id FROM outbox_messages WHERE kind = 'event'");
      const deliveries = await database.query('SELECT id FROM webhook_deliveries WHERE app_id = $1', [app.id]);
      return [messages.length, deliveries.length];
    };
    server.clock.advance(25 * HOUR);
    await server.app.get(Pruning).prune();
    expect(await left()).toEqual([0, 1]);
    server.clock.advance(14 * 24 * HOUR);
    await server.app.get(Pruning).prune();
    expect(await left()).toEqual([0, 0]);
  });
});

describe('where private addresses are not allowed', () => {
  let strict: TestServer;
  let strictTests: OrganizationTests;
  let app: VendorApp;
  beforeAll(async () => {
    strict = await TestServer.start();
    strictTests = new OrganizationTests(strict);
    app = await new AppTests(strictTests).app({ scopes: [READ] });
  });
  afterAll(() => strict.stop());
  const put = (url: string) => strictTests.call(app.vendor.owner.visitor, 'PUT', `${app.path}/webhook`, { url });

  it.each([
    ...['https://127.0.0.1/', 'http://127.1/', 'http://0x7f000001/', 'http://2130706433/', 'https://[::1]/'],
    ...[
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
      'https://10.0.0.1/',
      'http://169.254.169.254/latest',
    ],
    ...['https://user:secret@app.example/', 'https://app.example/#part', 'ftp://app.example/', '/events', 'https://'],
  ])('a webhook can not be at %s', async (url) => {
    expect(outcomeOf(await put(url))).toBe('400 invalid_input');
  });

  it('a name that leads there is refused when it is called, and nothing is sent', async () => {
    const port = new URL(receiver.origin).port;
    expect((await put(`http://localhost:${port}/events`)).status).toBe(200);
    await strictTests.call(app.vendor.owner.visitor, 'POST', `${app.path}/webhook/test`);
    await strict.app.get(Courier).drain();
    expect(receiver.received).toEqual([]);
    const { json } = await strictTests.call(app.vendor.owner.visitor, 'GET', `${app.path}/webhook/deliveries`);
    expect(json['deliveries']).toMatchObject([{ status: 'pending', lastError: 'the address is not public' }]);
  });

  it('an address that got into the store all the same is refused too', async () => {
    const sql = 'UPDATE apps SET webhook_url = $1 WHERE id = $2';
    await strict.app.get(Database).execute(sql, [`${receiver.origin}/events`, app.id]);
    await strictTests.call(app.vendor.owner.visitor, 'POST', `${app.path}/webhook/test`);
    await strict.app.get(Courier).drain();
    expect(receiver.received).toEqual([]);
  });

  it.each(
    `0.0.0.0 0.1.2.3 10.1.2.3 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
     192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.1.2.3 240.0.0.1
     255.255.255.255 :: ::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::ffff:7f00:1 ::8.8.8.8 fe80::1 fe80::1%eth0 fc00::1 fd12::1 ff02::1
     64:ff9b::7f00:1 100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 4000::1 localhost nonsense`.split(/\s+/),
  )('%s is no public address', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each('1.1.1.1 8.8.8.8 100.63.255.255 100.128.0.1 172.32.0.1 2606:4700:4700::1111 2a00:1450::1'.split(' '))(
    '%s is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );
});
