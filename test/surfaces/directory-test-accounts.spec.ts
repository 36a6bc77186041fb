import { Audit } from '../../src/audit/index.js';
import { Users } from '../../src/users/index.js';
import type { UserId } from '../../src/core/ids.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { asTestApp, DirectoryTests, listOf, refusalOf } from '../support/directory.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const SCOPES = ['directory.organization.r', 'directory.organization_members.r', 'directory.person.r'];
const ORGANIZATION_SCOPES = SCOPES.slice(0, 2);

interface MadeUp {
  readonly id: string;
  readonly roles: readonly string[];
  readonly person: { readonly id: string; readonly name: string; readonly email: string; readonly password?: string };
}

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
  app = await directory.app(SCOPES);
});
afterAll(() => server.stop());

const create = (input: object, by = app): Promise<Answer> => {
  server.clock.advance(1);
  return directory.asClient(by, 'POST', 'test_accounts', { test_account: input });
};
const list = async (by = app): Promise<readonly Record<string, unknown>[]> =>
  listOf(await directory.asClient(by, 'GET', 'test_accounts'));
const madeUp = ({ json }: Answer): readonly MadeUp[] => json['memberships'] as readonly MadeUp[];
const firstOf = (answer: Answer): MadeUp['person'] => {
  const [first] = madeUp(answer);
  if (!first) throw new Error(answer.text);
  return first.person;
};

describe('test accounts', () => {
  it('are organizations with people, connected with the app that makes them', async () => {
    const members = [{ name: 'Ada Owner', roles: ['owner'] }, { roles: ['designer', 'admin'] }, {}];
    const answer = await create({ name: 'Try Me', country_code: 'DE', kinds: ['printer'], members });
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      ...{ name: 'Try Me', slug: 'try-me', country_code: 'DE', kinds: ['printer'], connected: true },
      ...{ test_account_owner_id: app.id, granted_oauth_scopes: ORGANIZATION_SCOPES },
    });
    expect(madeUp(answer).map(({ roles, person }) => [person.name, roles])).toEqual([
      ['Ada Owner', ['owner']],
      ['Test designer', ['admin', 'designer']],
      ['Test member', ['member']],
    ]);
    const addresses = madeUp(answer).map(({ person }) => person.email);
    expect(new Set(addresses).size).toBe(3);
    for (const address of addresses) expect(address).toMatch(/^[\w-]+@test\.invalid$/);
  });

  it('sign in with the password that is shown once, and are known for what they are', async () => {
    const answer = await create({ name: 'Signing In' });
    const { id, email, password = '' } = firstOf(answer);
    expect(password).toHaveLength(24);
    const user = await server.app.get(Users).authenticate(server.instance.id, email, password);
    expect([user.id, user.emailVerified]).toEqual([id, true]);
    const token = await directory.personToken(user, app, 'directory.person.r');
    const { json } = await directory.get('person', token);
    expect(json).toMatchObject({
      test_account_owner_id: app.id,
      organization_memberships: [
        { roles: ['owner'], organization: { id: answer.json['id'], test_account_owner_id: app.id } },
      ],
    });
    const own = await directory.organizationToken(
      { id: String(answer.json['id']), path: '', owner: app.vendor.owner },
      app,
      ORGANIZATION_SCOPES,
    );
    expect((await directory.get('organization', own)).json).toMatchObject({ test_account_owner_id: app.id });
    expect(JSON.stringify(await list())).not.toContain('password');
    const known = (await list()).find((account) => account['id'] === answer.json['id']);
    expect(known).toMatchObject({ connected: true, memberships: [{ person: { email } }] });
  });

  it('are replaced by one of the same name, with all that was theirs', async () => {
    const before = await create({ name: 'Again' });
    const old = firstOf(before);
    const user = await server.app.get(Users).authenticate(server.instance.id, old.email, old.password ?? '');
    const token = await directory.personToken(user, app, 'directory.person.r');
    const after = await create({ name: 'AGAIN' });
    expect([after.status, after.json['id'] === before.json['id']]).toEqual([201, false]);
    expect((await list()).filter(({ slug }) => slug === 'again').map(({ id }) => id)).toEqual([after.json['id']]);
    expect(await server.app.get(Users).find(server.instance.id, user.id)).toBeUndefined();
    expect(refusalOf(await directory.get('person', token))).toEqual([403, ['invalid_jwt']]);
    const trail = await server.app.get(Audit).list(server.instance.id, { limit: 20 });
    expect(trail.find(({ type }) => type === 'test_account.created')).toMatchObject({
      clientId: app.clientId,
      detail: { app: app.id, organization: after.json['id'], replaced: before.json['id'] },
    });
  });

  it('never take the place of an organization that is not one, or another app’s', async () => {
    const real = await organizations.organization('Real Printing');
    const foreign = await directory.app(SCOPES);
    const theirs = await create({ name: 'Theirs' }, foreign);
    for (const name of ['real printing', 'Theirs']) {
      expect(refusalOf(await create({ name }))).toEqual([422, { name: ['already in use'] }]);
    }
    for (const id of [real.id, String(theirs.json['id']), app.vendor.id, 'x']) {
      expect(refusalOf(await directory.asClient(app, 'DELETE', `test_accounts/${id}`))).toEqual([404, ['not_found']]);
    }
    expect((await list(foreign)).map(({ name }) => name)).toEqual(['Theirs']);
    expect(await organizations.members(real.owner, real.path)).toHaveLength(1);
  });

  it('go with their people, and leave alone whoever has joined them', async () => {
    const answer = await create({ name: 'Short Lived' });
    const { id, email, password = '' } = firstOf(answer);
    const owner = await server.app.get(Users).authenticate(server.instance.id, email, password);
    const guest = await organizations.person();
    const path = `/demo/api/organizations/${String(answer.json['id'])}`;
    const visitor = await server.signedIn(owner);
    const invitation = { email: guest.user.email, roles: ['member'] };
    expect((await organizations.call(visitor, 'POST', `${path}/invitations`, invitation)).status).toBe(201);
    await organizations.accept(guest, await organizations.mailedToken(guest.user.email));
    const [shown] = (await list()).filter((account) => account['id'] === answer.json['id']);
    expect(JSON.stringify(shown)).not.toContain(guest.user.email);

    const gone = await directory.asClient(app, 'DELETE', `test_accounts/${String(answer.json['id'])}.json`);
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect((await list()).map(({ name }) => name)).not.toContain('Short Lived');
    expect(await server.app.get(Users).find(server.instance.id, id as UserId)).toBeUndefined();
    expect(await server.app.get(Users).find(server.instance.id, guest.user.id)).toBeDefined();
    expect((await organizations.call(visitor, 'GET', path)).status).toBe(401);
    const again = await directory.asClient(app, 'DELETE', `test_accounts/${String(answer.json['id'])}`);
    expect(refusalOf(again)).toEqual([404, ['not_found']]);
  });

  it.each([
    ['no name', {}, 'name'],
    ['a reserved name', { name: 'admin' }, 'name'],
    ['no owner among them', { name: 'N', members: [{ roles: ['member'] }] }, 'members'],
    ['nobody at all', { name: 'N', members: [] }, 'members'],
    ['a role that there is not', { name: 'N', members: [{ roles: ['king'] }] }, 'members'],
    ['a member that is none', { name: 'N', members: [null] }, 'members'],
    ['a name that is not one', { name: 'N', members: [{ name: '\u202e', roles: ['owner'] }] }, 'members'],
    ['too many people', { name: 'N', members: Array.from({ length: 11 }, () => ({ roles: ['owner'] })) }, 'members'],
    ['a country that is none', { name: 'N', country_code: 'germany' }, 'country_code'],
  ])('are not made with %s', async (_, input, field) => {
    const { status, json } = await create(input);
    expect([status, Object.keys(json['errors'] as object)]).toEqual([422, [field]]);
  });

  it('are at most twenty of an app, however many are asked for at one moment', async () => {
    const greedy = await directory.app(SCOPES);
    const ask = (index: number): Promise<Answer> => create({ name: `Greedy ${index}` }, greedy);
    const answers = await Promise.all(Array.from({ length: 24 }, (_, index) => ask(index)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    const refused = answers.filter(({ status }) => status !== 201).map(refusalOf);
    expect(refused).toEqual(refused.map(() => [422, { base: ['an app has at most 20 test accounts'] }]));
    expect(await list(greedy)).toHaveLength(20);
    // One that takes the place of another is not one more.
    expect((await ask(answers.findIndex(({ status }) => status === 201))).status).toBe(201);
  }, 30_000);

  it('of one name that is asked for many times at one moment are one', async () => {
    const hasty = await directory.app(SCOPES);
    const answers = await Promise.all(Array.from({ length: 8 }, () => create({ name: 'Hasty' }, hasty)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    const accounts = await list(hasty);
    expect(accounts).toHaveLength(1);
    const alive = await Promise.all(
      answers.map((answer) => server.app.get(Users).find(server.instance.id, firstOf(answer).id as UserId)),
    );
    expect(alive.filter((user) => user !== undefined)).toHaveLength(1);
  }, 30_000);

  it('are connected with all that the app asks of an organization, and with nothing of people', async () => {
    const answer = await create({ name: 'Connected Only' });
    const scope = `Org/${String(answer.json['id'])}.directory.person.r`;
    const { status } = await server.token(asTestApp(app), { grant_type: 'client_credentials', scope });
    expect(status).toBe(400);
  });
});

it('there are none in production', async () => {
  const environment = {
    ...{ NODE_ENV: 'production', LATCHKEY_SECRET: 'a-master-key-for-tests-of-sufficient-length' },
    WEBHOOKS_ALLOW_HTTP: 'true',
  };
  const production = await server.replica({ environment });
  try {
    const { clientId, clientSecret } = app;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    for (const [method, path] of [
      ['GET', 'test_accounts'],
      ['POST', 'test_accounts'],
      ['DELETE', 'test_accounts/01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'],
    ] as const) {
      const json = method === 'POST' ? { name: 'Not Here' } : undefined;
      const answer = await production.send(method, `/api/v1/${path}`, { headers: { authorization }, json });
      expect(refusalOf(answer)).toEqual([404, ['not_found']]);
    }
  } finally {
    await production.stop();
  }
});
