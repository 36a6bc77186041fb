import { Instances } from '../../src/instances/index.js';
import type { User } from '../../src/users/index.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type TestMember, type TestOrganization } from '../support/organizations.js';
import { PASSWORD, type TestApp, TestServer, type TestUser } from '../support/server.js';

// What the real client sends to /{instance}/oauth2/v1, and what it relies on in the answers.

const BASE = '/demo/oauth2/v1';
const ACCEPT = { accept: 'application/json, text/plain;q=0.9, */*;q=0.8' };
const API_SCOPES = 'openid profile email tickets.ticket.r tickets.ticket.w';

let server: TestServer;
let user: TestUser;
let app: TestApp;
let organization: TestOrganization;
let member: TestMember;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp({
    scope: ['tickets.ticket.r', 'tickets.ticket.w', 'directory.person.r', 'directory.organizations.r'],
  });
  const people = new OrganizationTests(server);
  organization = await people.organization('Analytical Engines');
  member = await people.member(organization);
});
afterAll(() => server.stop());

/** Raw base64 of id and secret in the header, and both in the body as well. */
function clientCall(
  endpoint: string,
  fields: Readonly<Record<string, string>>,
  kind: 'form' | 'json' = 'form',
): Promise<Answer> {
  const { clientId, clientSecret } = app;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const body = { ...fields, client_id: clientId, client_secret: clientSecret };
  return server.send('POST', `${BASE}/${endpoint}`, { headers: { ...ACCEPT, authorization }, [kind]: body });
}

/** By the URL that the client builds, in its order. */
async function codeFor(person: User, scope?: string): Promise<string> {
  const visitor = await server.signedIn(person);
  const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: app.redirectUri, response_type: 'code' });
  if (scope !== undefined) query.set('scope', scope);
  query.set('state', 'random-csrf-token');
  let answer = await visitor.open(`${BASE}/authorize?${query.toString()}`);
  if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
  const back = new URL(answer.location ?? '', server.origin);
  expect(back.searchParams.get('state')).toBe('random-csrf-token');
  return back.searchParams.get('code') ?? '';
}

async function tokensOf(person: User, scope: string): Promise<Record<string, unknown>> {
  return (await clientCall('token', { grant_type: 'authorization_code', code: await codeFor(person, scope) })).json;
}

describe('the token endpoint, as the client of ZeyOS uses it', () => {
  it.each(['form', 'json'] as const)(
    'exchanges a code by %s, in both channels at once, without redirect_uri, and rotates what it got',
    async (kind) => {
      const fields = { grant_type: 'authorization_code', code: await codeFor(user, API_SCOPES) };
      const first = await clientCall('token', fields, kind);
      const whole = {
        token_type: 'Bearer',
        access_token: expect.any(String),
        expires_in: 3_600,
        refresh_token: expect.any(String),
        refresh_token_expires_in: 2_592_000,
      };
      expect([first.status, first.json]).toEqual([200, expect.objectContaining(whole)]);
      expect(first.headers.get('content-type')).toMatch(/^application\/json/);
      const refreshToken = String(first.json['refresh_token']);
      const second = await clientCall('token', { grant_type: 'refresh_token', refresh_token: refreshToken }, kind);
      expect([second.status, second.json]).toEqual([200, expect.objectContaining(whole)]);
      expect(second.json['refresh_token']).not.toBe(refreshToken);
    },
  );

  it('T065 refuses two channels that do not name and prove the same client (D9)', async () => {
    const other = await server.createApp();
    const authorization = `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
    for (const body of [
      { client_id: other.clientId, client_secret: other.clientSecret },
      { client_id: app.clientId, client_secret: 'wrong' },
    ]) {
      const form = { grant_type: 'client_credentials', ...body };
      const answer = await server.send('POST', `${BASE}/token`, { headers: { authorization }, form });
      expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_client']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="demo"/);
    }
  });

  it('T040 takes no password: name and password are for /auth/v1/token', async () => {
    const fields = { grant_type: 'password', username: user.email, password: PASSWORD };
    const answer = await clientCall('token', fields);
    expect([answer.status, answer.json['error']]).toEqual([400, 'unsupported_grant_type']);
  });

  it('revokes with an empty 200, and a refused refresh says invalid_grant', async () => {
    const tokens = await tokensOf(user, API_SCOPES);
    const revoked = await clientCall('revoke', { token: String(tokens['refresh_token']) });
    expect([revoked.status, revoked.text]).toEqual([200, '']);
    expect((await server.userinfo(String(tokens['access_token']))).status).toBe(401);
    const fields = { grant_type: 'refresh_token', refresh_token: String(tokens['refresh_token']) };
    const refused = await clientCall('token', fields);
    expect([refused.status, refused.json['error']]).toEqual([400, 'invalid_grant']);
  });
});

describe('introspection', () => {
  it('tells the name of the person, of access and refresh tokens, where the scope has profile', async () => {
    const tokens = await tokensOf(user, API_SCOPES);
    for (const name of ['access_token', 'refresh_token']) {
      const { json } = await clientCall('introspect', { token: String(tokens[name]) });
      const expected = { active: true, client_id: app.clientId, username: user.email, sub: user.id };
      expect(json).toMatchObject({ ...expected, exp: expect.any(Number) });
    }
    const narrow = await tokensOf(user, 'openid email');
    for (const name of ['access_token', 'refresh_token']) {
      const { json } = await clientCall('introspect', { token: String(narrow[name]) });
      expect([json['active'], json['username']]).toEqual([true, undefined]);
    }
    const own = await clientCall('token', { grant_type: 'client_credentials' });
    const { json } = await clientCall('introspect', { token: String(own.json['access_token']) });
    expect([json['active'], json['username']]).toEqual([true, undefined]);
    expect((await clientCall('introspect', { token: 'unknown' })).json).toEqual({ active: false });
  });
});

describe('userinfo', () => {
  const group = (writable: boolean) => ({ id: organization.id, name: 'Analytical Engines', writable });
  const get = (headers: Record<string, string>): Promise<Answer> =>
    server.send('GET', `${BASE}/userinfo`, { headers: { ...ACCEPT, ...headers } });

  it('by the cookie tells who is signed in, with all groups and permissions', async () => {
    const answer = await member.visitor.get(`${BASE}/userinfo`, { headers: ACCEPT });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(answer.json).toMatchObject({
      sub: member.user.id,
      name: member.user.name,
      preferred_username: member.user.email,
      email: member.user.email,
      updated_at: expect.any(Number),
      groups: [group(false)],
      permissions: expect.arrayContaining([
        { identifier: 'tickets.ticket', writable: true },
        { identifier: 'directory.person', writable: true },
      ]),
    });
    const owner = await organization.owner.visitor.get(`${BASE}/userinfo`);
    expect(owner.json['groups']).toEqual([group(true)]);
  });

  it('T122 by a token tells no more than its scope allows', async () => {
    const asked: [scope: string, expected: Record<string, unknown>][] = [
      ['openid', {}],
      ['openid tickets.ticket.r', { permissions: [{ identifier: 'tickets.ticket', writable: false }] }],
      [
        'openid directory.person.r',
        { groups: [group(false)], permissions: [{ identifier: 'directory.person', writable: false }] },
      ],
      [
        'openid directory.organizations.r',
        { groups: [group(false)], permissions: [{ identifier: 'directory.organizations', writable: false }] },
      ],
    ];
    for (const [scope, expected] of asked) {
      const { access_token: token } = await tokensOf(member.user, scope);
      const { json } = await get({ authorization: `Bearer ${String(token)}` });
      expect([scope, json]).toEqual([scope, { sub: member.user.id, ...expected }]);
    }
  });

  it('without credentials, and with dead ones, is a 401 and never a redirect', async () => {
    const dead: Record<string, string>[] = [{}, { authorization: 'Bearer x' }, { cookie: 'ZEYOSID=x' }];
    for (const headers of dead) {
      const answer = await get(headers);
      expect([answer.status, answer.location]).toEqual([401, undefined]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="demo"/);
    }
    expect((await get({ authorization: 'Bearer x' })).headers.get('www-authenticate')).toContain(
      'error="invalid_token"',
    );
  });

  it('is the session check of an allowed origin: its logged-out browser is told 401, and can read it', async () => {
    const origin = 'https://app.example.com';
    const spaces = await server.createInstance('spaces', { allowedOrigins: [origin] });
    const person = await server.createUser({ instance: spaces });
    const cookie = `ZEYOSID=${(await server.signedIn(person, spaces)).cookie('ZEYOSID')}`;
    for (const [headers, status] of [
      [{ origin, cookie }, 200],
      [{ origin }, 401],
      [{ origin, cookie: `ZEYOSID=${'x'.repeat(43)}` }, 401],
    ] as const) {
      const answer = await server.send('GET', '/spaces/oauth2/v1/userinfo', { headers });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
      expect(answer.headers.get('access-control-allow-credentials')).toBe('true');
      expect(answer.headers.get('vary')).toContain('Origin');
    }
    // What one instance allows is nothing at another, and what it takes back is gone at once.
    const { headers } = await server.send('GET', `${BASE}/userinfo`, { headers: { origin, cookie } });
    expect([headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')]).toEqual([
      null,
      null,
    ]);
    await server.app.get(Instances).configure(spaces.id, { allowedOrigins: [] });
    const after = await server.send('GET', '/spaces/oauth2/v1/userinfo', { headers: { origin, cookie } });
    expect([after.status, after.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });
});
