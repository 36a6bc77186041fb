import { Apps } from '../../src/apps/index.js';
import { AppTests, APPS, type VendorApp } from '../support/apps.js';
import { basic } from '../support/http.js';
import { withinBound } from '../support/nodes.js';
import { OrganizationTests, outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const NOWHERE = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';
const SCOPES = ['directory.organization.r', 'tickets.ticket.r'];

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let vendor: TestOrganization;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
  vendor = await tests.organization();
});
afterAll(() => server.stop());

const call = (method: string, path: string, json?: unknown, by: Person = vendor.owner) =>
  tests.call(by.visitor, method, path, json);

async function tokenOf({ clientId }: VendorApp, clientSecret: string): Promise<string> {
  const form = { grant_type: 'client_credentials', scope: 'tickets.ticket.r' };
  const headers = { authorization: basic(clientId, clientSecret) };
  const { json } = await server.send('POST', '/demo/oauth2/v1/token', { form, headers });
  return String(json['access_token'] ?? json['error']);
}

const isActive = (app: VendorApp, clientSecret: string, token: string): Promise<boolean> =>
  server.isActive({ appId: app.id, clientId: app.clientId, clientSecret, redirectUri: '' }, token);

describe('T171 T282 an app and its clients are no more than their vendor may make of them', () => {
  it.each([
    ...[{ firstParty: true }, { vendor: 'Bank' }, { status: 'active' }, { vendorOrganizationId: 'x' }],
    ...[{ id: NOWHERE }, { instanceId: 'x' }, { webhookUrl: 'https://x.test' }, { createdAt: 1 }],
    ...[{ description: { en: 'x', html: '<b>' } }, { isPublic: true }, { secret: 'cs_x' }, { client: {} }],
    ...[{ requirePkce: false }, { grantTypes: ['password'] }, { scope: 'openid' }],
  ])('takes no %j', async (smuggled) => {
    const before = await call('GET', APPS);
    expect(outcomeOf(await apps.publish(vendor.owner, { organization: vendor.id, ...smuggled }))).toBe(
      '400 invalid_input',
    );
    expect((await call('GET', APPS)).json).toEqual(before.json);
    const app = await apps.app({}, vendor);
    const shown = await call('GET', app.path);
    for (const path of [app.path, `${app.path}/clients/${app.clientId}`]) {
      expect(outcomeOf(await call('PATCH', path, smuggled))).toBe('400 invalid_input');
    }
    expect((await call('GET', app.path)).json).toEqual(shown.json);
  });
});

describe('T031 redirect URIs', () => {
  const UNSOUND = [
    ...['*', 'https://*.test/cb', 'https://app.test/*', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x'],
    ...['file:///etc/passwd', 'blob:https://app.test/1', 'about:blank', 'https://app.test/cb#x', 'http://app.test/cb'],
    ...['myapp:/cb', 'https://user@app.test/cb', '//app.test/cb', ''],
  ];

  it.each(UNSOUND)('%j is refused for a new app, a new client and a client that is there', async (uri) => {
    const app = await apps.app({}, vendor);
    const before = await call('GET', app.path);
    const client = `${app.path}/clients/${app.clientId}`;
    for (const member of ['redirectUris', 'postLogoutRedirectUris']) {
      const uris = { [member]: ['https://app.test/fine', uri] };
      const attempts = [
        apps.publish(vendor.owner, { organization: vendor.id, ...uris }),
        call('POST', `${app.path}/clients`, uris),
        call('PATCH', client, uris),
      ];
      for (const attempt of attempts) expect(outcomeOf(await attempt)).toBe('400 invalid_redirect_uri');
    }
    expect((await call('GET', app.path)).json).toEqual(before.json);
  });

  it('are changed, and the change holds at once', async () => {
    const app = await apps.app({}, vendor);
    const redirectUris = ['https://app.test/new', 'http://127.0.0.1/cb', 'com.example.app:/cb'];
    const changed = await call('PATCH', `${app.path}/clients/${app.clientId}`, { redirectUris });
    expect(changed.json).toMatchObject({ redirectUris, postLogoutRedirectUris: [] });
    const sent = { appId: app.id, clientId: app.clientId, clientSecret: '', redirectUri: 'https://app.test/new' };
    expect((await vendor.owner.visitor.open(server.authorizePath(sent))).status).toBe(200);
    const old = { ...sent, redirectUri: 'https://app.test/cb' };
    expect((await vendor.owner.visitor.open(server.authorizePath(old))).status).toBe(400);
  });
});

describe('T175', () => {
  it('a disabled app is refused, and its tokens are dead; they stay so when it is enabled', async () => {
    const app = await apps.app({ scopes: SCOPES }, vendor);
    const token = await tokenOf(app, app.clientSecret);
    expect(await isActive(app, app.clientSecret, token)).toBe(true);
    expect((await call('POST', `${app.path}/disable`)).status).toBe(204);
    await withinBound(async () => (await tokenOf(app, app.clientSecret)) === 'invalid_client');
    expect((await call('GET', app.path)).json).toMatchObject({ status: 'disabled' });
    server.clock.advance(10);
    expect((await call('POST', `${app.path}/enable`)).status).toBe(204);
    expect(await isActive(app, app.clientSecret, token)).toBe(false);
    expect(await isActive(app, app.clientSecret, await tokenOf(app, app.clientSecret))).toBe(true);
  });

  it('what an operator has disabled, the vendor does not enable', async () => {
    const app = await apps.app({ name: 'blocked-one' }, vendor);
    await server.app.get(Apps).disable(server.instance.id, 'blocked-one');
    expect(outcomeOf(await call('POST', `${app.path}/enable`))).toBe('403 forbidden');
    expect((await call('GET', app.path)).json).toMatchObject({ status: 'blocked' });
    await server.app.get(Apps).enable(server.instance.id, 'blocked-one');
    expect((await call('GET', app.path)).json).toMatchObject({ status: 'active' });
  });

  it('a secret is rotated with an overlap, or at once with all that was issued', async () => {
    const app = await apps.app({ scopes: SCOPES }, vendor);
    const path = `${app.path}/clients/${app.clientId}/rotate-secret`;
    const issued = await tokenOf(app, app.clientSecret);
    const second = String((await call('POST', path, { overlap: 60 })).json['clientSecret']);
    for (const secret of [app.clientSecret, second]) expect(await tokenOf(app, secret)).not.toBe('invalid_client');
    server.clock.advance(60_000);
    expect(await tokenOf(app, app.clientSecret)).toBe('invalid_client');
    expect(await isActive(app, second, issued)).toBe(true);

    expect(outcomeOf(await call('POST', path, { overlap: 60, revokeTokens: true }))).toBe('400 invalid_input');
    expect(await tokenOf(app, second)).not.toBe('invalid_client');
    const third = String((await call('POST', path, { revokeTokens: true })).json['clientSecret']);
    expect(await tokenOf(app, second)).toBe('invalid_client');
    expect(await isActive(app, third, issued)).toBe(false);
    server.clock.advance(10);
    expect(await isActive(app, third, await tokenOf(app, third))).toBe(true);
  });

  it('at most two secrets are valid, however often they are rotated', async () => {
    const app = await apps.app({ scopes: SCOPES }, vendor);
    const path = `${app.path}/clients/${app.clientId}/rotate-secret`;
    const secrets = [app.clientSecret];
    for (let round = 0; round < 3; round += 1) {
      secrets.push(String((await call('POST', path, { overlap: 3_600 })).json['clientSecret']));
    }
    const outcomes = await Promise.all(secrets.map((secret) => tokenOf(app, secret)));
    expect(outcomes.map((outcome) => outcome === 'invalid_client')).toEqual([true, true, false, false]);
  });

  it('a client is disabled, its neighbour is not; a public one has no secret', async () => {
    const app = await apps.app({ scopes: SCOPES }, vendor);
    const made = await call('POST', `${app.path}/clients`, {
      confidential: false,
      redirectUris: ['https://app.test/2'],
    });
    expect(Object.keys(made.json)).toEqual(['clientId']);
    const path = `${app.path}/clients/${String(made.json['clientId'])}`;
    expect(outcomeOf(await call('POST', `${path}/rotate-secret`, {}))).toBe('400 invalid_input');
    for (const _ of [1, 2]) expect((await call('POST', `${path}/disable`)).status).toBe(204);
    const { clients } = (await call('GET', app.path)).json as { clients: object[] };
    expect(clients).toMatchObject([
      { status: 'active', confidential: true },
      { status: 'disabled', confidential: false, secrets: [] },
    ]);
    expect(await tokenOf(app, app.clientSecret)).not.toBe('invalid_client');
  });
});

describe('T176 a foreign app is the same as none', () => {
  it('to members of other organizations, and without being a member; a plain member may not manage it', async () => {
    const app = await apps.app({}, vendor);
    const own = await apps.app();
    const [stranger, member] = [await tests.organization(), await tests.member(vendor, ['developer', 'member'])];
    const routes = (path: string, client: string): [string, string, object?][] => [
      ['GET', path],
      ['PATCH', path, { title: 'Mine' }],
      ['POST', `${path}/disable`],
      ['POST', `${path}/enable`],
      ['POST', `${path}/clients`, {}],
      ['PATCH', `${path}/clients/${client}`, { name: 'Mine' }],
      ['POST', `${path}/clients/${client}/disable`],
      ['POST', `${path}/clients/${client}/rotate-secret`, {}],
    ];
    const before = await call('GET', app.path);
    for (const [method, path, json] of routes(app.path, app.clientId)) {
      const nowhere = path.replace(app.id, NOWHERE);
      const answers = [
        await call(method, path, json, stranger.owner),
        await call(method, nowhere, json, stranger.owner),
      ];
      const faces = answers.map(({ json: { requestId: _, ...body } }) => JSON.stringify(body));
      expect([outcomeOf(answers[0] ?? before), faces[0]]).toEqual(['404 not_found', faces[1]]);
      expect(outcomeOf(await call(method, path, json, member))).toBe('403 forbidden');
    }
    // Nor is a client reached through an app of one's own.
    for (const [method, path, json] of routes(own.path, app.clientId).slice(5)) {
      expect(outcomeOf(await call(method, path, json, own.vendor.owner))).toBe('404 not_found');
    }
    expect(outcomeOf(await call('GET', `${APPS}?organization=${vendor.id}`, undefined, stranger.owner))).toBe(
      '404 not_found',
    );
    expect(outcomeOf(await apps.publish(member, { organization: vendor.id }))).toBe('403 forbidden');
    expect((await call('GET', app.path)).json).toEqual(before.json);
  });
});
