import { AppTests, type VendorApp } from '../support/apps.js';
import { DirectoryTests, refusalOf } from '../support/directory.js';
import { basic } from '../support/http.js';
import { OrganizationTests, type Person } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const ROUTES: readonly (readonly [string, string])[] = [
  ['GET', 'person'],
  ['PATCH', 'person'],
  ['GET', 'person/organization_memberships'],
  ['POST', 'person/organizations'],
  ['GET', 'person/organizations/x/memberships'],
  ['GET', 'organization'],
  ['GET', 'organization/memberships'],
  ['GET', 'organization/memberships/x'],
  ['PATCH', 'organization/memberships/x'],
  ['DELETE', 'organization/memberships/x'],
  ['GET', 'connections'],
  ['GET', 'connections/x'],
  ['GET', 'app'],
  ['PATCH', 'app'],
  ['GET', 'apps'],
  ['POST', 'revoked_access_tokens'],
];

let server: TestServer;
let organizations: OrganizationTests;
let directory: DirectoryTests;
let app: VendorApp;
let person: Person;
beforeAll(async () => {
  server = await TestServer.start();
  organizations = new OrganizationTests(server);
  directory = new DirectoryTests(server, new AppTests(organizations));
  app = await directory.app([
    'directory.person.r',
    'directory.person.w',
    'directory.person.rw',
    'directory.organizations.w',
  ]);
  person = await organizations.person();
});
afterAll(() => server.stop());

const token = (scope = 'directory.person.r'): Promise<string> => directory.personToken(person.user, app, scope);

describe('without a token', () => {
  it.each(ROUTES)('%s %s is 401, the only one there is', async (method, path) => {
    for (const spelling of [path, `${path}.json`]) {
      const answer = await directory.send(method, spelling);
      expect(refusalOf(answer)).toEqual([401, ['no_jwt_passed']]);
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  it('T163 a browser’s session is none: it opens nothing here, and is not told apart', async () => {
    for (const cookie of [`ZEYOSID=${person.visitor.cookie('ZEYOSID') ?? ''}`, 'ZEYOSID=wrong']) {
      const headers = { cookie, origin: server.origin };
      for (const [method, path] of ROUTES) {
        expect(refusalOf(await directory.send(method, path, { headers }))).toEqual([401, ['no_jwt_passed']]);
      }
    }
  });
});

describe('with a token that is of no use', () => {
  it.each(ROUTES.filter(([, path]) => !path.startsWith('app') || path === 'apps'))(
    '%s %s is 403',
    async (method, path) => {
      for (const wrong of ['abc', 'a.b.c', `${await token()}x`, '']) {
        const headers = { authorization: `Bearer ${wrong}` };
        expect(refusalOf(await directory.send(method, path, { headers }))).toEqual([403, ['invalid_jwt']]);
      }
    },
  );

  it('T163 other schemes and a foreign audience are 403 too', async () => {
    const authorization = basic(app.clientId, app.clientSecret);
    for (const other of [authorization, 'Digest x', 'Bearer']) {
      const answer = await directory.get('person', undefined, { headers: { authorization: other } });
      expect(refusalOf(answer)).toEqual([403, ['invalid_jwt']]);
    }
    const tickets = await server.createApp();
    const { access_token: foreign } = await server.tokens(person.user, tickets, { scope: 'tickets.ticket.r' });
    expect(refusalOf(await directory.get('person', foreign))).toEqual([403, ['invalid_jwt']]);
  });

  it('says that it has expired, of a token of ours alone', async () => {
    const own = await token();
    server.clock.advance(3_601_000);
    expect(refusalOf(await directory.get('person', own))).toEqual([403, ['jwt_expired']]);
    expect(refusalOf(await directory.get('person', `${own.slice(0, -4)}AAAA`))).toEqual([403, ['invalid_jwt']]);
  });
});

describe('with a token of too little', () => {
  it('T144 reading does not write, writing does not read, and both do both', async () => {
    const json = { person: { name: 'Pat Doe' } };
    const write = (own: string) => directory.send('PATCH', 'person', { token: own, json });
    const missing = (scope: string) => [403, ['unpermitted_scope', scope]];
    expect(refusalOf(await write(await token('directory.person.r')))).toEqual(missing('directory.person.w'));
    expect(refusalOf(await directory.get('person', await token('directory.person.w')))).toEqual(
      missing('directory.person.r'),
    );
    const both = await token('directory.person.rw');
    expect([(await write(both)).status, (await directory.get('person', both)).status]).toEqual([200, 200]);
    const other = await directory.send('POST', 'person/organizations', { token: both, json: { name: 'Not Mine' } });
    expect(refusalOf(other)).toEqual(missing('directory.organizations.w'));
  });
});

describe('inputs', () => {
  it('are JSON', async () => {
    const own = await token('directory.person.rw');
    const form = await directory.send('PATCH', 'person', { token: own, form: { name: 'x' } });
    expect(refusalOf(form)).toEqual([415, ['unsupported_media_type']]);
    const headers = { authorization: `Bearer ${own}`, 'content-type': 'application/json' };
    const broken = await directory.send('PATCH', 'person', { headers, body: '{"name":' });
    expect(refusalOf(broken)).toEqual([400, ['invalid_request', expect.any(String)]]);
    const large = await directory.send('PATCH', 'person', { headers, body: `{"name":"${'x'.repeat(70_000)}"}` });
    expect(refusalOf(large)).toEqual([413, ['payload_too_large']]);
  });

  it('are looked at after the caller', async () => {
    const answer = await directory.send('PATCH', 'person', { token: await token(), json: { locale: '??' } });
    expect(answer.status).toBe(403);
  });
});

describe('scripts of other origins', () => {
  const headers = { origin: 'https://spa.example' };

  it('read answers and refusals, pages included, and never with cookies', async () => {
    const own = await token();
    const answers = [
      await directory.get('person', own, { headers }),
      await directory.get('person/organization_memberships', own, { headers }),
      await directory.get('person', undefined, { headers }),
      await directory.get('person', 'wrong', { headers }),
      await directory.get('roles', undefined, { headers }),
      await directory.get('revoked_access_tokens', undefined, { headers }),
    ];
    for (const answer of answers) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('access-control-expose-headers')).toContain('Current-Page, Total-Count, Total-Pages');
    }
  });

  it.each([
    ['person', 'GET, PATCH'],
    ['person.json', 'GET, PATCH'],
    ['person/organizations', 'POST'],
    ['organization/memberships/x', 'GET, PATCH, DELETE'],
    ['revoked_access_tokens', 'GET, POST'],
    ['jwt_public_keys.json', 'GET'],
  ])('are told what they may send to %s', async (path, methods) => {
    const asked = { ...headers, 'access-control-request-method': 'PATCH' };
    const answer = await directory.send('OPTIONS', path, { headers: asked });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('access-control-allow-methods')).toBe(methods);
    expect(answer.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
  });
});
