import { Audit } from '../../src/audit/index.js';
import { AppTests, APPS } from '../support/apps.js';
import { OrganizationTests, outcomeOf, type Person, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const SCOPES = ['directory.organization.r', 'tickets.ticket.r'];
const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let vendor: TestOrganization;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
  vendor = await tests.organization('Vendor Works');
});
afterAll(() => server.stop());

const call = (method: string, path: string, json?: unknown, by: Person = vendor.owner) =>
  tests.call(by.visitor, method, path, json);

describe('scopes', () => {
  const search = async (query?: string) => {
    const { json } = await call('GET', `/demo/api/scopes${query === undefined ? '' : `?query=${query}`}`);
    return json['scopes'] as { name: string; bearers: string[]; description: object; api: string }[];
  };

  it('are found by a part of their name, with what they say and whom they are for', async () => {
    expect(await search('directory.organization.')).toEqual([
      {
        name: 'directory.organization.r',
        bearers: ['organization'],
        description: { en: 'See the details of the organization', de: 'Die Angaben zur Organisation sehen' },
        api: 'Directory',
      },
    ]);
    expect((await search('ticket')).map(({ name, api }) => [name, api])).toEqual([
      ['tickets.ticket.r', 'Tickets'],
      ['tickets.ticket.rw', 'Tickets'],
      ['tickets.ticket.w', 'Tickets'],
    ]);
    expect(await search('no.such')).toEqual([]);
    const all = (await search()).map(({ name }) => name);
    expect(all).toContain('directory.person.rw');
    expect(all).not.toContain('openid');
  });

  it('of the directory are in every instance, for its own audience', async () => {
    const other = await server.createInstance('second-one');
    const { json } = await server.send('GET', `${new URL(other.issuer).pathname}/.well-known/openid-configuration`);
    expect(json['scopes_supported']).toEqual(expect.arrayContaining(['directory.person.r', 'directory.machines.rw']));
  });

  it('are for people who are signed in', async () => {
    expect(outcomeOf(await server.send('GET', '/demo/api/scopes'))).toBe('401 credentials_required');
    expect(outcomeOf(await call('GET', `/demo/api/scopes?query=${'x'.repeat(201)}`))).toBe('400 invalid_input');
  });
});

describe('an app', () => {
  const details = {
    kind: 'private',
    title: 'Print Planner',
    description: { en: 'Plans prints', de: 'Plant Drucke' },
    logoUrl: 'https://app.test/logo.svg',
    entryPoint: 'https://app.test/start?from=here',
  };
  const uris = { redirectUris: ['https://app.test/cb'], postLogoutRedirectUris: ['https://app.test/bye'] };

  it('is made with a client, read, changed and listed by the admins of its vendor', async () => {
    const admin = await tests.member(vendor, ['admin']);
    const input = { ...details, ...uris, organization: vendor.id, scopes: SCOPES, name: 'print-planner' };
    const created = await apps.publish(admin, input);
    expect(created.status).toBe(201);
    const { client, ...app } = created.json as { client: { clientId: string; clientSecret: string } };
    expect(app).toMatchObject({
      ...details,
      ...{ organization: vendor.id, vendor: 'Vendor Works', name: 'print-planner', status: 'active' },
      scopes: [...IDENTITY, ...SCOPES],
    });
    expect(client).toEqual({ clientId: expect.any(String), clientSecret: expect.stringMatching(/^cs_[\w-]{43}$/) });
    const path = `${APPS}/${String(created.json['id'])}`;
    const shown = await call('GET', path);
    expect(shown.json).toEqual({ ...app, clients: [expect.objectContaining({ ...uris, id: client.clientId })] });

    const change = { title: 'Planner', logoUrl: null, scopes: ['tickets.ticket.r'], kind: 'public' };
    const changed = await call('PATCH', path, change);
    expect(changed.json).toMatchObject({ title: 'Planner', kind: 'public', description: details.description });
    expect(changed.json).not.toHaveProperty('logoUrl');
    expect(changed.json['scopes']).toEqual([...IDENTITY, 'tickets.ticket.r']);
    const listed = await call('GET', `${APPS}?organization=${vendor.id}`, undefined, admin);
    expect(listed.json['apps']).toContainEqual(changed.json);
    expect((await call('GET', APPS, undefined, admin)).json).toEqual(listed.json);
    expect((await call('GET', APPS, undefined, await tests.person())).json).toEqual({ apps: [] });
    const trail = await server.app.get(Audit).list(server.instance.id, { limit: 20 });
    expect(trail.map(({ type }) => type)).toEqual(expect.arrayContaining(['app.created', 'app.updated']));
  });

  it('T064 shows its secret once: no other answer, and no record, holds it', async () => {
    const app = await apps.app({ scopes: SCOPES }, vendor);
    const second = await call('POST', `${app.path}/clients`, { name: 'Two', redirectUris: [] });
    const secrets = [app.clientSecret, String(second.json['clientSecret'])];
    expect(secrets.every((secret) => /^cs_[\w-]{43}$/.test(secret))).toBe(true);
    const answers = await Promise.all([
      call('GET', app.path),
      call('GET', APPS),
      call('PATCH', app.path, { title: 'Other' }),
      call('PATCH', `${app.path}/clients/${app.clientId}`, { name: 'One' }),
    ]);
    const trail = await server.app.get(Audit).list(server.instance.id, { limit: 50 });
    const texts = [...answers.map(({ text }) => text), JSON.stringify(trail)];
    for (const secret of secrets) for (const text of texts) expect(text).not.toContain(secret);
    const { clients } = answers[0].json as { clients: { secrets: object[] }[] };
    expect(clients[0]?.secrets).toEqual([{ hint: app.clientSecret.slice(-4), createdAt: expect.any(String) }]);
  });

  it.each([
    ['400 invalid_input', { name: 'No' }],
    ['400 invalid_input', { name: 'directory' }],
    ['400 invalid_input', { name: 'latchkey' }],
    ['409 conflict', { name: 'tickets' }],
    ['400 invalid_input', { title: 'Ac\u200bme' }],
    ['400 invalid_input', { logoUrl: 'http://app.test/x.svg' }],
    ['400 invalid_input', { entryPoint: 'javascript:alert(1)' }],
    ['400 invalid_input', { entryPoint: 'https://user@app.test/' }],
    ['400 invalid_input', { description: { de: 'Ohne Englisch' } }],
    ['400 invalid_input', { description: { en: 'Tab\u202e' } }],
    ['400 invalid_input', { kind: 'addon' }],
    ['400 invalid_scope', { scopes: ['unknown.thing.r'] }],
    ['404 not_found', { organization: '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' }],
  ])('is refused with %s for %j', async (outcome, input) => {
    const before = await call('GET', APPS);
    expect(outcomeOf(await apps.publish(vendor.owner, { organization: vendor.id, ...input }))).toBe(outcome);
    expect((await call('GET', APPS)).json).toEqual(before.json);
  });

  it('has a name of its own, and stays public once it is', async () => {
    const app = await apps.app({ name: 'only-one' }, vendor);
    expect(outcomeOf(await apps.publish(vendor.owner, { organization: vendor.id, name: 'only-one' }))).toBe(
      '409 conflict',
    );
    expect(outcomeOf(await call('PATCH', app.path, { kind: 'private' }))).toBe('400 invalid_input');
    expect(outcomeOf(await call('PATCH', app.path, { name: 'renamed' }))).toBe('400 invalid_input');
    expect((await call('GET', app.path)).json).toMatchObject({ name: 'only-one', kind: 'public' });
  });
});
