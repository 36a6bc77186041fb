import { Database } from '../../src/platform/index.js';
import { ApiKeyTests, KEYS, ME, type TestKey } from '../support/api-keys.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { CommandLine } from '../support/command-line.js';
import { sqlite, type TestDatabase, testDatabaseUrl } from '../support/databases.js';
import { type Answer, basic } from '../support/http.js';
import type { Person, TestOrganization } from '../support/organizations.js';
import { TestServer, type TestApp, type Tokens } from '../support/server.js';
import { Visitor } from '../support/visitor.js';

const READ = 'directory.organization.r';

/** From an SQLite file to the engine of this run: PostgreSQL where one is named. */
describe('latchkey move', () => {
  let home: TestDatabase;
  let target: TestDatabase;
  let before: TestServer;
  let after: TestServer;
  let cli: CommandLine;
  let app: TestApp;
  let person: Person;
  let tokens: Tokens;
  let spent: Tokens;
  let personal: TestKey;
  let organization: TestOrganization;
  let organizationKey: TestKey;
  let vendorApp: VendorApp;
  let kids: readonly unknown[];
  let feed: readonly { readonly sequence: number }[];

  const kidsOf = async (server: TestServer): Promise<readonly unknown[]> =>
    ((await server.send('GET', '/demo/oauth2/v1/jwks')).json['keys'] as { kid: string }[]).map(({ kid }) => kid);
  const feedOf = (server: TestServer): Promise<{ sequence: number }[]> =>
    server.app.get(Database).query<{ sequence: number }>('SELECT * FROM revocations ORDER BY sequence');
  const forItself = (server: TestServer, { clientId, clientSecret }: VendorApp): Promise<Answer> =>
    server.send('POST', '/oauth/access_token', {
      form: { grant_type: 'client_credentials', scope: `Org/${organization.id}.${READ}` },
      headers: { authorization: basic(clientId, clientSecret) },
    });

  beforeAll(async () => {
    [home, target] = [await sqlite.create(), await testDatabaseUrl()];
    before = await TestServer.start({ environment: { DATABASE_URL: home.url } });
    cli = new CommandLine({ LATCHKEY_SECRET: 'a-master-key-for-tests-of-sufficient-length', SEED_DEMO: 'false' });
    const keys = new ApiKeyTests(before);
    const apps = new AppTests(keys.organizations);
    person = await keys.person();
    personal = await keys.key(person);
    app = await before.createApp();
    spent = await before.tokens(person.user, app, { scope: 'openid profile offline_access' });
    tokens = (await before.refresh(app, spent.refresh_token)).json as unknown as Tokens;
    organization = await keys.organizations.organization();
    organizationKey = await keys.organizationKey(organization);
    vendorApp = await apps.app({ scopes: [READ] });
    await apps.installed(organization, vendorApp, [READ]);
    const gone = await keys.key(person);
    await keys.call(person, 'DELETE', `${KEYS}/${gone.id}`);
    [kids, feed] = [await kidsOf(before), await feedOf(before)];
  });
  afterAll(async () => {
    await after.stop();
    await before.stop();
    await Promise.all([home, target].map(({ cleanup }) => cleanup()));
  });
  const move = (to = target.url): readonly string[] => ['move', '--from', home.url, '--to', to];

  it('is refused while the target has no schema', async () => {
    expect(await cli.refusal(move())).toBe('server_error');
  });

  it('carries every row of every table, and tells how many', async () => {
    await new CommandLine({ DATABASE_URL: target.url }).json(['migrate']);
    const { rows } = (await cli.json(move())) as { rows: Record<string, number> };
    const stored = before.app.get(Database);
    for (const [table, count] of Object.entries(rows)) {
      expect([table, await stored.query(`SELECT COUNT(*) AS "rows" FROM ${table}`)]).toEqual([
        table,
        [{ rows: count }],
      ]);
    }
    expect(rows).toMatchObject({ instances: 1, installations: 1, api_keys: 3 });
    // What the SQLite file was asked last must not be asked again elsewhere: the servers stand side by side only here.
    after = await before.replica({ environment: { DATABASE_URL: target.url } });
  });

  it('is refused where there is something already', async () => {
    expect(await cli.refusal(move())).toBe('server_error');
  });

  it('leaves everybody signed in', async () => {
    const visitor = new Visitor(after.origin, person.visitor.address);
    visitor.setCookie('ZEYOSID', person.visitor.cookie('ZEYOSID') ?? '', '/demo');
    const me = await visitor.get(ME);
    expect([me.status, me.json['email']]).toEqual([200, person.user.email]);
  });

  it('keeps tokens and the keys that verify them', async () => {
    expect(await kidsOf(after)).toEqual(kids);
    expect((await after.userinfo(tokens.access_token)).status).toBe(200);
    expect(await after.isActive(app, tokens.access_token)).toBe(true);
  });

  it('keeps refresh families: the newest token goes on, and a spent one ends them (RFC 9700 §4.14.2)', async () => {
    const next = await after.refresh(app, tokens.refresh_token);
    expect(next.status).toBe(200);
    expect((await after.refresh(app, spent.refresh_token)).status).toBe(400);
    expect((await after.refresh(app, String(next.json['refresh_token']))).status).toBe(400);
  });

  it('keeps API keys of people and organizations', async () => {
    const keys = new ApiKeyTests(after);
    expect((await keys.use(personal.key)).json['email']).toBe(person.user.email);
    const own = await keys.use(organizationKey.key, organization.path);
    expect([own.status, own.json['id']]).toEqual([200, organization.id]);
  });

  it('keeps installations: the app gets a token for the organization', async () => {
    const { status, json } = await forItself(after, vendorApp);
    expect([status, typeof json['access_token']]).toEqual([200, 'string']);
  });

  it('goes on numbering the revocations after the last one that was ever given', async () => {
    const known = await feedOf(after);
    expect(known.slice(0, feed.length)).toEqual(feed);
    const visitor = await after.signedIn(person.user);
    const headers = { origin: before.origin };
    expect((await visitor.request('DELETE', `${KEYS}/${personal.id}`, { headers })).status).toBe(200);
    const sequences = (await feedOf(after)).map(({ sequence }) => sequence);
    expect(new Set(sequences).size).toBe(sequences.length);
    expect(Math.max(...sequences)).toBeGreaterThan(feed.at(-1)?.sequence ?? 0);
  });
});
