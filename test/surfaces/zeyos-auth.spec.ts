import { Instances } from '../../src/instances/index.js';
import { Sessions } from '../../src/sessions/index.js';
import { Users } from '../../src/users/index.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests } from '../support/organizations.js';
import { enrolled } from '../support/second-factor.js';
import { PASSWORD, type TestApp, TestServer, type TestUser } from '../support/server.js';

const APP_ORIGIN = 'https://app.example.com';
const EVIL = 'https://evil.test';
const AUTH = '/demo/auth/v1';
const hour = 3_600_000;

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  await server.app.get(Instances).configure(server.instance.id, { allowedOrigins: [APP_ORIGIN] });
  user = await server.createUser();
  app = await server.createApp();
});
afterAll(() => server.stop());

const basicOf = (name: string, password = PASSWORD): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const cookiesOf = ({ headers }: Answer): string[] => headers.getSetCookie().map((line) => line.split('=')[0] ?? '');

async function tokenOf(person = user, headers: Record<string, string> = {}): Promise<string> {
  const answer = await server.send('POST', `${AUTH}/token`, { headers: { ...basicOf(person.email), ...headers } });
  if (answer.status !== 200) throw new Error(`no token: ${answer.status} ${answer.text}`);
  return String(answer.json['access_token']);
}

const isAlive = async (token: string): Promise<boolean> => (await server.userinfo(token)).status === 200;

describe('a token for name and password', () => {
  it('is given for Basic without a body, and holds for 24 hours', async () => {
    const answer = await server.send('POST', `${AUTH}/token`, { headers: basicOf(user.email) });
    expect([answer.status, answer.json]).toEqual([
      200,
      { access_token: expect.stringMatching(/^ey/), token_type: 'Bearer', expires_in: 86_400 },
    ]);
    expect([answer.headers.get('cache-control'), cookiesOf(answer)]).toEqual(['no-store', []]);
    const token = String(answer.json['access_token']);
    expect((await server.userinfo(token)).json).toMatchObject({ sub: user.id, email: user.email });
    const directory = await server.send('GET', `${server.origin}/api/v1/person`, { headers: bearer(token) });
    expect([directory.status, directory.json['id']]).toEqual([200, user.id]);
    server.clock.advance(24 * hour - 1_000);
    expect(await isAlive(token)).toBe(true);
    server.clock.advance(1_000);
    expect(await isAlive(token)).toBe(false);
  });

  it('lasts as long as the instance says', async () => {
    const short = await server.createInstance('brief', { passwordTokenLifetime: 600_000 });
    const person = await server.createUser({ instance: short });
    const answer = await server.send('POST', '/brief/auth/v1/token', { headers: basicOf(person.email) });
    expect(answer.json['expires_in']).toBe(600);
    await expect(server.createInstance('wrong', { passwordTokenLifetime: 25 * hour })).rejects.toThrow(/settings/);
  });

  it('says that name or password is wrong as plain text, the same for who does not exist', async () => {
    const wrong = [basicOf(user.email, 'wrong'), basicOf('nobody@example.com'), basicOf('not an address')];
    for (const headers of wrong) {
      const answer = await server.send('POST', `${AUTH}/token`, { headers });
      expect([answer.status, answer.text]).toEqual([401, 'Unauthorized: Invalid credentials']);
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm="demo"/);
    }
    for (const headers of [{}, bearer('x'), { authorization: 'Basic !' }]) {
      const answer = await server.send('POST', `${AUTH}/token`, { headers });
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)]);
    }
    expect((await server.send('POST', '/nowhere/auth/v1/token', { headers: basicOf(user.email) })).status).toBe(404);
  });

  it('takes the password as it was typed: only clients encode theirs', async () => {
    const password = '100%25 of+wörter: all';
    const { email, id, instanceId } = await server.createUser();
    await server.app.get(Users).setPassword({ instanceId, userId: id, password });
    const [typed, encoded] = [
      await server.send('POST', `${AUTH}/token`, { headers: basicOf(email, password) }),
      await server.send('POST', `${AUTH}/token`, { headers: basicOf(email, encodeURIComponent(password)) }),
    ];
    expect([typed.status, encoded.status]).toEqual([200, 401]);
  });

  it('T194 T195 counts guesses with those of every other sign-in', async () => {
    const { email } = await server.createUser();
    const headers = { ...basicOf(email, 'wrong'), 'x-forwarded-for': '203.0.113.77' };
    const guesses = await Promise.all(
      Array.from({ length: 30 }, () => server.send('POST', `${AUTH}/token`, { headers })),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    const right = await server.send('POST', `${AUTH}/token`, { headers: { ...headers, ...basicOf(email) } });
    expect([right.status, right.text.split(':')[0]]).toEqual([429, 'Too Many Requests']);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('can do less on request, and never changes credentials', async () => {
    const answer = await server.send('POST', `${AUTH}/token`, {
      headers: basicOf(user.email),
      form: { scope: 'openid' },
    });
    const narrow = String(answer.json['access_token']);
    expect((await server.userinfo(narrow)).json).toEqual({ sub: user.id });
    const wide = await server.send('POST', `${AUTH}/token`, {
      headers: basicOf(user.email),
      json: { scope: 'no.such.r' },
    });
    expect([wide.status, wide.text]).toEqual([400, expect.stringMatching(/^Bad Request: /)]);
    const token = await tokenOf();
    const changes: [string, string, object][] = [
      ['POST', '/demo/api/api-keys', { name: 'Minted' }],
      ['GET', '/demo/api/api-keys', {}],
      ['GET', '/demo/api/sessions', {}],
      ['DELETE', '/demo/api/sessions', {}],
      ['PATCH', '/demo/api/users/me', { name: 'Mallory' }],
      ['POST', '/demo/api/users/me/password', { currentPassword: PASSWORD, newPassword: 'another four words here' }],
    ];
    for (const [method, path, json] of changes) {
      const { status } = await server.send(method, path, {
        headers: bearer(token),
        ...(method === 'GET' ? {} : { json }),
      });
      expect([method, path, status]).toEqual([method, path, 403]);
    }
  });

  it('T181 ends with the session that it was given for, with a new password and with a suspension', async () => {
    const person = await server.createUser();
    const sessions = server.app.get(Sessions);
    const ends: (() => Promise<unknown>)[] = [
      () => sessions.endAll(person.instanceId, person.id),
      () => server.app.get(Users).setPassword({ instanceId: person.instanceId, userId: person.id, password: PASSWORD }),
      () => server.app.get(Users).suspend({ instanceId: person.instanceId, userId: person.id }),
    ];
    for (const end of ends) {
      const token = await tokenOf(person);
      expect((await sessions.list(person.instanceId, person.id)).length).toBeGreaterThan(0);
      expect(await isAlive(token)).toBe(true);
      server.clock.advance(1_000);
      await end();
      server.clock.advance(1_000);
      expect(await isAlive(token)).toBe(false);
    }
    expect((await server.send('POST', `${AUTH}/token`, { headers: basicOf(person.email) })).status).toBe(401);
  });

  it('T184 T257 is nothing at another instance', async () => {
    const other = await server.createInstance('elsewhere');
    await server.createUser({ instance: other, email: user.email });
    const token = await tokenOf();
    for (const [method, path] of [
      ['GET', '/elsewhere/auth/v1/'],
      ['GET', '/elsewhere/auth/v1/logout'],
      ['GET', '/elsewhere/oauth2/v1/userinfo'],
      ['POST', '/elsewhere/auth/v1/token/introspect'],
      ['POST', '/elsewhere/auth/v1/token/revoke'],
    ] as const) {
      expect([path, (await server.send(method, path, { headers: bearer(token) })).status]).toEqual([path, 401]);
    }
    const asked = await server.send('POST', '/elsewhere/auth/v1/token/introspect', {
      headers: basicOf(user.email),
      form: { token },
    });
    expect([asked.status, asked.json]).toEqual([200, { active: false }]);
    const visitor = await server.signedIn(user);
    const headers = { cookie: `ZEYOSID=${visitor.cookie('ZEYOSID')}` };
    expect((await server.send('GET', '/elsewhere/auth/v1/', { headers })).status).toBe(401);
    expect((await server.send('GET', `${AUTH}/`, { headers })).status).toBe(200);
    expect(await isAlive(token)).toBe(true);
  });
});

describe('a person with a second factor', () => {
  it('is asked for a code by the token route and by login, after the right password alone, and a code counts once', async () => {
    const { user: person, app: authenticator, backupCodes } = await enrolled(server);
    const token = (otp?: string, password = PASSWORD): Promise<Answer> =>
      server.send('POST', `${AUTH}/token`, { headers: basicOf(person.email, password), ...(otp && { form: { otp } }) });
    const code = authenticator.code();
    const guessed = await token(code, 'wrong');
    expect([guessed.status, guessed.text]).toEqual([401, 'Unauthorized: Invalid credentials']);
    const without = await token();
    expect([without.status, without.text]).toEqual([401, expect.stringMatching(/^Unauthorized: otp_required: /)]);
    expect(without.headers.get('www-authenticate')).toMatch(/^Basic realm="demo"/);
    const wrong = await token(authenticator.wrongCode());
    expect([wrong.status, wrong.text]).toEqual([401, expect.stringMatching(/^Unauthorized: invalid_otp: /)]);
    const right = await token(code);
    expect([right.status, Object.keys(right.json)]).toEqual([200, ['access_token', 'token_type', 'expires_in']]);
    expect((await token(code)).status).toBe(401);
    server.clock.advance(3_600_000);
    const login = { name: person.email, password: PASSWORD };
    const half = await server.send('POST', `${AUTH}/login`, { form: login });
    expect([half.status, cookiesOf(half)]).toEqual([401, []]);
    const whole = await server.send('POST', `${AUTH}/login`, { json: { ...login, otp: backupCodes[0] } });
    expect([whole.status, cookiesOf(whole)]).toEqual([200, expect.arrayContaining(['ZEYOSID'])]);
    const asked = await server.send('POST', `${AUTH}/token/introspect`, {
      headers: basicOf(person.email),
      form: { token: String(right.json['access_token']) },
    });
    expect([asked.status, asked.text]).toEqual([401, expect.stringContaining('otp_required')]);
  });
});

describe('from a browser', () => {
  it.each([
    ['a page of ours', () => ({ origin: server.origin })],
    ['a page of ours, by its site', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['an allowed origin', () => ({ origin: APP_ORIGIN, 'sec-fetch-site': 'same-site' })],
  ])('%s gets a session with the token, and signs out of both at once', async (_, headersOf) => {
    const headers: Record<string, string> = headersOf();
    const visitor = server.visitor();
    const answer = await visitor.post(`${AUTH}/token`, { headers: { ...basicOf(user.email), ...headers } });
    expect([answer.status, cookiesOf(answer)]).toEqual([200, expect.arrayContaining(['ZEYOSID'])]);
    const token = String(answer.json['access_token']);
    expect((await visitor.get(`${AUTH}/`)).json['user']).toBe(user.id);
    const secret = visitor.cookie('ZEYOSID');
    expect((await visitor.get(`${AUTH}/logout`, { headers })).status).toBe(204);
    expect([visitor.cookie('ZEYOSID'), await isAlive(token)]).toEqual([undefined, false]);
    const old = await server.send('GET', `${AUTH}/`, { headers: { cookie: `ZEYOSID=${secret}` } });
    expect([old.status, old.text]).toEqual([401, 'Unauthorized: Invalid session']);
  });

  it('T186 another site gets nothing: the password is not even looked at', async () => {
    const senders = [EVIL, 'null', `${APP_ORIGIN}.evil.test`, APP_ORIGIN.replace('https:', 'http:')];
    const headerSets: Record<string, string>[] = [
      ...senders.map((origin) => ({ origin })),
      { 'sec-fetch-site': 'cross-site' },
      { origin: server.origin, 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of headerSets) {
      for (const password of [PASSWORD, 'wrong']) {
        const answers = [
          await server.send('POST', `${AUTH}/token`, { headers: { ...basicOf(user.email, password), ...headers } }),
          await server.send('POST', `${AUTH}/login`, { headers, form: { name: user.email, password } }),
        ];
        for (const answer of answers) {
          expect([headers, answer.status, cookiesOf(answer)]).toEqual([headers, 403, []]);
          expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        }
      }
    }
  });

  it('T185 no other site signs a person out, however it asks', async () => {
    const visitor = await server.signedIn(user);
    const senders: Record<string, string>[] = [
      {},
      { origin: EVIL },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate' },
      { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    ];
    for (const headers of senders) {
      const answer = await visitor.get(`${AUTH}/logout`, { headers });
      expect([headers, answer.status, answer.text.split(':')[0]]).toEqual([headers, 403, 'Forbidden']);
    }
    expect((await visitor.get(`${AUTH}/`)).status).toBe(200);
    expect((await visitor.get(`${AUTH}/logout`, { headers: { 'sec-fetch-site': 'same-origin' } })).status).toBe(204);
    expect((await visitor.get(`${AUTH}/`)).status).toBe(401);
  });
});

describe('introspection and revocation of own tokens', () => {
  const ask = (headers: Record<string, string>, form: Record<string, string>, what = 'introspect'): Promise<Answer> =>
    server.send('POST', `${AUTH}/token/${what}`, { headers, form });

  it('by name and password, by the token itself, by form and by JSON', async () => {
    const token = await tokenOf();
    const known = { active: true, client_id: 'password', username: user.email, sub: user.id, token_type: 'Bearer' };
    const answers = [
      await ask(basicOf(user.email), { token }),
      await ask(bearer(token), { token }),
      await server.send('POST', `${AUTH}/token/introspect`, { headers: bearer(token) }),
      await server.send('POST', `${AUTH}/token/introspect`, { headers: basicOf(user.email), json: { token } }),
    ];
    for (const answer of answers) expect([answer.status, answer.json]).toEqual([200, expect.objectContaining(known)]);
    const { exp, iat } = answers[0]?.json ?? {};
    expect(Number(exp) - Number(iat)).toBe(86_400);
    expect((await ask(basicOf(user.email), {})).status).toBe(400);
  });

  it('T257 somebody else’s token looks like none, and lives on', async () => {
    const stranger = await server.createUser();
    const [mine, theirs] = [await tokenOf(), await tokenOf(stranger)];
    const client = await server.token(app, { grant_type: 'client_credentials' });
    for (const token of [theirs, String(client.json['access_token']), 'unknown', `${mine}x`]) {
      for (const headers of [basicOf(user.email), bearer(mine)]) {
        expect((await ask(headers, { token })).json).toEqual({ active: false });
        const revoked = await ask(headers, { token }, 'revoke');
        expect([revoked.status, revoked.text]).toEqual([200, '']);
      }
    }
    expect([await isAlive(mine), await isAlive(theirs)]).toEqual([true, true]);
  });

  it('an app learns nothing of what other apps hold, and ends nothing of it', async () => {
    const { access_token: ofApp } = await server.tokens(user, app);
    const mine = await tokenOf();
    expect((await ask(bearer(ofApp), { token: mine })).json).toEqual({ active: false });
    await ask(bearer(ofApp), { token: mine }, 'revoke');
    expect(await isAlive(mine)).toBe(true);
    expect((await ask(basicOf(user.email), { token: ofApp })).json).toMatchObject({
      active: true,
      client_id: app.clientId,
    });
    await ask(basicOf(user.email), { token: ofApp }, 'revoke');
    expect([await isAlive(ofApp), await isAlive(mine)]).toEqual([false, true]);
  });

  it('a revoked token is dead, with the sign-in that it was given for', async () => {
    const person = await server.createUser();
    const [first, second] = [await tokenOf(person), await tokenOf(person)];
    expect((await ask(basicOf(person.email), { token: first }, 'revoke')).text).toBe('');
    expect((await ask(bearer(second), {}, 'revoke')).status).toBe(200);
    expect([await isAlive(first), await isAlive(second)]).toEqual([false, false]);
    expect(await server.app.get(Sessions).list(person.instanceId, person.id)).toEqual([]);
    const again = await ask(bearer(second), {});
    expect([again.status, again.text]).toEqual([401, 'Unauthorized: Invalid bearer token']);
    expect(again.headers.get('www-authenticate')).toMatch(/^Bearer realm="demo", error="invalid_token"/);
  });

  it('wants to know who asks: the cookie is no answer', async () => {
    const visitor = await server.signedIn(user);
    const answer = await visitor.post(`${AUTH}/token/introspect`, {
      form: { token: 'x' },
      headers: { origin: server.origin },
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, expect.stringMatching(/^Basic /)]);
    expect((await ask(basicOf(user.email, 'wrong'), { token: 'x' })).text).toBe('Unauthorized: Invalid credentials');
  });
});

describe('login, session check and logout', () => {
  it.each(['form', 'json'] as const)('signs in by %s and answers as the clients of old expect', async (kind) => {
    const visitor = server.visitor();
    const fields = { name: user.email.toUpperCase(), password: PASSWORD, identifier: 'my-laptop:1' };
    const body = kind === 'json' ? { json: { ...fields, expdate: null } } : { form: fields };
    const answer = await visitor.post(`${AUTH}/login`, body);
    expect([answer.status, answer.json]).toEqual([
      200,
      {
        user: user.id,
        application: null,
        token: expect.stringMatching(/^ey/),
        identifier: 'my-laptop:1',
        expdate: Math.floor(server.clock.now() / 1_000) + 86_400,
      },
    ]);
    expect(cookiesOf(answer)).toContain('ZEYOSID');
    expect((await visitor.get(`${AUTH}/`)).json['name']).toBe(user.name);
    const token = String(answer.json['token']);
    expect((await server.send('GET', `${AUTH}/logout`, { headers: bearer(token) })).status).toBe(204);
    expect([await isAlive(token), (await visitor.get(`${AUTH}/`)).status]).toEqual([false, 401]);
  });

  it('refuses wrong credentials as text, and what is missing or malformed', async () => {
    const wrong = await server.send('POST', `${AUTH}/login`, { form: { name: user.email, password: 'wrong' } });
    expect([wrong.status, wrong.text]).toEqual([401, 'Unauthorized: Invalid credentials']);
    const bodies = [
      { name: user.email },
      { password: PASSWORD },
      {},
      { name: user.email, password: PASSWORD, identifier: '<b>' },
    ];
    for (const form of bodies) expect((await server.send('POST', `${AUTH}/login`, { form })).status).toBe(400);
  });

  it.each(['', '/'])('tells who is signed in at …/v1%s, by token and by cookie', async (slash) => {
    const [visitor, token] = [await server.signedIn(user), await tokenOf()];
    const byToken = { headers: bearer(token) };
    const common = { user: user.id, contact: null, name: user.name, email: user.email };
    expect((await visitor.get(AUTH + slash)).json).toEqual({
      auth: { user: user.id, application: null, lang: 'en_US' },
      ...common,
    });
    expect((await server.send('GET', AUTH + slash, byToken)).json).toEqual({
      auth: { user: user.id, application: 'password', lang: 'en_US' },
      ...common,
    });
    const heads = [
      await visitor.request('HEAD', AUTH + slash),
      await server.send('HEAD', AUTH + slash, byToken),
      await server.send('HEAD', AUTH + slash),
      await server.send('HEAD', AUTH + slash, { headers: bearer('x') }),
    ];
    expect(heads.map(({ status, text }) => [status, text])).toEqual([
      [204, ''],
      [204, ''],
      [401, ''],
      [401, ''],
    ]);
    const nobody = await server.send('GET', AUTH + slash);
    expect([nobody.status, nobody.text.split(':')[0], nobody.location]).toEqual([401, 'Unauthorized', undefined]);
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="demo"');
  });

  it('with access=1 and settings=1 tells groups, permissions, language and time zone', async () => {
    const people = new OrganizationTests(server);
    const organization = await people.organization();
    const member = await people.member(organization);
    const { visitor } = member;
    const answer = await visitor.get(`${AUTH}/?access=1&settings=1`);
    expect(answer.json).toMatchObject({
      ...{ admin: false, nopublic: false, apionly: false, settings: {} },
      groups: { [organization.id]: false },
      permissions: { 'tickets.ticket': true, 'directory.person': true },
    });
    const owner = await organization.owner.visitor.get(`${AUTH}/?access=1&settings=0`);
    expect(owner.json).toMatchObject({ admin: true, groups: { [organization.id]: true } });
    expect(owner.json).not.toHaveProperty('settings');
    const { access_token: token } = await server.tokens(user, app, { scope: 'openid tickets.ticket.r' });
    const little = await server.send('GET', `${AUTH}/?access=1&settings=1`, { headers: bearer(token) });
    expect(little.json).toEqual({
      auth: { user: user.id, application: app.clientId, lang: 'en_US' },
      ...{ user: user.id, contact: null, admin: false, nopublic: false, apionly: false },
      ...{ groups: {}, permissions: { 'tickets.ticket': false }, settings: {} },
    });
  });
});

describe('T187 scripts of other origins', () => {
  const paths = [`${AUTH}/`, `${AUTH}/token`, '/demo/oauth2/v1/userinfo', '/demo/api/v1/tickets'];
  const corsOf = ({ headers }: Answer): unknown[] => [
    headers.get('access-control-allow-origin'),
    headers.get('access-control-allow-credentials'),
    headers.get('vary')?.includes('Origin') ?? false,
  ];

  it.each(paths)('%s: an allowed origin may send and read, with cookies, refusals included', async (path) => {
    const headers = { origin: APP_ORIGIN, 'access-control-request-method': 'GET' };
    const preflight = await server.send('OPTIONS', path, { headers });
    expect([preflight.status, corsOf(preflight)]).toEqual([204, [APP_ORIGIN, 'true', true]]);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
    const method = /token|tickets/.test(path) ? 'POST' : 'GET';
    for (const cookie of [
      undefined,
      `ZEYOSID=${'x'.repeat(43)}`,
      `ZEYOSID=${(await server.signedIn(user)).cookie('ZEYOSID')}`,
    ]) {
      const answer = await server.send(method, path, { headers: { ...headers, ...(cookie && { cookie }) } });
      expect([path, corsOf(answer)]).toEqual([path, [APP_ORIGIN, 'true', true]]);
    }
  });

  it.each(paths)('%s: no other origin gets more than before, and null is none', async (path) => {
    const cookie = `ZEYOSID=${(await server.signedIn(user)).cookie('ZEYOSID')}`;
    const origins = [
      ...[EVIL, 'null', `${APP_ORIGIN}.evil.test`, APP_ORIGIN.replace('https:', 'http:'), `${APP_ORIGIN}:444`],
      ...[APP_ORIGIN.toUpperCase(), `${APP_ORIGIN}/`, 'https://example.com', '*'],
    ];
    for (const origin of origins) {
      for (const method of ['OPTIONS', /token|tickets/.test(path) ? 'POST' : 'GET']) {
        const headers = { origin, cookie, 'access-control-request-method': 'GET' };
        const [allowed, credentials, varies] = corsOf(await server.send(method, path, { headers }));
        expect([origin, method, credentials, varies]).toEqual([origin, method, null, true]);
        expect([null, '*']).toContain(allowed);
      }
    }
    const own = corsOf(
      await server.send('OPTIONS', path.replace('demo', 'elsewhere'), { headers: { origin: APP_ORIGIN } }),
    );
    expect(own[1]).toBeNull();
  });
});

describe('the description of its own', () => {
  it('has these paths alone, at this instance, and whatever they refer to', async () => {
    const { status, json, text } = await server.send('GET', `${AUTH}/openapi.json`);
    expect(status).toBe(200);
    const paths = Object.keys(json['paths'] as object);
    expect(paths.sort()).toEqual([
      '/',
      '/login',
      '/logout',
      '/openapi.json',
      '/token',
      '/token/introspect',
      '/token/revoke',
    ]);
    expect(json['servers']).toEqual([{ url: `${server.instance.baseUrl}/auth/v1` }]);
    expect(JSON.stringify(json['paths'])).not.toContain('{instance}');
    const { schemas, securitySchemes } = json['components'] as Record<string, Record<string, unknown>>;
    for (const [, name = ''] of text.matchAll(/#\/components\/schemas\/([^"]+)/g)) expect(schemas).toHaveProperty(name);
    expect(Object.keys(securitySchemes ?? {}).sort()).toEqual(expect.arrayContaining(['password', 'session', 'token']));
    expect(Object.keys(schemas ?? {}).length).toBeLessThan(20);
    expect(Object.keys((json['paths'] as Record<string, object>)['/'] ?? {}).sort()).toEqual(['get', 'head']);
    expect((await server.send('GET', '/nowhere/auth/v1/openapi.json')).status).toBe(404);
    expect((await server.send('GET', '/openapi.json')).text).toContain('/{instance}/auth/v1/openapi.json');
  });
});
