import { Operators } from '../../src/operators/index.js';
import { Database, OutboxWorker } from '../../src/platform/index.js';
import type { Answer } from '../support/http.js';
import { TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const PATH = '/demo/api/admin/instances';

let server: TestServer;
let operator: TestUser;
let browser: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  operator = await server.createUser();
  await server.app.get(Operators).add(operator.email);
  browser = await server.signedIn(operator);
});
afterAll(() => server.stop());

function ask(method: string, path: string, json?: object, as = browser): Promise<Answer> {
  return as.request(method, `${PATH}${path}`, { json, headers: { origin: server.origin } });
}

describe('instances in the hands of operators', () => {
  it('are made with their settings, shown, listed and changed; null brings a default back', async () => {
    const created = await ask('POST', '', {
      ...{ name: 'acme', title: 'Acme' },
      settings: {
        accessTokenLifetime: 600,
        signUp: 'closed',
        branding: { colour: '#aa0000' },
        passwordMinimumLength: 12,
      },
    });
    expect(created.status).toBe(201);
    expect(created.json).toMatchObject({
      ...{ name: 'acme', title: 'Acme', status: 'active', issuer: `${server.origin}/acme/oauth2/v1` },
      settings: { accessTokenLifetime: 600, signUp: 'closed', branding: { name: 'Acme', colour: '#aa0000' } },
    });
    expect((await ask('GET', '')).json).toMatchObject({ instances: [{ name: 'acme' }, { name: 'demo' }] });
    const settings = {
      accessTokenLifetime: null,
      algorithm: 'RS256',
      passwordTokenLifetime: 1200,
      social: { linking: false },
      branding: { logo: 'https://acme.example/l.png' },
    };
    const changed = await ask('PATCH', '/acme', { title: 'Acme Ltd', settings });
    expect(changed.json).toMatchObject({
      title: 'Acme Ltd',
      settings: {
        algorithm: 'RS256',
        passwordTokenLifetime: 1200,
        social: { linking: false },
        signUp: 'closed',
        branding: { name: 'Acme Ltd', colour: '#aa0000' },
      },
    });
    expect((await ask('GET', '/acme')).json).toEqual(changed.json);
    expect(JSON.stringify(changed.json)).not.toContain('accessTokenLifetime');
  });

  it('have a password policy of their own', async () => {
    await ask('POST', '', { name: 'strong', title: 'Strong', settings: { passwordMinimumLength: 30 } });
    const visitor = server.visitor();
    const page = await visitor.open('/strong/sign-up');
    expect(page.text).toContain('minlength="30"');
    const typed = { identifier: 'a@example.com', name: 'A Person', password: 'four words nobody guesses' };
    expect((await visitor.submit(page, typed)).text).toContain('30');
    const long = { ...typed, password: 'five words that nobody guesses ever' };
    expect((await visitor.submit(await visitor.open('/strong/sign-up'), long)).status).toBe(303);
  });

  it.each([
    [{ name: 'api', title: 'Any' }, 400],
    [{ name: 'acme2', title: 'Any', settings: { algorithm: 'none' } }, 400],
    [{ name: 'acme2', title: 'Any', settings: { allowedOrigins: ['*'] } }, 400],
    [{ name: 'acme2', title: 'Any', settings: { branding: { logo: 'http://acme.example/x.svg' } } }, 400],
    [{ name: 'acme2', title: 'Any', settings: { surprise: true } }, 400],
    [{ name: 'demo', title: 'Any' }, 409],
  ])('are not made of %j', async (input, status) => {
    expect((await ask('POST', '', input)).status).toBe(status);
    expect((await ask('GET', '/acme2')).status).toBe(404);
  });

  it('are nothing to anybody else: not to a person, an operator of another instance, or an app', async () => {
    const other = await server.createInstance('elsewhere');
    const stranger = await server.signedIn(await server.createUser());
    const twin = await server.createUser({ email: operator.email, instance: other });
    const abroad = await server.signedIn(twin, other);
    expect((await ask('GET', '', undefined, server.visitor())).status).toBe(401);
    expect((await ask('GET', '', undefined, stranger)).status).toBe(403);
    expect((await ask('POST', '', { name: 'mine', title: 'Mine' }, stranger)).status).toBe(403);
    expect((await abroad.request('GET', PATH.replace('demo', 'elsewhere'))).status).toBe(403);
  });

  it('an operator who was dismissed is none at the next request', async () => {
    const person = await server.createUser();
    const operators = server.app.get(Operators);
    await operators.add(person.email);
    const visitor = await server.signedIn(person);
    expect((await ask('GET', '', undefined, visitor)).status).toBe(200);
    await operators.remove(person.email);
    expect((await ask('GET', '', undefined, visitor)).status).toBe(403);
  });
});

describe('the end of an instance', () => {
  it('suspended, nothing of it works; activated, what was issued before stays dead', async () => {
    const instance = await server.createInstance('pausing');
    const user = await server.createUser({ instance });
    const visitor = await server.signedIn(user, instance);
    expect((await visitor.request('GET', '/pausing/api/users/me')).status).toBe(200);
    expect((await ask('POST', '/pausing/suspend')).json).toMatchObject({ status: 'suspended' });
    expect((await visitor.request('GET', '/pausing/api/users/me')).status).toBe(404);
    expect((await ask('POST', '/pausing/activate')).json).toMatchObject({ status: 'active' });
    expect((await visitor.request('GET', '/pausing/api/users/me')).status).toBe(401);
  });

  it('is refused for the default instance, and for one in use', async () => {
    await ask('POST', '', { name: 'in-use', title: 'In use' });
    for (const path of ['/demo/suspend', '/in-use']) {
      const answer = await ask(path.endsWith('suspend') ? 'POST' : 'DELETE', path);
      expect([path, answer.status]).toEqual([path, 409]);
    }
    expect((await ask('DELETE', '/demo')).status).toBe(409);
    expect((await ask('DELETE', '/nowhere')).status).toBe(404);
  });

  it('deleted, nothing of it is left in any table, its neighbour is whole, and its name is free (T268)', async () => {
    const doomed = await server.createInstance('doomed');
    const neighbour = await server.createUser({ email: 'neighbour@example.com' });
    const user = await server.createUser({ instance: doomed });
    await server.signedIn(user, doomed);
    await fill(doomed.name, user);
    expect(await rowsOf(doomed.id)).toBeGreaterThan(5);
    await ask('POST', '/doomed/suspend');
    expect((await ask('DELETE', '/doomed')).json).toMatchObject({ status: 'deleting' });
    expect((await ask('POST', '/doomed/activate')).status).toBe(409);
    await server.app.get(OutboxWorker).drain();
    expect(await rowsOf(doomed.id)).toBe(0);
    expect((await ask('GET', '/doomed')).status).toBe(404);
    expect((await (await server.signedIn(neighbour)).get('/demo/api/users/me')).status).toBe(200);
    expect((await ask('POST', '', { name: 'doomed', title: 'Another' })).status).toBe(201);
  });

  /** Something in as many tables as one person fills. */
  async function fill(name: string, user: TestUser): Promise<void> {
    const instance = { ...server.instance, name } as typeof server.instance;
    const visitor = await server.signedIn(user, { ...instance, id: user.instanceId });
    const headers = { origin: server.origin };
    await visitor.request('POST', `/${name}/api/organizations`, { json: { name: 'Doomed Ltd' }, headers });
    await visitor.request('POST', `/${name}/api/api-keys`, { json: { name: 'A key' }, headers });
  }

  async function rowsOf(instanceId: string): Promise<number> {
    const database = server.app.get(Database);
    const { entityMetadatas } = database.manager.dataSource;
    const tables = entityMetadatas
      .filter(({ columns }) => columns.some(({ databaseName }) => databaseName === 'instance_id'))
      .map(({ tableName }) => tableName)
      .filter((table) => table !== 'revocations');
    let total = 0;
    for (const table of tables) {
      const sql = `SELECT COUNT(*) AS total FROM ${table} WHERE instance_id = $1`;
      total += Number((await database.query<{ total: number }>(sql, [instanceId]))[0]?.total);
    }
    return total;
  }
});
