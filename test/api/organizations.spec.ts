import { Audit } from '../../src/audit/index.js';
import { OrganizationTests, ORGANIZATIONS, outcomeOf, type Person } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let tests: OrganizationTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
});
afterAll(() => server.stop());

const DETAILS = {
  countryCode: 'DE',
  kinds: ['printer', 'agency'],
  currency: 'EUR',
  brandColor: '#2f5bd3',
  logoUrl: 'https://acme.example/logo.svg',
};
const get = (person: Person, path: string) => tests.call(person.visitor, 'GET', path);

describe('an organization', () => {
  it('is made by a person, who becomes its owner', async () => {
    const person = await tests.person();
    const created = await tests.call(person.visitor, 'POST', ORGANIZATIONS, { name: ' Acme  Druck ', ...DETAILS });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({ name: 'Acme Druck', slug: 'acme-druck', status: 'active', ...DETAILS });
    const listed = await get(person, ORGANIZATIONS);
    expect(listed.json['organizations']).toEqual([
      { ...created.json, roles: ['owner'], membershipId: expect.any(String) },
    ]);
    expect((await get(person, `${ORGANIZATIONS}/${String(created.json['id'])}`)).json).toEqual(created.json);
  });

  it('may be one of any number of a person’s', async () => {
    const organizations = [await tests.organization('Zeta'), await tests.organization('Alpha')];
    const person = await tests.person();
    for (const { owner, path } of organizations) {
      const input = { email: person.user.email, roles: ['designer', 'member'] };
      await tests.call(owner.visitor, 'POST', `${path}/invitations`, input);
      await tests.accept(person, await tests.mailedToken(person.user.email));
    }
    await tests.call(person.visitor, 'POST', ORGANIZATIONS, { name: 'Mine' });
    const { organizations: listed } = (await get(person, ORGANIZATIONS)).json as {
      organizations: { name: string; roles: string[] }[];
    };
    expect(listed.map(({ name, roles }) => [name, roles])).toEqual([
      ['Alpha', ['member', 'designer']],
      ['Mine', ['owner']],
      ['Zeta', ['member', 'designer']],
    ]);
  });

  it('is changed by owners and admins: what is named, nothing else', async () => {
    const organization = await tests.organization('Before');
    const admin = await tests.member(organization, ['admin']);
    const change = (person: Person, input: object) => tests.call(person.visitor, 'PATCH', organization.path, input);
    expect((await change(organization.owner, DETAILS)).json).toMatchObject({ name: 'Before', ...DETAILS });
    const renamed = await change(admin, { name: 'Nachher', currency: null });
    const { currency: _, ...kept } = DETAILS;
    expect(renamed.json).toMatchObject({ name: 'Nachher', slug: 'nachher', ...kept });
    expect(renamed.json).not.toHaveProperty('currency');
    expect((await get(admin, organization.path)).json).toEqual(renamed.json);
    expect(outcomeOf(await change(admin, { name: 'Nachher' }))).toBe('200');
  });

  it.each([
    [{ countryCode: 'de' }, 'countryCode'],
    [{ currency: 'EURO' }, 'currency'],
    [{ brandColor: 'red' }, 'brandColor'],
    [{ logoUrl: 'javascript:alert(1)' }, 'logoUrl'],
    [{ logoUrl: 'http://acme.example/logo.svg' }, 'logoUrl'],
    [{ logoUrl: 'https://acme.example/"onload=' }, 'logoUrl'],
    [{ kinds: ['Not a word'] }, 'kinds'],
    [{ kinds: Array.from({ length: 21 }, () => 'printer') }, 'kinds'],
    [{ kinds: null }, 'kinds'],
    [{ name: null }, 'name'],
    [{ name: ' ' }, 'name'],
  ])('has no such details: %j', async (input, field) => {
    const { owner, path } = await tests.organization();
    const before = await get(owner, path);
    const refused = await tests.call(owner.visitor, 'PATCH', path, input);
    expect([outcomeOf(refused), Object.keys(refused.json['fields'] ?? {})]).toEqual(['400 invalid_input', [field]]);
    expect((await get(owner, path)).json).toEqual(before.json);
  });

  it('keeps its name from others of the instance, but not from another instance', async () => {
    const { owner, path } = await tests.organization('Only One');
    const again = await tests.call(owner.visitor, 'POST', ORGANIZATIONS, { name: 'Only One' });
    expect(outcomeOf(again)).toBe('409 conflict');
    const { owner: other, path: otherPath } = await tests.organization();
    expect(outcomeOf(await tests.call(other.visitor, 'PATCH', otherPath, { name: 'only one' }))).toBe('409 conflict');
    expect((await get(owner, path)).json).toMatchObject({ name: 'Only One' });

    const elsewhere = await server.createInstance('elsewhere');
    const visitor = await server.signedIn(await server.createUser({ instance: elsewhere }), elsewhere);
    const created = await tests.call(visitor, 'POST', '/elsewhere/api/organizations', { name: 'Only One' });
    expect(created.status).toBe(201);
  });

  it('is suspended, activated and removed by owners only', async () => {
    const organization = await tests.organization();
    const admin = await tests.member(organization, ['admin']);
    const { owner, path } = organization;
    const post = (person: Person, what: string) => tests.call(person.visitor, 'POST', `${path}/${what}`);
    for (const what of ['suspend', 'activate']) expect(outcomeOf(await post(admin, what))).toBe('403 forbidden');
    expect(outcomeOf(await tests.call(admin.visitor, 'DELETE', path))).toBe('403 forbidden');
    expect((await get(owner, path)).json['status']).toBe('active');

    for (const _ of ['once', 'twice']) expect((await post(owner, 'suspend')).status).toBe(204);
    expect((await get(admin, path)).json['status']).toBe('suspended');
    expect(outcomeOf(await tests.call(owner.visitor, 'PATCH', path, { name: 'Changed' }))).toBe('403 forbidden');
    const invitation = { email: 'someone@example.com', roles: ['member'] };
    expect(outcomeOf(await tests.call(owner.visitor, 'POST', `${path}/invitations`, invitation))).toBe('403 forbidden');

    expect((await post(owner, 'activate')).status).toBe(204);
    expect((await tests.call(admin.visitor, 'PATCH', path, { currency: 'CHF' })).json).toMatchObject({
      status: 'active',
      currency: 'CHF',
    });

    expect((await tests.call(owner.visitor, 'DELETE', path)).status).toBe(204);
    expect(outcomeOf(await get(owner, path))).toBe('404 not_found');
    expect((await get(admin, ORGANIZATIONS)).json['organizations']).toEqual([]);
  });

  it('leaves a trace of what was done, and by whom', async () => {
    const { owner, path } = await tests.organization();
    await tests.call(owner.visitor, 'PATCH', path, { currency: 'CHF' });
    await tests.call(owner.visitor, 'POST', `${path}/suspend`);
    await tests.call(owner.visitor, 'POST', `${path}/activate`);
    await tests.call(owner.visitor, 'DELETE', path);
    const query = { userId: owner.user.id, limit: 10 };
    const events = await server.app.get(Audit).list(server.instance.id, query);
    const own = events.filter(({ type }) => type.startsWith('organization.'));
    expect(own.map(({ type }) => type).sort()).toEqual(
      ['activated', 'created', 'removed', 'suspended', 'updated'].map((what) => `organization.${what}`),
    );
    expect(own.every(({ detail }) => path.endsWith(String(detail['organization'])))).toBe(true);
  });

  it('is nobody’s without a credential, and no business of a person’s app', async () => {
    const { owner, path } = await tests.organization();
    expect(outcomeOf(await server.send('GET', path))).toBe('401 credentials_required');
    const { access_token: token } = await server.tokens(owner.user, await server.createApp());
    for (const route of ['', '/memberships', '/invitations']) {
      expect(outcomeOf(await tests.withToken(token, 'GET', path + route))).toBe('403 forbidden');
    }
    expect(outcomeOf(await tests.withToken(token, 'POST', ORGANIZATIONS, { name: 'By an app' }))).toBe('403 forbidden');
    expect((await get(owner, path)).status).toBe(200);
  });

  it('is changed from our own pages only', async () => {
    const { owner, path } = await tests.organization();
    const foreign: Record<string, string>[] = [{}, { origin: 'https://evil.test' }, { origin: 'null' }];
    for (const headers of foreign) {
      const forged = await owner.visitor.request('DELETE', path, { headers });
      expect(outcomeOf(forged)).toBe('403 csrf_failed');
    }
    expect((await get(owner, path)).status).toBe(200);
  });
});

describe('an organization’s own token', () => {
  it('reads the organization with its scope, and that one only', async () => {
    const [own, other] = [await tests.organization(), await tests.organization()];
    const token = await tests.token(own.id, 'directory.organization.r');
    expect((await tests.withToken(token, 'GET', own.path)).json).toMatchObject({ id: own.id });
    expect(outcomeOf(await tests.withToken(token, 'GET', other.path))).toBe('404 not_found');
    const members = await tests.withToken(token, 'GET', `${own.path}/memberships`);
    expect(outcomeOf(members)).toBe('403 insufficient_scope');
    expect(members.headers.get('www-authenticate')).toContain('scope="directory.organization_members.r"');
  });

  it('does nothing that is an owner’s or a person’s', async () => {
    const { id, path, owner } = await tests.organization();
    const token = await tests.token(id, 'directory.organization.r directory.organization_members.rw');
    const attempts: [string, string, object?][] = [
      ['GET', ORGANIZATIONS],
      ['POST', ORGANIZATIONS, { name: 'Another' }],
      ['PATCH', path, { name: 'Renamed' }],
      ['POST', `${path}/suspend`],
      ['POST', `${path}/activate`],
      ['DELETE', path],
      ['DELETE', `${path}/memberships/me`],
      ['POST', `${path}/invitations`, { email: 'a@example.com', roles: ['member'] }],
      ['POST', `${ORGANIZATIONS}/invitations/accept`, { token: 'x' }],
    ];
    for (const [method, route, json] of attempts) {
      expect([method, route, outcomeOf(await tests.withToken(token, method, route, json))]).toEqual([
        method,
        route,
        '403 forbidden',
      ]);
    }
    expect((await get(owner, path)).json['status']).toBe('active');
  });
});
