import { Audit } from '../../src/audit/index.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { DirectoryTests, listOf, refusalOf } from '../support/directory.js';
import { basic } from '../support/http.js';
import { OrganizationTests, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const VENDORS = 'directory.connections_and_subscriptions.r';
const SCOPES = ['directory.person.r', 'directory.organization.r', VENDORS];

let server: TestServer;
let organizations: OrganizationTests;
let apps: AppTests;
let directory: DirectoryTests;
let app: VendorApp;
let customer: TestOrganization;
beforeAll(async () => {
  server = await TestServer.start();
  organizations = new OrganizationTests(server);
  apps = new AppTests(organizations);
  directory = new DirectoryTests(server, apps);
  app = await directory.app(SCOPES, { name: 'connected_app', entryPoint: 'https://a.example/' });
  customer = await organizations.organization();
  await apps.installed(customer, app, ['directory.organization.r']);
  server.clock.advance(1_000);
  await directory.personToken(customer.owner.user, app, 'directory.person.r');
});
afterAll(() => server.stop());

describe('connections, for the app itself', () => {
  it('are the organizations that have installed it and the people who have allowed it something', async () => {
    const answer = await directory.asClient(app, 'GET', 'connections');
    expect(answer.status).toBe(200);
    const times = { created_at: expect.stringMatching(/\.\d{3}Z$/), updated_at: expect.stringMatching(/\.\d{3}Z$/) };
    expect(listOf(answer)).toEqual([
      {
        ...{ connectable_type: 'Organization', connectable_id: customer.id, app_name: 'connected_app' },
        ...times,
        granted_oauth_scopes: ['directory.organization.r'],
        requested_oauth_scopes: ['directory.organization.r', VENDORS],
        requested_oauth_scopes_waiting_for_approval: [VENDORS],
      },
      {
        ...{ connectable_type: 'Person', connectable_id: customer.owner.user.id, app_name: 'connected_app' },
        ...times,
        granted_oauth_scopes: ['directory.person.r'],
        requested_oauth_scopes: ['directory.person.r'],
        requested_oauth_scopes_waiting_for_approval: [],
      },
    ]);
    const page = await directory.asClient(app, 'GET', 'connections.json?per_page=1&page=2');
    expect(listOf(page)).toHaveLength(1);
    expect(['current-page', 'total-count', 'total-pages'].map((name) => page.headers.get(name))).toEqual([
      '2',
      '2',
      '2',
    ]);
  });

  it('are filtered, and found one by one', async () => {
    const filter = encodeURIComponent('filters[connectable_id]');
    const filtered = await directory.asClient(app, 'GET', `connections?${filter}=${customer.id}&per_page=1`);
    expect(listOf(filtered).map(({ connectable_id: id }) => id)).toEqual([customer.id]);
    for (const id of [`Organization-${customer.id}`, `Person-${customer.owner.user.id}.json`]) {
      const { status, json } = await directory.asClient(app, 'GET', `connections/${id}`);
      expect([status, id.startsWith(`${String(json['connectable_type'])}-${String(json['connectable_id'])}`)]).toEqual([
        200,
        true,
      ]);
    }
  });

  it('T176 of other apps, other kinds and nobody are the same as none', async () => {
    const other = await directory.app(SCOPES);
    expect(listOf(await directory.asClient(other, 'GET', 'connections'))).toEqual([]);
    const none = [404, ['not_found']];
    expect(refusalOf(await directory.asClient(other, 'GET', `connections/Organization-${customer.id}`))).toEqual(none);
    for (const id of [`Person-${customer.id}`, `constructor-${customer.id}`, customer.id, 'Person-', 'x']) {
      expect(refusalOf(await directory.asClient(app, 'GET', `connections/${id}`))).toEqual(none);
    }
  });
});

describe('connections, for the organization that publishes the app', () => {
  it('need its token with the scope for it (T144)', async () => {
    await apps.installed(app.vendor, app, [VENDORS, 'directory.organization.r']);
    const token = await directory.organizationToken(app.vendor, app, [VENDORS]);
    const answer = await directory.get('connections', token);
    expect(listOf(answer).map(({ connectable_id: id }) => id)).toEqual([
      ...[customer.id, customer.owner.user.id, app.vendor.id],
    ]);
    const narrow = await directory.organizationToken(app.vendor, app, ['directory.organization.r']);
    expect(refusalOf(await directory.get('connections', narrow))).toEqual([403, ['unpermitted_scope', VENDORS]]);
  });

  it('T152 are nothing for another organization that has the app, nor for a person', async () => {
    const other = await organizations.organization();
    const token = await directory.connected(app, other, [VENDORS]);
    expect(listOf(await directory.get('connections', token))).toEqual([]);
    expect(refusalOf(await directory.get(`connections/Organization-${customer.id}`, token))).toEqual([
      404,
      ['not_found'],
    ]);
    const person = await directory.personToken(app.vendor.owner.user, app, 'directory.person.r');
    expect(refusalOf(await directory.get('connections', person))).toEqual([403, ['unpermitted_subject']]);
  });
});

describe('the secret of a client', () => {
  it.each(['connections', 'app', 'connections/Person-x'])('has to be right at %s', async (path) => {
    for (const [id, secret] of [
      [app.clientId, 'wrong'],
      [app.clientId, ''],
      ['nobody', app.clientSecret],
    ] as const) {
      const answer = await directory.get(path, undefined, { headers: { authorization: basic(id, secret) } });
      expect(refusalOf(answer)).toEqual([401, ['invalid_client']]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
    }
  });

  it('opens nothing that asks for a token', async () => {
    for (const path of ['person', 'organization', 'organization/memberships', 'apps']) {
      expect(refusalOf(await directory.asClient(app, 'GET', path))).toEqual([403, ['invalid_jwt']]);
    }
    const authorization = basic(app.clientId, app.clientSecret);
    expect((await server.send('GET', '/demo/api/users/me', { headers: { authorization } })).status).toBe(401);
    expect((await server.send('GET', '/demo/api/sessions', { headers: { authorization } })).status).toBe(401);
  });

  it('is tried sixty times a minute from one address, and not more often', async () => {
    const guessed = await directory.app(SCOPES);
    const headers = { authorization: basic(guessed.clientId, 'wrong'), 'x-forwarded-for': '203.0.113.9' };
    const answers = await Promise.all(Array.from({ length: 61 }, () => directory.get('app', undefined, { headers })));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.json['errors']).toEqual(['rate_limited']);
    const reset = Number(refused[0]?.headers.get('ratelimit-reset'));
    expect(reset).toBeGreaterThan(server.clock.now() / 1_000);
    expect(reset).toBeLessThanOrEqual(server.clock.now() / 1_000 + 61);
  });
});

describe('the own app', () => {
  it('shows how it is set up', async () => {
    const { status, json } = await directory.asClient(app, 'GET', 'app');
    expect([status, json]).toEqual([
      200,
      {
        configuration: {
          ...{ entry_point_url: 'https://a.example/', webhook_url: null, category: null, translations: [] },
          ...{ oauth_redirect_urls: ['https://app.test/cb'], desired_oauth_scopes: SCOPES },
          ...{ subscribed_events: [], oauth_scopes: [], events: [] },
        },
      },
    ]);
  });

  it('sets its webhook, without a secret, and hears of nothing without one', async () => {
    const own = await directory.app(['directory.organization.r']);
    const set = async (webhook_url: string | null) =>
      directory.asClient(own, 'PATCH', 'app', { configuration: { webhook_url } });
    const answer = await set('https://hooks.example.com/in');
    const events = expect.arrayContaining(['directory.member_joined', 'directory.revoked_access_token']);
    expect([answer.status, answer.json['configuration']]).toEqual([
      200,
      expect.objectContaining({
        ...{ webhook_url: 'https://hooks.example.com/in', subscribed_events: events, events },
      }),
    ]);
    expect(answer.text).not.toMatch(/secret/i);
    const admin = own.vendor.owner.visitor;
    const shown = await organizations.call(admin, 'GET', `${own.path}/webhook`);
    expect(shown.json['url']).toBe('https://hooks.example.com/in');
    await directory.asClient(own, 'PATCH', 'app', { entry_point_url: 'https://b.example/' });
    expect((await directory.asClient(own, 'GET', 'app')).json['configuration']).toMatchObject({
      ...{ entry_point_url: 'https://b.example/', webhook_url: 'https://hooks.example.com/in' },
    });
    const refused = await directory.asClient(own, 'PATCH', 'app', {
      ...{ entry_point_url: 'https://c.example/', webhook_url: 'https://127.0.0.1/in' },
    });
    expect(refusalOf(refused)).toEqual([422, { webhook_url: ['must be at a public address'] }]);
    const cleared = await set(null);
    expect(cleared.json['configuration']).toMatchObject({
      ...{ entry_point_url: 'https://b.example/', webhook_url: null, subscribed_events: [], events: [] },
    });
    const trail = await server.app.get(Audit).list(server.instance.id, { limit: 10 });
    const found = trail.filter(({ type }) => type.startsWith('webhook.'));
    expect(found.map(({ type, clientId }) => [type, clientId])).toEqual([
      ['webhook.removed', own.clientId],
      ['webhook.set', own.clientId],
    ]);
  });

  it('sets itself up, and grants itself nothing by it', async () => {
    const own = await directory.app(['directory.organization.r']);
    const organization = await organizations.organization();
    await apps.installed(organization, own, ['directory.organization.r']);
    const desired_oauth_scopes = ['directory.organization.r', 'directory.organization_members.r'];
    const configuration = {
      ...{ entry_point_url: 'https://b.example/start?a=1', oauth_redirect_urls: ['https://b.example/cb'] },
      ...{ desired_oauth_scopes, first_party: true, vendor: 'x', unknown: 1 },
    };
    const { status, json } = await directory.asClient(own, 'PATCH', 'app', { configuration });
    expect(status).toBe(200);
    expect(json['configuration']).toMatchObject({
      ...{ entry_point_url: 'https://b.example/start?a=1', oauth_redirect_urls: ['https://b.example/cb'] },
      desired_oauth_scopes,
    });
    expect((await directory.asClient(own, 'GET', 'app')).json).toEqual(json);
    const connection = await directory.asClient(own, 'GET', `connections/Organization-${organization.id}`);
    expect(connection.json).toMatchObject({
      granted_oauth_scopes: ['directory.organization.r'],
      requested_oauth_scopes_waiting_for_approval: ['directory.organization_members.r'],
    });
  });

  it('names what it can not be', async () => {
    const own = await directory.app(['directory.organization.r']);
    const change = async (configuration: object) =>
      refusalOf(await directory.asClient(own, 'PATCH', 'app', { configuration }));
    expect(await change({ entry_point_url: 'javascript:alert(1)' })).toEqual([
      422,
      { entry_point_url: ['an https URL'] },
    ]);
    expect(await change({ desired_oauth_scopes: ['nobody.knows.it'] })).toEqual([
      422,
      { desired_oauth_scopes: [expect.any(String)] },
    ]);
    expect(await change({ oauth_redirect_urls: ['https://*.example/'] })).toEqual([
      422,
      { oauth_redirect_urls: [expect.any(String)] },
    ]);
  });

  it('is an operator’s to change where it is an operator’s', async () => {
    const { clientId, clientSecret } = await server.createApp({ firstParty: true });
    const headers = { authorization: basic(clientId, clientSecret) };
    const json = { configuration: { oauth_redirect_urls: ['https://elsewhere.example/'] } };
    const answer = await directory.send('PATCH', 'app', { headers, json });
    expect(refusalOf(answer)).toEqual([403, ['unpermitted_subject']]);
    expect((await directory.send('GET', 'app', { headers })).json).toMatchObject({
      configuration: { oauth_redirect_urls: ['https://app.test/cb'] },
    });
  });
});
