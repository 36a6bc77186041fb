import { Apps } from '../../src/apps/index.js';
import { type AppId } from '../../src/core/ids.js';
import { Resources } from '../../src/resources/index.js';
import { APPS, AppTests, namesOf, type VendorApp } from '../support/apps.js';
import { type Answer } from '../support/http.js';
import { OrganizationTests, outcomeOf } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
afterAll(() => server.stop());

const SENTENCE = { en: 'See print jobs', de: 'Druckaufträge sehen' };
let count = 0;

function freshName(): string {
  count += 1;
  return `planner_${count}`;
}

function register({ path, vendor }: VendorApp, input: object, by = vendor.owner): Promise<Answer> {
  return tests.call(by.visitor, 'POST', `${path}/scopes`, { description: SENTENCE, ...input });
}

function remove({ path, vendor }: VendorApp, name: string, by = vendor.owner): Promise<Answer> {
  return tests.call(by.visitor, 'DELETE', `${path}/scopes/${name}`);
}

/** An app that offers `<name>.jobs.r`. */
async function api(audience?: string): Promise<VendorApp & { readonly name: string; readonly scope: string }> {
  const name = freshName();
  const app = await apps.app({ name });
  const scope = `${name}.jobs.r`;
  const { status, text } = await register(app, { name: scope, audience });
  if (status !== 201) throw new Error(`no scope: ${status} ${text}`);
  return { ...app, name, scope };
}

async function found(query: string): Promise<readonly string[]> {
  const { visitor } = await tests.person();
  const { json } = await tests.call(visitor, 'GET', `/demo/api/scopes?query=${query}`);
  return namesOf(json['scopes']);
}

async function audienceOfApp(id: string): Promise<string | undefined> {
  const catalogue = await server.app.get(Resources).catalogue(server.instance.id);
  return catalogue.audienceOfApp(id as AppId);
}

describe('an app registers scopes', () => {
  it('that begin with its own name, and becomes an API with an audience', async () => {
    const { id, name, path, vendor } = await api();
    const audience = `urn:uuid:${id}`;
    const first = { name: `${name}.jobs.r`, description: SENTENCE, bearers: ['person', 'organization'] };
    const { json } = await tests.call(vendor.owner.visitor, 'GET', `${path}/scopes`);
    expect(json).toEqual({ audience, scopes: [first] });
    expect(await audienceOfApp(id)).toBe(audience);
  });

  it('for people or organizations alone, with a sentence in each language', async () => {
    const app = await api();
    const description = { en: 'Move print jobs', de: 'Druckaufträge verschieben' };
    const second = { name: `${app.name}.jobs.w`, description, bearers: ['organization'] };
    const { json } = await register(app, second);
    expect(json['scopes']).toEqual([expect.objectContaining({ name: app.scope }), second]);
  });

  it('that everybody finds who types their name, with the title of the app', async () => {
    const { name, scope, path, vendor } = await api();
    await tests.call(vendor.owner.visitor, 'PATCH', path, { title: 'Renamed Planner' });
    const { json } = await tests.call(vendor.owner.visitor, 'GET', `/demo/api/scopes?query=${name}`);
    expect(json['scopes']).toEqual([
      { name: scope, api: 'Renamed Planner', description: SENTENCE, bearers: ['person', 'organization'] },
    ]);
  });

  it('that other apps may ask for, and organizations allow', async () => {
    const { scope } = await api();
    const other = await apps.app({ scopes: [scope] });
    const organization = await tests.organization();
    await apps.installed(organization, other, [scope]);
    const [installation] = await apps.installations(organization);
    expect(installation?.['granted']).toEqual([{ name: scope, description: SENTENCE }]);
  });

  it.each([
    ['tickets.ticket.x', 'another permission than r, w and rw'],
    ['tickets.ticket.r', 'the prefix of an operator’s API'],
    ['directory.person.r', 'the prefix of the directory'],
    ['openid', 'a scope of OpenID'],
    ['NAME.jobs', 'no permission'],
    ['NAMEx.jobs.r', 'a longer name'],
    ['NAME.Jobs.r', 'a capital letter'],
    ['NAME.jobs.r ', 'a space'],
    ['NAME.jobs.rw.r', 'a part too many'],
  ])('T177 not %j: %s', async (text) => {
    const name = freshName();
    const app = await apps.app({ name });
    const refused = await register(app, { name: text.replace('NAME', name) });
    expect(outcomeOf(refused)).toBe('400 invalid_input');
    expect(Object.keys(refused.json['fields'] as object)).toEqual(['name']);
    expect(await audienceOfApp(app.id)).toBeUndefined();
  });

  it('and is told where its technical name can not begin one', async () => {
    const app = await apps.app({ name: 'dashed-planner' });
    const refused = await register(app, { name: 'dashed-planner.jobs.r' });
    expect(outcomeOf(refused)).toBe('400 invalid_input');
    expect(refused.text).toContain("'dashed-planner' can not begin one");
  });

  it.each([
    { description: { en: '' } },
    { description: { en: 'Read\u202e jobs' } },
    { description: { en: 'x'.repeat(201) } },
    { bearers: ['client'] },
    { bearers: [] },
    { bearers: 'person' },
  ])('T177 not with %j', async (changes) => {
    const name = freshName();
    const app = await apps.app({ name });
    expect(outcomeOf(await register(app, { name: `${name}.jobs.r`, ...changes }))).toBe('400 invalid_input');
  });

  it('each once', async () => {
    const app = await api();
    expect(outcomeOf(await register(app, { name: app.scope }))).toBe('409 conflict');
  });
});

describe('the audience of an app', () => {
  it('is an https URL that the vendor chooses, and no other app can have it', async () => {
    const audience = 'https://api.planner.example/v1';
    const app = await api(audience);
    expect(await audienceOfApp(app.id)).toBe(audience);
    for (const taken of [audience, `${audience}/`]) {
      const name = freshName();
      const refused = await register(await apps.app({ name }), { name: `${name}.jobs.r`, audience: taken });
      expect([outcomeOf(refused), refused.json['fields']]).toEqual(['409 conflict', { audience: 'already in use' }]);
    }
  });

  it('stays while there are scopes', async () => {
    const app = await api('https://one.planner.example/');
    const again = { name: `${app.name}.jobs.w`, audience: 'https://two.planner.example/' };
    expect(outcomeOf(await register(app, again))).toBe('409 conflict');
    await remove(app, app.scope);
    expect(outcomeOf(await register(app, again))).toBe('201');
    expect(await audienceOfApp(app.id)).toBe('https://two.planner.example/');
  });

  it.each(['https://tickets.example/', 'https://tickets.example'])(
    'T171 is not an operator’s: %s',
    async (audience) => {
      const name = freshName();
      const refused = await register(await apps.app({ name }), { name: `${name}.jobs.r`, audience });
      expect(outcomeOf(refused)).toBe('409 conflict');
    },
  );

  it.each([
    'http://api.example/',
    'urn:uuid:01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14',
    'https://API.example/',
    'https://api.example:443/',
    'https://api.example/#x',
    'https://api.example/?x=1',
    'https://user@api.example/',
    'https://api.example/a/../b',
    'https://api.example/%61',
    'https://tickets.example/ https://other.example/',
    'not a URL',
  ])('T177 is not %j', async (audience) => {
    const name = freshName();
    const refused = await register(await apps.app({ name }), { name: `${name}.jobs.r`, audience });
    expect([outcomeOf(refused), Object.keys(refused.json['fields'] as object)]).toEqual([
      '400 invalid_input',
      ['audience'],
    ]);
  });

  it('leaves the name of an operator’s API to operators, whichever came first', async () => {
    const resources = server.app.get(Resources);
    const owned = { instanceId: server.instance.id, name: 'invoices', title: 'Invoices' };
    await resources.create({ ...owned, audience: 'https://invoices.example/' });
    const vendor = await tests.organization();
    const taken = await apps.publish(vendor.owner, { organization: vendor.id, name: 'invoices' });
    expect(outcomeOf(taken)).toBe('409 conflict');
    const app = await apps.app({ name: 'late_invoices' }, vendor);
    await resources.create({ ...owned, name: 'late_invoices', audience: 'https://late.example/' });
    expect(outcomeOf(await register(app, { name: 'late_invoices.jobs.r' }))).toBe('409 conflict');
    expect(await audienceOfApp(app.id)).toBeUndefined();
  });

  it.each(['directory', 'zaikio'])('and %s is no name for a vendor’s app', async (name) => {
    const vendor = await tests.organization();
    expect(outcomeOf(await apps.publish(vendor.owner, { organization: vendor.id, name }))).toBe('400 invalid_input');
  });
});

describe('a token for the API of an app', () => {
  it('can be asked about by the app, as long as it is meant for it, and by no other', async () => {
    const app = await api();
    const asker = await server.createApp({ scope: [app.scope] });
    const ask = async ({ clientId, clientSecret }: VendorApp, token: string): Promise<unknown> => {
      const client = { appId: '', clientId, clientSecret, redirectUri: '' };
      return (await server.token(client, { token }, 'introspect')).json['active'];
    };
    const user = await server.createUser();
    const { access_token: token } = await server.tokens(user, asker, { scope: app.scope });
    const { access_token: other } = await server.tokens(user, asker, { scope: 'openid' });
    expect([await ask(app, token), await ask(app, other), await ask(await api(), token)]).toEqual([true, false, false]);
  });
});

describe('a scope that is removed', () => {
  it('can not be used any more, and the rest of what was granted can', async () => {
    const app = await api();
    const other = await apps.app({ scopes: [app.scope, 'directory.organization.r'] });
    const organization = await tests.organization();
    await apps.installed(organization, other, [app.scope, 'directory.organization.r']);
    expect((await remove(app, app.scope)).status).toBe(204);
    const [installation] = await apps.installations(organization);
    expect(namesOf(installation?.['requested'])).toEqual(['directory.organization.r']);
    expect(await found(app.name)).toEqual([]);
  });

  it('is no obstacle to whoever asked for it', async () => {
    const app = await api();
    const other = await apps.app({ scopes: [app.scope] });
    await remove(app, app.scope);
    const change = { scopes: [app.scope, 'directory.organization.r'] };
    expect((await tests.call(other.vendor.owner.visitor, 'PATCH', other.path, change)).status).toBe(200);
    expect(
      outcomeOf(await apps.publish(other.vendor.owner, { organization: other.vendor.id, scopes: [app.scope] })),
    ).toBe('400 invalid_scope');
  });

  it('is removed once', async () => {
    const app = await api();
    await remove(app, app.scope);
    expect(outcomeOf(await remove(app, app.scope))).toBe('404 not_found');
  });
});

describe('the scopes of an app', () => {
  it('are out of service while it is disabled, and come back with it', async () => {
    const app = await api();
    await tests.call(app.vendor.owner.visitor, 'POST', `${app.path}/disable`);
    expect([await found(app.name), await audienceOfApp(app.id)]).toEqual([[], undefined]);
    await tests.call(app.vendor.owner.visitor, 'POST', `${app.path}/enable`);
    expect(await found(app.name)).toEqual([app.scope]);
    await server.app.get(Apps).disable(server.instance.id, app.name);
    expect(await found(app.name)).toEqual([]);
  });

  it('are nobody else’s to find where the app is private', async () => {
    const name = freshName();
    await register(await apps.app({ name, kind: 'private' }), { name: `${name}.jobs.r` });
    expect(await found(name)).toEqual([]);
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    expect(json['scopes_supported']).not.toContain(`${name}.jobs.r`);
  });

  it('are for the vendor’s owners and admins alone (T171)', async () => {
    const app = await api();
    const stranger = await tests.person();
    const member = await tests.member(app.vendor);
    const admin = await tests.member(app.vendor, ['admin']);
    const input = { name: `${app.name}.jobs.w` };
    expect(outcomeOf(await register(app, input, { ...stranger, membershipId: '' }))).toBe('404 not_found');
    expect(outcomeOf(await remove(app, app.scope, { ...stranger, membershipId: '' }))).toBe('404 not_found');
    expect(outcomeOf(await tests.call(stranger.visitor, 'GET', `${app.path}/scopes`))).toBe('404 not_found');
    expect(outcomeOf(await register(app, input, member))).toBe('403 forbidden');
    expect(outcomeOf(await remove(app, app.scope, member))).toBe('403 forbidden');
    expect(outcomeOf(await register(app, input, admin))).toBe('201');
    expect(outcomeOf(await tests.call(admin.visitor, 'GET', `${APPS}/not-an-id/scopes`))).toBe('404 not_found');
  });

  it('are changed from our own pages alone (T185)', async () => {
    const app = await api();
    const { visitor } = app.vendor.owner;
    const foreign = { headers: { origin: 'https://evil.example' } };
    const refused = await visitor.post(`${app.path}/scopes`, { ...foreign, json: { name: `${app.name}.x_y_z.r` } });
    expect(outcomeOf(refused)).toBe('403 csrf_failed');
    const form = { headers: { origin: server.origin }, form: { name: `${app.name}.x_y_z.r` } };
    expect(outcomeOf(await visitor.post(`${app.path}/scopes`, form))).toBe('400 invalid_input');
    expect(outcomeOf(await visitor.request('DELETE', `${app.path}/scopes/${app.scope}`, foreign))).toBe(
      '403 csrf_failed',
    );
    expect(await found(app.name)).toEqual([app.scope]);
  });
});
