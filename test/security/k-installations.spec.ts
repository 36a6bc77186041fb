import { randomUUID } from 'node:crypto';
import { Database } from '../../src/platform/index.js';
import { AppTests, type Installed, type VendorApp } from '../support/apps.js';
import { withinBound } from '../support/nodes.js';
import {
  OrganizationTests,
  ORGANIZATIONS,
  outcomeOf,
  type Person,
  type TestOrganization,
} from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let organization: TestOrganization;
let app: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
beforeEach(async () => {
  organization = await tests.organization();
  app = await apps.app({ scopes: [READ, MEMBERS] });
});
afterAll(() => server.stop());

/** What is stored of the installations of an organization, ended ones included. */
const rows = ({ id } = organization) =>
  server.app
    .get(Database)
    .query('SELECT * FROM installations WHERE organization_id = $1 ORDER BY created_at, id', [id]);

/** The three ways to let an app do more than it does. */
const attempts = (by: Person, { path }: Installed, other: VendorApp) => [
  () => apps.install(by, organization, other.id, [READ]),
  () => tests.call(by.visitor, 'PATCH', path, { scopes: [READ, MEMBERS] }),
  () => tests.call(by.visitor, 'DELETE', path),
];

describe('T164 only owners and admins install', () => {
  it('not members of any other role, strangers, admins of another organization, or anonymous', async () => {
    const [installed, other] = [await apps.installed(organization, app, [READ]), await apps.app({ scopes: [READ] })];
    const developer = await tests.member(organization, ['member', 'developer', 'purchaser']);
    const before = await rows();
    for (const attempt of attempts(developer, installed, other))
      expect(outcomeOf(await attempt())).toBe('403 forbidden');
    for (const stranger of [await tests.person(), (await tests.organization()).owner, app.vendor.owner]) {
      for (const attempt of attempts(stranger, installed, other))
        expect(outcomeOf(await attempt())).toBe('404 not_found');
    }
    const anonymous = [
      server.send('POST', `${organization.path}/installations`, { json: { app: other.id, scopes: [READ] } }),
      server.send('PATCH', installed.path, { json: { scopes: [READ, MEMBERS] } }),
      server.send('DELETE', installed.path),
    ];
    for (const attempt of anonymous) expect(outcomeOf(await attempt)).toBe('401 credentials_required');
    expect(await rows()).toEqual(before);
    const admin = await tests.member(organization, ['admin']);
    for (const attempt of attempts(admin, installed, other))
      expect([201, 200, 204]).toContain((await attempt()).status);
  });

  it('an installation is not reached through another organization', async () => {
    const installed = await apps.installed(organization, app, [READ]);
    const other = await tests.organization();
    const path = `${other.path}/installations/${installed.id}`;
    expect(outcomeOf(await tests.call(other.owner.visitor, 'DELETE', path))).toBe('404 not_found');
    expect(outcomeOf(await tests.call(other.owner.visitor, 'PATCH', path, { scopes: [] }))).toBe('404 not_found');
    expect(await apps.installations(organization)).toMatchObject([{ id: installed.id }]);
  });

  it('whatever else is sent along changes nothing (T171)', async () => {
    for (const smuggled of [{ organization: 'x' }, { version: 9 }, { installedBy: 'x' }, { id: randomUUID() }]) {
      const json = { app: app.id, scopes: [READ], ...smuggled };
      const refused = await tests.call(organization.owner.visitor, 'POST', `${organization.path}/installations`, json);
      expect(outcomeOf(refused)).toBe('400 invalid_input');
    }
    expect(await rows()).toEqual([]);
  });
});

describe('T163 no app installs an app', () => {
  it('neither by a token of the organization, nor by one of its owner, nor for itself', async () => {
    const installed = await apps.installed(organization, app, [READ]);
    const client = await server.createApp({ scope: ['tickets.ticket.r'] });
    const { json } = await server.token(client, { grant_type: 'client_credentials' });
    const { access_token: personal } = await server.tokens(organization.owner.user, client, {
      scope: 'openid profile',
    });
    const own = await tests.token(organization.id, `${READ} directory.organization_members.rw`);
    const before = await rows();
    for (const token of [own, personal, String(json['access_token'])]) {
      const list = `${organization.path}/installations`;
      const refusals = [
        tests.withToken(token, 'GET', list),
        tests.withToken(token, 'POST', list, { app: client.appId, scopes: [] }),
        tests.withToken(token, 'PATCH', installed.path, { scopes: [READ, MEMBERS] }),
        tests.withToken(token, 'DELETE', installed.path),
        tests.withToken(token, 'GET', app.path),
        tests.withToken(token, 'POST', `${app.path}/disable`),
        tests.withToken(token, 'GET', '/demo/api/scopes'),
      ];
      for (const refusal of refusals) expect([401, 403]).toContain((await refusal).status);
    }
    expect(await rows()).toEqual(before);
    expect((await tests.withToken(own, 'GET', `${ORGANIZATIONS}/${organization.id}`)).status).toBe(200);
  });
});

describe('T165 a foreign page installs nothing', () => {
  it.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ])('with %j', async (headers) => {
    const { visitor } = organization.owner;
    const json = { app: app.id, scopes: [READ] };
    const path = `${organization.path}/installations`;
    expect(outcomeOf(await visitor.post(path, { headers, json }))).toBe('403 csrf_failed');
    const form = { app: app.id, scopes: READ };
    expect([400, 403, 415]).toContain((await visitor.post(path, { headers, form })).status);
    expect(await rows()).toEqual([]);
    await visitor.get(`${path}?app=${app.id}&scopes=${READ}`);
    expect(await rows()).toEqual([]);
  });
});

describe('T166 the right is looked at when it is used', () => {
  it.each(['demoted', 'removed'])('an admin who was %s meanwhile decides nothing', async (how) => {
    const [installed, other] = [await apps.installed(organization, app, [READ]), await apps.app({ scopes: [READ] })];
    const admin = await tests.member(organization, ['admin']);
    expect((await tests.call(admin.visitor, 'GET', `${organization.path}/installations`)).status).toBe(200);
    const before = await rows();
    const path = `${organization.path}/memberships/${admin.membershipId}`;
    const { visitor } = organization.owner;
    if (how === 'demoted') await tests.call(visitor, 'PATCH', path, { roles: ['member'] });
    else await tests.call(visitor, 'DELETE', path);
    const expected = how === 'demoted' ? '403 forbidden' : '404 not_found';
    for (const attempt of attempts(admin, installed, other)) expect(outcomeOf(await attempt())).toBe(expected);
    expect(await rows()).toEqual(before);
  });
});

describe('T167 T169 what was uninstalled stays dead', () => {
  const works = async (token: string): Promise<boolean> =>
    (await tests.withToken(token, 'GET', organization.path)).status === 200;

  it('tokens end with the installation, and do not come back with the next one', async () => {
    const first = await apps.installed(organization, app, [READ, MEMBERS]);
    const other = await apps.installed(organization, await apps.app({ scopes: [READ] }), [READ]);
    const [old, neighbour] = [
      await tests.token(organization.id, `${READ} ${MEMBERS}`, first.id),
      await tests.token(organization.id, READ, other.id),
    ];
    expect([await works(old), await works(neighbour)]).toEqual([true, true]);
    await tests.call(organization.owner.visitor, 'DELETE', first.path);
    await withinBound(async () => !(await works(old)));
    server.clock.advance(1_000);
    // Made by somebody who had not heard of it yet.
    const late = await tests.token(organization.id, READ, first.id);
    const second = await apps.installed(organization, app, [READ]);
    const fresh = await tests.token(organization.id, READ, second.id);
    expect(await Promise.all([old, late, fresh, neighbour].map(works))).toEqual([false, false, true, true]);
  });

  it('so do tokens that hold what was taken from the scope', async () => {
    const installed = await apps.installed(organization, app, [READ, MEMBERS]);
    const token = await tests.token(organization.id, `${READ} ${MEMBERS}`, installed.id);
    const set = (path: string, scopes: readonly string[]) =>
      tests.call(organization.owner.visitor, 'PATCH', path, { scopes });
    expect((await set(installed.path, [MEMBERS, READ])).status).toBe(200);
    expect(await works(token)).toBe(true);
    const narrowed = await set(installed.path, [READ]);
    await withinBound(async () => !(await works(token)));
    expect(await works(await tests.token(organization.id, READ, String(narrowed.json['id'])))).toBe(true);
  });

  it('approving more kills nothing', async () => {
    const installed = await apps.installed(organization, app, [READ]);
    const token = await tests.token(organization.id, READ, installed.id);
    await tests.call(organization.owner.visitor, 'PATCH', installed.path, { scopes: [READ, MEMBERS] });
    expect(await works(token)).toBe(true);
  });
});
