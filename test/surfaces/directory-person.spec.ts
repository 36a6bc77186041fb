import { AppTests, type VendorApp } from '../support/apps.js';
import { DirectoryTests, listOf, refusalOf } from '../support/directory.js';
import { OrganizationTests, type TestMember, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const SCOPES = [
  ...['directory.person.rw', 'directory.person.r', 'directory.person.w', 'directory.organizations.rw'],
  ...['directory.organizations.r', 'directory.organizations.w', 'directory.organization.r'],
];

let server: TestServer;
let organizations: OrganizationTests;
let apps: AppTests;
let directory: DirectoryTests;
let organization: TestOrganization;
let owner: TestMember;
let app: VendorApp;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  organizations = new OrganizationTests(server);
  apps = new AppTests(organizations);
  directory = new DirectoryTests(server, apps);
  organization = await organizations.organization('Acme Printing');
  ({ owner } = organization);
  app = await directory.app(SCOPES, { name: 'print_planner', entryPoint: 'https://planner.example/start' });
  token = await directory.personToken(owner.user, app, 'directory.person.r directory.organizations.r');
});
afterAll(() => server.stop());

describe('GET /person', () => {
  it('answers in the shape that its clients know', async () => {
    const { status, json, headers } = await directory.get('person', token);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    const { user } = owner;
    expect(json).toMatchObject({
      ...{ id: user.id, first_name: null, name: user.name, full_name: user.name, email: user.email },
      ...{ email_confirmed: false, pronoun: null, locale: null, time_zone: null, connected: true, subscription: null },
      granted_oauth_scopes: ['directory.person.r', 'directory.organizations.r'],
      requested_oauth_scopes: SCOPES.slice(0, 6),
      requested_oauth_scopes_waiting_for_approval: SCOPES.slice(0, 6).filter(
        (name) => !['directory.person.r', 'directory.organizations.r'].includes(name),
      ),
    });
    expect(json['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('tells which of the organizations have connected the app, and which apps can be opened', async () => {
    const before = (await directory.get('person', token)).json;
    expect(before['organization_memberships']).toMatchObject([
      { roles: ['owner'], organization: { id: organization.id, slug: 'acme-printing', connected: false } },
    ]);
    expect(before['accessible_apps']).toEqual([]);
    const { path } = await apps.installed(organization, app, ['directory.organization.r']);
    const { json } = await directory.get('person', token);
    const scopes = {
      granted_oauth_scopes: ['directory.organization.r'],
      requested_oauth_scopes_waiting_for_approval: [],
    };
    expect(json['organization_memberships']).toMatchObject([{ organization: { connected: true, ...scopes } }]);
    expect(json['accessible_apps']).toMatchObject([
      { name: 'print_planner', entry_point_url: 'https://planner.example/start', category: null },
    ]);
    await organizations.call(owner.visitor, 'DELETE', path);
    const after = (await directory.get('person', token)).json;
    expect(after['organization_memberships']).toMatchObject([{ organization: { connected: false } }]);
  });

  it('is relative to the app that asks: another one is not connected by it', async () => {
    const other = await directory.app(SCOPES);
    await apps.installed(organization, app, ['directory.organization.r']);
    const foreign = await directory.personToken(owner.user, other, 'directory.person.r');
    const { json } = await directory.get('person', foreign);
    expect(json['organization_memberships']).toMatchObject([
      { organization: { connected: false, granted_oauth_scopes: [], requested_oauth_scopes: [] } },
    ]);
  });

  it.each(['person.json', 'person?=', 'person.json?=&current_organization_id=1', 'person?a=1&a=2'])(
    'is spelled %s too',
    async (path) => {
      for (const accept of ['*/*', 'application/json', 'text/html']) {
        const { status, json } = await directory.get(path, token, { headers: { accept } });
        expect([status, json['id']]).toEqual([200, owner.user.id]);
      }
    },
  );
});

describe('PATCH /person', () => {
  it('changes name, language and time zone, and looks at nothing else (T171)', async () => {
    const person = await organizations.person('patched@example.com');
    const own = await directory.personToken(person.user, app, 'directory.person.rw');
    const sent = { ...(await directory.get('person', own)).json, email: 'other@example.com', id: owner.user.id };
    const change = { first_name: 'Ada', name: 'Lovelace', locale: 'de-DE', time_zone: 'Asia/Kolkata', status: 'x' };
    const json = { person: { ...sent, ...change }, current_organization_id: organization.id };
    const answer = await directory.send('PATCH', 'person', { token: own, json });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      ...{ id: person.user.id, name: 'Ada Lovelace', full_name: 'Ada Lovelace', email: 'patched@example.com' },
      ...{ locale: 'de-DE', time_zone: 'Asia/Kolkata', email_confirmed: false },
    });
    expect(answer.json['created_at']).toMatch(/\.\d{3}\+05:30$/);
    expect(Date.parse(String(answer.json['created_at']))).toBe(person.user.createdAt);
  });

  it('takes members without a root, and an empty body', async () => {
    const person = await organizations.person();
    const own = await directory.personToken(person.user, app, 'directory.person.rw');
    const named = await directory.send('PATCH', 'person.json', { token: own, json: { name: 'Grace Hopper' } });
    expect(named.json['full_name']).toBe('Grace Hopper');
    const empty = await directory.send('PATCH', 'person', { token: own, json: {} });
    expect([empty.status, empty.json['full_name']]).toEqual([200, 'Grace Hopper']);
  });

  it('names every input that is wrong', async () => {
    const own = await directory.personToken(owner.user, app, 'directory.person.rw');
    const json = { person: { name: '', locale: 'not a locale', time_zone: 'Middle/Earth' } };
    const { status, json: answer } = await directory.send('PATCH', 'person', { token: own, json });
    expect(status).toBe(422);
    expect(Object.keys(answer['errors'] as object)).toEqual(['locale', 'time_zone']);
    const named = await directory.send('PATCH', 'person', { token: own, json: { person: { name: '\u200b' } } });
    expect(named.json['errors']).toEqual({ name: [expect.any(String)] });
  });
});

describe('organizations of a person', () => {
  it('are listed in pages, which the headers tell about', async () => {
    const person = await organizations.person();
    for (const name of ['Page A', 'Page B', 'Page C']) {
      await organizations.call(person.visitor, 'POST', '/demo/api/organizations', { name });
    }
    const own = await directory.personToken(person.user, app, 'directory.person.r');
    const first = await directory.get('person/organization_memberships?per_page=2', own);
    expect(
      listOf(first).map(({ organization: { name } = { name: '' } }: { organization?: { name: string } }) => name),
    ).toEqual(['Page A', 'Page B']);
    const headers = ['current-page', 'total-count', 'total-pages'].map((name) => first.headers.get(name));
    expect(headers).toEqual(['1', '3', '2']);
    const next = `${server.origin}/api/v1/person/organization_memberships?page=2&per_page=2`;
    expect(first.headers.get('link')).toBe(`<${next}>; rel="next", <${next}>; rel="last"`);
    const second = await directory.get('person/organization_memberships.json?per_page=2&page=2', own);
    expect(listOf(second)).toHaveLength(1);
    expect(refusalOf(await directory.get('person/organization_memberships?per_page=101', own))).toEqual([
      422,
      { per_page: [expect.any(String)] },
    ]);
  });

  it('are made with the app connected, all that it asks for granted', async () => {
    const person = await organizations.person();
    const own = await directory.personToken(person.user, app, 'directory.person.r directory.organizations.w');
    const input = { name: 'Freshly Founded', country_code: 'DE', kinds: ['printer'], sections: { printer: [] } };
    const made = await directory.send('POST', 'person/organizations', { token: own, json: { organization: input } });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      ...{ name: 'Freshly Founded', slug: 'freshly-founded', country_code: 'DE', kinds: ['printer'], kind: 'printer' },
      ...{ connected: true, granted_oauth_scopes: ['directory.organization.r'] },
    });
    const { json } = await directory.get('person', own);
    expect(json['organization_memberships']).toMatchObject([{ roles: ['owner'], organization: { connected: true } }]);
  });

  it('are refused with a name that is taken, a root alone and other inputs', async () => {
    const own = await directory.personToken(owner.user, app, 'directory.organizations.w');
    const post = (json: unknown) => directory.send('POST', 'person/organizations', { token: own, json });
    expect(refusalOf(await post({ organization: { name: 'ACME printing' } }))).toEqual([
      422,
      { name: ['already in use'] },
    ]);
    expect(refusalOf(await post({}))).toEqual([422, { name: [expect.any(String)] }]);
    expect(refusalOf(await post({ organization: { name: 'Somewhere', country_code: 'de' } }))).toEqual([
      422,
      { country_code: [expect.any(String)] },
    ]);
  });

  it('show who else is a member, without addresses', async () => {
    const member = await organizations.member(organization);
    const answer = await directory.get(`person/organizations/${organization.id}/memberships`, token);
    expect(answer.status).toBe(200);
    const place = { created_at: expect.any(String), updated_at: expect.any(String) };
    const shown = { full_name: 'Pat', avatar_url: null };
    expect(listOf(answer)).toEqual([
      { id: owner.membershipId, roles: ['owner'], ...place, person: { id: owner.user.id, ...shown, connected: true } },
      {
        id: member.membershipId,
        roles: ['member'],
        ...place,
        person: { id: member.user.id, ...shown, connected: false },
      },
    ]);
    expect(answer.text).not.toContain(member.user.email);
    expect(answer.headers.get('total-count')).toBe('2');
  });

  it('T176 of others are the same as none', async () => {
    const foreign = await organizations.organization();
    for (const id of [foreign.id, '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11', 'x']) {
      const answer = await directory.get(`person/organizations/${id}/memberships`, token);
      expect([refusalOf(answer), answer.headers.get('total-count')]).toEqual([[404, ['not_found']], null]);
    }
  });

  it('T170 T176 end with the membership, without another sign-in', async () => {
    const member = await organizations.member(organization);
    const own = await directory.personToken(member.user, app, 'directory.person.r directory.organizations.r');
    const path = `person/organizations/${organization.id}/memberships`;
    expect((await directory.get(path, own)).status).toBe(200);
    await organizations.call(owner.visitor, 'DELETE', `${organization.path}/memberships/${member.membershipId}`);
    expect(refusalOf(await directory.get(path, own))).toEqual([404, ['not_found']]);
    expect((await directory.get('person', own)).json['organization_memberships']).toEqual([]);
  });
});
