import { AppTests, type VendorApp } from '../support/apps.js';
import { DirectoryTests, listOf, refusalOf } from '../support/directory.js';
import { OrganizationTests, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const READ = ['directory.organization.r', 'directory.organization_members.r'];
const ALL = [...READ, 'directory.organization_members.w', 'directory.organization_members.rw', 'directory.apps.r'];

let server: TestServer;
let organizations: OrganizationTests;
let apps: AppTests;
let directory: DirectoryTests;
let app: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  organizations = new OrganizationTests(server);
  apps = new AppTests(organizations);
  directory = new DirectoryTests(server, apps);
  app = await directory.app([...ALL, 'directory.person.r']);
});
afterAll(() => server.stop());

const connect = async (scopes: readonly string[] = ALL): Promise<[TestOrganization, string]> => {
  const organization = await organizations.organization();
  return [organization, await directory.connected(app, organization, scopes)];
};

describe('GET /organization', () => {
  it('answers in the shape that its clients know', async () => {
    const [organization, token] = await connect(READ);
    for (const path of ['organization', 'organization.json', 'organization?=']) {
      const { status, json } = await directory.get(path, token);
      expect(status).toBe(200);
      expect(json).toEqual({
        ...{ id: organization.id, name: expect.any(String), slug: expect.any(String), logo_url: null },
        ...{ connected: true, kinds: [], kind: null, sections: {}, country_code: null, currency: null },
        ...{ brand_color: null, subscription: null, test_account_owner_id: null },
        granted_oauth_scopes: READ,
        requested_oauth_scopes: ALL,
        requested_oauth_scopes_waiting_for_approval: ALL.slice(2),
        created_at: expect.stringMatching(/\.\d{3}Z$/),
        updated_at: expect.stringMatching(/\.\d{3}Z$/),
      });
    }
  });

  it('is over when the app is uninstalled', async () => {
    const organization = await organizations.organization();
    const { path } = await apps.installed(organization, app, READ);
    const token = await directory.organizationToken(organization, app, READ);
    await organizations.call(organization.owner.visitor, 'DELETE', path);
    expect(refusalOf(await directory.get('organization', token))).toEqual([403, ['invalid_jwt']]);
  });
});

describe('members', () => {
  it('are listed with their addresses, in pages', async () => {
    const [organization, token] = await connect();
    const member = await organizations.member(organization, ['designer']);
    const answer = await directory.get('organization/memberships?per_page=1&page=2', token);
    expect(listOf(answer)).toEqual([
      {
        ...{ id: member.membershipId, roles: ['designer'] },
        ...{ created_at: expect.any(String), updated_at: expect.any(String) },
        person: {
          ...{ id: member.user.id, first_name: null, name: 'Pat', full_name: 'Pat', email: member.user.email },
          ...{ pronoun: null, avatar_url: null, connected: false },
        },
      },
    ]);
    expect(['current-page', 'total-count', 'total-pages'].map((name) => answer.headers.get(name))).toEqual([
      '2',
      '2',
      '2',
    ]);
    const single = await directory.get(`organization/memberships/${member.membershipId}.json`, token);
    expect([single.status, single.json]).toEqual([200, listOf(answer)[0]]);
  });

  it('get other roles, and go', async () => {
    const [organization, token] = await connect();
    const member = await organizations.member(organization);
    const path = `organization/memberships/${member.membershipId}`;
    const json = { membership: { id: 'ignored', person: { id: 'x' }, roles: ['designer', 'admin', 'admin'] } };
    const changed = await directory.send('PATCH', path, { token, json });
    expect([changed.status, changed.json['roles']]).toEqual([200, ['admin', 'designer']]);
    expect(await organizations.rolesOf(organization, member)).toEqual(['admin', 'designer']);
    const gone = await directory.send('DELETE', `${path}.json`, { token, json: {} });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(refusalOf(await directory.get(path, token))).toEqual([404, ['not_found']]);
  });

  it('T171 are neither made nor unmade owners by a token', async () => {
    const [organization, token] = await connect();
    const member = await organizations.member(organization);
    const owner = `organization/memberships/${organization.owner.membershipId}`;
    const set = (path: string, roles: unknown) => directory.send('PATCH', path, { token, json: { roles } });
    const refused = [403, ['unpermitted_subject']];
    expect(refusalOf(await set(owner, ['member']))).toEqual(refused);
    expect(refusalOf(await set(`organization/memberships/${member.membershipId}`, ['owner']))).toEqual(refused);
    expect(refusalOf(await directory.send('DELETE', owner, { token }))).toEqual(refused);
    expect(await organizations.rolesOf(organization, organization.owner)).toEqual(['owner']);
    for (const roles of [[], ['emperor'], 'admin', undefined]) {
      const answer = await set(`organization/memberships/${member.membershipId}`, roles);
      expect(refusalOf(answer)).toEqual([422, { roles: [expect.any(String)] }]);
    }
  });

  it('T144 need the scope for reading to be read, and the one for writing to be written', async () => {
    const organization = await organizations.organization();
    await apps.installed(organization, app, ALL);
    const member = await organizations.member(organization);
    const path = `organization/memberships/${member.membershipId}`;
    const refused = (scope: string) => [403, ['unpermitted_scope', scope]];
    const tokenFor = (...names: string[]) => directory.organizationToken(organization, app, names);

    const reading = await tokenFor('directory.organization_members.r');
    const json = { roles: ['admin'] };
    const write = await directory.send('PATCH', path, { token: reading, json });
    expect(refusalOf(write)).toEqual(refused('directory.organization_members.w'));
    expect(refusalOf(await directory.send('DELETE', path, { token: reading }))).toEqual(
      refused('directory.organization_members.w'),
    );
    expect(refusalOf(await directory.get('organization', reading))).toEqual(refused('directory.organization.r'));

    const writing = await tokenFor('directory.organization_members.w');
    expect(refusalOf(await directory.get('organization/memberships', writing))).toEqual(
      refused('directory.organization_members.r'),
    );
    const both = await tokenFor('directory.organization_members.rw');
    expect((await directory.get(path, both)).status).toBe(200);
    expect((await directory.send('PATCH', path, { token: both, json })).status).toBe(200);
  });
});

describe('bearers', () => {
  it('T152 T163 a token of a person is nothing at the routes of an organization, and the other way round', async () => {
    const [organization, token] = await connect();
    const person = await directory.personToken(organization.owner.user, app, 'directory.person.r');
    const refused = [403, ['unpermitted_subject']];
    for (const path of ['organization', 'organization/memberships', 'apps']) {
      expect(refusalOf(await directory.get(path, person))).toEqual(refused);
    }
    for (const path of ['person', 'person/organization_memberships']) {
      expect(refusalOf(await directory.get(path, token))).toEqual(refused);
    }
    const founding = await directory.send('POST', 'person/organizations', { token, json: { name: 'By A Token' } });
    expect(refusalOf(founding)).toEqual(refused);
  });

  it('T152 T176 members of another organization are the same as none', async () => {
    const [, token] = await connect();
    const [foreign] = await connect();
    const unknown = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';
    for (const id of [foreign.owner.membershipId, unknown, 'me', 'x'.repeat(100)]) {
      const path = `organization/memberships/${id}`;
      const answers = [
        await directory.get(path, token),
        await directory.send('PATCH', path, { token, json: { roles: ['member'] } }),
        await directory.send('DELETE', path, { token }),
      ];
      expect(answers.map(refusalOf)).toEqual(answers.map(() => [404, ['not_found']]));
    }
  });

  it('T152 the client itself is no organization', async () => {
    const { json } = await server.token(
      { appId: app.id, clientId: app.clientId, clientSecret: app.clientSecret, redirectUri: '' },
      { grant_type: 'client_credentials' },
    );
    const token = String(json['access_token']);
    for (const path of ['organization', 'person', 'apps', 'connections']) {
      expect(refusalOf(await directory.get(path, token))).toEqual([403, ['unpermitted_subject']]);
    }
  });
});

describe('on behalf of a member', () => {
  it('T152 T170 the token may no more than the member may at that moment', async () => {
    const organization = await organizations.organization();
    const { id: grantId } = await apps.installed(organization, app, ALL);
    const [member, other] = [await organizations.member(organization), await organizations.member(organization)];
    const token = await directory.onBehalfToken({ organization, member, app, grantId, scopes: ALL });
    const path = `organization/memberships/${other.membershipId}`;
    const change = () => directory.send('PATCH', path, { token, json: { roles: ['designer'] } });

    expect((await directory.get('organization', token)).status).toBe(200);
    const list = await directory.get('organization/memberships', token);
    expect([list.status, list.text.includes(other.user.email)]).toEqual([200, false]);
    const refused = [403, ['unpermitted_subject']];
    expect(refusalOf(await change())).toEqual(refused);
    expect(refusalOf(await directory.send('DELETE', path, { token }))).toEqual(refused);
    expect(refusalOf(await directory.get('apps', token))).toEqual(refused);

    // A change of the roles outdates the token; what is given after it may what an admin may.
    const place = `${organization.path}/memberships/${member.membershipId}`;
    await organizations.call(organization.owner.visitor, 'PATCH', place, { roles: ['admin'] });
    expect(refusalOf(await directory.get('organization', token))).toEqual([403, ['invalid_jwt']]);
    server.clock.advance(1_000);
    const newer = await directory.onBehalfToken({ organization, member, app, grantId, scopes: ALL });
    const changed = await directory.send('PATCH', path, { token: newer, json: { roles: ['designer'] } });
    expect([changed.status, changed.json['roles']]).toEqual([200, ['designer']]);
    const owner = `organization/memberships/${organization.owner.membershipId}`;
    expect(refusalOf(await directory.send('DELETE', owner, { token: newer }))).toEqual(refused);
    await organizations.call(organization.owner.visitor, 'DELETE', place);
    expect(refusalOf(await directory.get('organization', newer))).toEqual([403, ['invalid_jwt']]);
  });
});

describe('apps of a vendor', () => {
  it('are listed for the organization that publishes them, and for no other', async () => {
    const vendor = await organizations.organization();
    const published = await directory.app(ALL, { name: 'vendors_own', kind: 'private' }, vendor);
    const token = await directory.connected(published, vendor, ['directory.apps.r']);
    const answer = await directory.get('apps', token);
    expect(listOf(answer)).toEqual([
      { id: published.id, name: 'vendors_own', category: null, kind: 'private', state: 'active' },
    ]);
    const [, other] = await connect();
    expect(listOf(await directory.get('apps.json', other))).toEqual([]);
    const [, narrow] = await connect(READ);
    expect(refusalOf(await directory.get('apps', narrow))).toEqual([403, ['unpermitted_scope', 'directory.apps.r']]);
  });
});
