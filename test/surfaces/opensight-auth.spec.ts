import { decodeJwt, decodeProtectedHeader } from 'jose';
import { Users } from '../../src/users/index.js';
import { type Answer, send } from '../support/http.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';
import { Visitor } from '../support/visitor.js';

const ALLOWED = 'https://front.example';
const NEW_PASSWORD = 'five other words nobody guesses';
const DAY = 24 * 3_600_000;
/** The real web client says so on every request, with or without a body. */
const CONTENT_TYPE = { 'content-type': 'application/json' };

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ environment: { SEED_DEMO: 'true' } });
  await server.createInstance('bravo', { allowedOrigins: [ALLOWED] });
});
afterAll(() => server.stop());

const bearer = (answer: Answer | string): Record<string, string> => ({
  authorization: `Bearer ${typeof answer === 'string' ? answer : String(answer.json['accessToken'])}`,
});
const outcome = ({ status, json }: Answer): unknown[] => [status, json['error']];
const cookieLine = ({ headers }: Answer): string =>
  headers.getSetCookie().find((line) => line.startsWith('refresh_token=')) ?? '';

async function logIn(
  user: TestUser,
  visitor = server.visitor(),
  prefix = '',
): Promise<{ visitor: Visitor; answer: Answer }> {
  const json = { email: user.email, password: user.password };
  const answer = await visitor.post(`${prefix}/api/auth/login`, { json });
  expect(answer.status).toBe(200);
  return { visitor, answer };
}

const refresh = (visitor: Visitor, prefix = ''): Promise<Answer> =>
  visitor.post(`${prefix}/api/auth/refresh`, { headers: CONTENT_TYPE });

/** With this cookie and no other. */
const refreshWith = (cookie: string, path = '/api/auth/refresh'): Promise<Answer> =>
  server.send('POST', path, { headers: { cookie } });

const me = (answer: Answer | string): Promise<Answer> =>
  server.send('GET', '/api/users/me', { headers: bearer(answer) });

describe('register and login', () => {
  it('registers with 201, the bare user object, an access token and the cookie', async () => {
    const json = { email: 'ada@example.com', password: PASSWORD, name: 'Ada Lovelace' };
    const answer = await server.visitor().post('/api/auth/register', { json });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual({ user: expect.anything(), accessToken: expect.any(String) });
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(answer.json['user']).toEqual({
      ...{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), email: 'ada@example.com', full_name: 'Ada Lovelace' },
      ...{ avatar_url: null, email_verified: false, plan_id: 'free', locale: null, zoneinfo: null },
      ...{ created_at: moment, updated_at: moment },
    });
    expect((await me(answer)).json).toEqual(answer.json['user']);
  });

  it('refuses an address that is taken, in any spelling, with 409', async () => {
    const user = await server.createUser();
    const json = { email: user.email.toUpperCase(), password: PASSWORD, name: 'Ada' };
    const answer = await server.visitor().post('/api/auth/register', { json });
    expect(outcome(answer)).toEqual([409, 'Email already in use']);
    expect(cookieLine(answer)).toBe('');
  });

  it('T225 refuses what nobody may set of an account, at its making and later', async () => {
    const sound = { email: 'mallory@example.com', password: PASSWORD, name: 'Mallory' };
    const { answer: signedIn } = await logIn(await server.createUser());
    for (const extra of [{ email_verified: true }, { emailVerified: true }, { plan_id: 'growth' }, { id: 'x' }]) {
      const made = await server.visitor().post('/api/auth/register', { json: { ...sound, ...extra } });
      expect([outcome(made), cookieLine(made)]).toEqual([[400, 'Validation error'], '']);
      const changed = await server.send('PATCH', '/api/users/profile', { json: extra, headers: bearer(signedIn) });
      expect(outcome(changed)).toEqual([400, 'Validation error']);
      expect(changed.json['issues']).toEqual([expect.objectContaining({ path: [Object.keys(extra)[0]] })]);
    }
    expect((await me(signedIn)).json).toMatchObject({ email_verified: false, plan_id: 'free' });
  });

  it('takes passwords by length and commonness, not by kinds of characters (D5)', async () => {
    const register = (password: string, email: string): Promise<Answer> =>
      server.visitor().post('/api/auth/register', { json: { email, password, name: 'Ada' } });
    expect((await register('all lower case words', 'lower@example.com')).status).toBe(201);
    expect((await register('Password1', 'common@example.com')).json).toMatchObject({ code: 'weak_password' });
  });

  it('answers every failed login alike', async () => {
    const user = await server.createUser();
    const suspended = await server.createUser();
    await server.app.get(Users).suspend({ instanceId: suspended.instanceId, userId: suspended.id });
    const login = (email: string, password: string): Promise<Answer> =>
      server.visitor().post('/api/auth/login', { json: { email, password } });
    const answers = [
      await login(user.email, 'not the password'),
      await login('nobody@example.com', PASSWORD),
      await login('not an address', PASSWORD),
      await login(suspended.email, PASSWORD),
    ];
    for (const answer of answers) {
      expect([outcome(answer), cookieLine(answer)]).toEqual([[401, 'Invalid email or password'], '']);
      expect(Object.keys(answer.json).sort()).toEqual(['code', 'error', 'requestId']);
    }
  });

  it('gives an access token of 15 minutes that hangs on a session, not on a client', async () => {
    const user = await server.createUser();
    const { answer } = await logIn(user);
    const token = String(answer.json['accessToken']);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ sub: user.id, client_id: 'first-party', scope: 'openid profile email' });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900);
    expect(claims['grant_id']).toBe(claims['sid']);
  });
});

describe('the cookie', () => {
  it('T180 T114 has the attributes that are promised, and no more', async () => {
    const { answer } = await logIn(await server.createUser());
    const [pair = '', ...attributes] = cookieLine(answer).split('; ');
    expect(pair).toMatch(/^refresh_token=rt_demo_[A-Za-z0-9_-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
  });

  it('T180 is Secure where the service is reached over TLS', async () => {
    const secure = await TestServer.start({ environment: { PUBLIC_URL: 'https://auth.example' } });
    const json = { email: 'ada@example.com', password: PASSWORD, name: 'Ada' };
    const answer = await send(secure.origin, 'POST', '/api/auth/register', { json });
    expect(cookieLine(answer).split('; ')).toContain('Secure');
    await secure.stop();
  });

  it('T184 T114 of another instance is refused without harm, whatever path it came by', async () => {
    const { visitor } = await logIn(await server.createUser());
    const cookie = `refresh_token=${visitor.cookie('refresh_token')}`;
    expect(outcome(await refreshWith(cookie, '/bravo/api/auth/refresh'))).toEqual([401, 'Invalid refresh token']);
    expect((await refresh(visitor)).status).toBe(200);
  });

  it('lets a person be signed in at the default instance and at another one', async () => {
    const instance = await server.app.get((await import('../../src/instances/index.js')).Instances).get('bravo');
    const here = await server.createUser();
    const there = await server.createUser({ instance, email: here.email });
    const first = await logIn(here);
    const second = await logIn(there, server.visitor(), '/bravo');
    expect(cookieLine(second.answer).split('; ')).toContain('Path=/bravo');
    const both = [first, second].map(({ visitor }) => `refresh_token=${visitor.cookie('refresh_token')}`).join('; ');
    expect((await refreshWith(both, '/bravo/api/auth/refresh')).status).toBe(200);
    expect((await refreshWith(both, '/api/auth/refresh')).status).toBe(200);
  });

  it('T182 of which two were sent is none, in either order, and neither is spent', async () => {
    const { visitor } = await logIn(await server.createUser());
    const own = `refresh_token=${visitor.cookie('refresh_token')}`;
    const other = `refresh_token=${(await logIn(await server.createUser())).visitor.cookie('refresh_token')}`;
    for (const cookies of [
      `${own}; ${other}`,
      `${other}; ${own}`,
      `${own}; refresh_token=x`,
      `refresh_token=; ${own}`,
    ]) {
      expect(outcome(await refreshWith(cookies))).toEqual([401, 'Invalid refresh token']);
    }
    expect((await refresh(visitor)).status).toBe(200);
  });
});

describe('refresh', () => {
  it('replaces the cookie and gives an access token, for a POST without a body that says it is JSON', async () => {
    const { visitor, answer } = await logIn(await server.createUser());
    const before = visitor.cookie('refresh_token');
    const refreshed = await refresh(visitor);
    expect(refreshed.status).toBe(200);
    expect(Object.keys(refreshed.json)).toEqual(['accessToken']);
    expect(visitor.cookie('refresh_token')).not.toBe(before);
    expect((await me(refreshed)).json['id']).toBe((answer.json['user'] as { id: string }).id);
    expect((await me(answer)).status).toBe(200);
  });

  it('says what is wrong, and takes a cookie of no use away', async () => {
    const none = await server.visitor().post('/api/auth/refresh');
    expect([outcome(none), cookieLine(none)]).toEqual([[401, 'No refresh token provided'], '']);
    const unknown = await refreshWith(`refresh_token=rt_demo_${'x'.repeat(43)}`);
    expect(outcome(unknown)).toEqual([401, 'Invalid refresh token']);
    expect(cookieLine(unknown)).toBe('refresh_token=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax');
  });

  it('T112 T114 takes the token from the cookie alone, and no other kind of token', async () => {
    const { visitor, answer } = await logIn(await server.createUser());
    const token = visitor.cookie('refresh_token') ?? '';
    const ways = [
      await server.send('POST', '/api/auth/refresh', { json: { refresh_token: token } }),
      await server.send('POST', '/api/auth/refresh', { headers: bearer(token) }),
      await server.send('POST', `/api/auth/refresh?refresh_token=${token}`),
    ];
    expect(ways.map(outcome)).toEqual(ways.map(() => [401, 'No refresh token provided']));
    expect(outcome(await refreshWith(`refresh_token=${String(answer.json['accessToken'])}`))[0]).toBe(401);
    expect((await me(token)).status).toBe(401);
    const app = await server.createApp();
    expect((await server.refresh(app, token)).json['error']).toBe('invalid_grant');
    const tokens = await server.tokens(await server.createUser(), app);
    expect((await refreshWith(`refresh_token=${tokens.refresh_token}`)).status).toBe(401);
    expect((await refresh(visitor)).status).toBe(200);
  });

  it('T105 T106 gives the very same successor for ten seconds, and ends the session after that', async () => {
    const { visitor } = await logIn(await server.createUser());
    const spent = `refresh_token=${visitor.cookie('refresh_token')}`;
    const first = await refresh(visitor);
    server.clock.advance(10_000);
    const again = await refreshWith(spent);
    expect([again.status, cookieLine(again)]).toEqual([200, cookieLine(first)]);
    server.clock.advance(1);
    const late = await refreshWith(spent);
    expect(outcome(late)).toEqual([401, 'Invalid refresh token']);
    expect(cookieLine(late)).toContain('Max-Age=0');
    // Nobody can tell the thief from the victim: neither has anything left (D1).
    expect((await refresh(visitor)).status).toBe(401);
    expect([(await me(first)).status, (await me(again)).status]).toEqual([401, 401]);
  });

  it('T105 keeps one chain, whoever goes on with it', async () => {
    const { visitor } = await logIn(await server.createUser());
    const other = server.visitor();
    other.setCookie('refresh_token', visitor.cookie('refresh_token') ?? '', '/');
    for (let generation = 0; generation < 20; generation += 1) {
      expect([(await refresh(visitor)).status, (await refresh(other)).status]).toEqual([200, 200]);
      expect(other.cookie('refresh_token')).toBe(visitor.cookie('refresh_token'));
    }
  });

  it('T110 slides by 30 days, and not beyond the absolute limit', async () => {
    const clocked = await TestServer.start();
    const visitor = clocked.visitor();
    const user = await clocked.createUser();
    await visitor.post('/api/auth/login', { json: { email: user.email, password: PASSWORD } });
    let days = 0;
    while ((await refresh(visitor)).status === 200) {
      clocked.clock.advance(20 * DAY);
      days += 20;
    }
    expect(days).toBe(100);
    await visitor.post('/api/auth/login', { json: { email: user.email, password: PASSWORD } });
    clocked.clock.advance(30 * DAY);
    expect((await refresh(visitor)).status).toBe(401);
    await clocked.stop();
  });

  it('T111 ends when the person is suspended', async () => {
    const user = await server.createUser();
    const { visitor, answer } = await logIn(user);
    await server.app.get(Users).suspend({ instanceId: user.instanceId, userId: user.id });
    expect([(await refresh(visitor)).status, (await me(answer)).status]).toEqual([401, 401]);
  });
});

describe('logout', () => {
  it('ends the session with all that hangs on it, and clears the cookie', async () => {
    const { visitor, answer } = await logIn(await server.createUser());
    const kept = `refresh_token=${visitor.cookie('refresh_token')}`;
    const out = await visitor.post('/api/auth/logout', { headers: { ...CONTENT_TYPE, ...bearer(answer) } });
    expect([out.status, out.json]).toEqual([200, { message: 'Logged out successfully' }]);
    expect(cookieLine(out)).toContain('Max-Age=0');
    expect([(await refreshWith(kept)).status, (await me(answer)).status]).toEqual([401, 401]);
  });

  it('needs a valid access token of the front end', async () => {
    const user = await server.createUser();
    const { visitor, answer } = await logIn(user);
    const app = await server.tokens(user, await server.createApp());
    expect(outcome(await visitor.post('/api/auth/logout'))).toEqual([401, 'Unauthorized']);
    const garbage = await visitor.post('/api/auth/logout', { headers: { authorization: 'Bearer garbage' } });
    expect(outcome(garbage)).toEqual([401, 'Unauthorized']);
    const third = await visitor.post('/api/auth/logout', { headers: bearer(app.access_token) });
    expect(third.status).toBe(403);
    expect((await me(answer)).status).toBe(200);
    server.clock.advance(15 * 60_000);
    expect(outcome(await visitor.post('/api/auth/logout', { headers: bearer(answer) }))).toEqual([401, 'Unauthorized']);
  });

  it('ends the session of a cookie that is the same person’s, and nobody else’s', async () => {
    const user = await server.createUser();
    const [first, second] = [await logIn(user), await logIn(user)];
    const stranger = await logIn(await server.createUser());
    const logout = (answer: Answer, cookie: string): Promise<Answer> =>
      server.send('POST', '/api/auth/logout', { headers: { ...bearer(answer), cookie: `refresh_token=${cookie}` } });
    await logout(first.answer, second.visitor.cookie('refresh_token') ?? '');
    expect((await refresh(second.visitor)).status).toBe(401);
    const { answer } = await logIn(user);
    await logout(answer, stranger.visitor.cookie('refresh_token') ?? '');
    expect((await refresh(stranger.visitor)).status).toBe(200);
  });
});

describe('the session behind it', () => {
  it('is listed, told from the others, and ended from another browser with all that hangs on it', async () => {
    const user = await server.createUser();
    const { visitor, answer } = await logIn(user);
    const browser = await server.signedIn(user);
    const list = async (headers: Record<string, string>): Promise<{ id: string; current: boolean }[]> =>
      (await server.send('GET', '/api/sessions', { headers })).json['sessions'] as { id: string; current: boolean }[];
    const own = (await list(bearer(answer))).filter(({ current }) => current);
    expect(own).toEqual([expect.objectContaining({ id: decodeJwt(String(answer.json['accessToken']))['sid'] })]);
    const headers = { origin: server.origin };
    expect((await browser.request('DELETE', `/demo/api/sessions/${own[0]?.id}`, { headers })).status).toBe(204);
    expect([(await refresh(visitor)).status, (await me(answer)).status]).toEqual([401, 401]);
  });

  it('outlives the idle time of a session at the pages', async () => {
    const { visitor } = await logIn(await server.createUser());
    server.clock.advance(2 * DAY);
    const refreshed = await refresh(visitor);
    const sessions = (await server.send('GET', '/api/sessions', { headers: bearer(refreshed) })).json['sessions'];
    expect(sessions).toEqual([expect.objectContaining({ current: true })]);
  });

  it('ends the others on request', async () => {
    const user = await server.createUser();
    const [first, second] = [await logIn(user), await logIn(user)];
    const ended = await server.send('DELETE', '/api/sessions', { headers: bearer(first.answer) });
    expect(ended.status).toBe(204);
    expect([(await refresh(first.visitor)).status, (await refresh(second.visitor)).status]).toEqual([200, 401]);
  });
});

describe('the profile', () => {
  it.each(['me', 'profile'])('is read and changed as /api/users/%s', async (name) => {
    const { answer } = await logIn(await server.createUser());
    const change = {
      name: 'Other Name',
      avatar_url: 'https://images.example/a.png',
      locale: 'de',
      zoneinfo: 'Europe/Berlin',
    };
    const headers = bearer(answer);
    const changed = await server.send('PATCH', `/api/users/${name}`, { json: change, headers });
    const { name: full_name, ...rest } = change;
    expect([changed.status, changed.json]).toEqual([200, expect.objectContaining({ full_name, ...rest })]);
    expect((await server.send('GET', `/demo/api/users/${name}`, { headers })).json).toEqual(changed.json);
    const cleared = await server.send('PATCH', `/api/users/${name}`, { json: { avatar_url: null }, headers });
    expect(cleared.json).toMatchObject({ avatar_url: null, locale: 'de' });
  });

  it('takes no picture that is not at an http or https URL of bounded length', async () => {
    const { answer } = await logIn(await server.createUser());
    const long = `https://x.example/${'a'.repeat(2_048)}`;
    for (const avatar_url of [
      'javascript:alert(1)',
      'ftp://x.example/',
      '//x.example/',
      'https://u:p@x.example/',
      long,
    ]) {
      const refused = await server.send('PATCH', '/api/users/me', { json: { avatar_url }, headers: bearer(answer) });
      expect(outcome(refused)).toEqual([400, 'Validation error']);
    }
  });

  it('shows the address to an app only with the scope for it', async () => {
    const tokens = await server.tokens(await server.createUser(), await server.createApp(), {
      scope: 'openid profile',
    });
    const { json } = await me(tokens.access_token);
    expect([json['email'], json['email_verified'], json['full_name']]).toEqual([undefined, undefined, 'Pat Doe']);
  });
});

describe('PATCH /api/users/password', () => {
  const change = (answer: Answer, current: string, visitor = server.visitor()): Promise<Answer> =>
    visitor.request('PATCH', '/api/users/password', {
      json: { current_password: current, new_password: NEW_PASSWORD },
      headers: bearer(answer),
    });

  it('T181 T220 ends every session and token, and signs the caller in anew by its cookie', async () => {
    const user = await server.createUser();
    const [first, second, browser] = [await logIn(user), await logIn(user), await server.signedIn(user)];
    const changed = await change(first.answer, PASSWORD, first.visitor);
    expect([changed.status, changed.json]).toEqual([200, { message: 'Password changed successfully' }]);
    expect([(await me(first.answer)).status, (await me(second.answer)).status]).toEqual([401, 401]);
    expect((await refresh(second.visitor)).status).toBe(401);
    expect((await browser.get('/demo/api/users/me')).status).toBe(401);
    const refreshed = await refresh(first.visitor);
    expect([refreshed.status, (await me(refreshed)).status]).toEqual([200, 200]);
    await logIn({ ...user, password: NEW_PASSWORD });
  });

  it('gives a browser at our pages its own session, not the front end’s cookie', async () => {
    const browser = await server.signedIn(await server.createUser());
    const json = { current_password: PASSWORD, new_password: NEW_PASSWORD };
    const headers = { origin: server.origin };
    const changed = await browser.request('PATCH', '/demo/api/users/password', { json, headers });
    expect([changed.status, cookieLine(changed)]).toEqual([200, '']);
    expect((await browser.get('/demo/api/users/me')).status).toBe(200);
  });

  it('needs the current password, and an acceptable new one', async () => {
    const { answer, visitor } = await logIn(await server.createUser());
    expect(outcome(await change(answer, 'not the password'))).toEqual([400, 'Current password is incorrect']);
    const weak = { current_password: PASSWORD, new_password: 'Password1' };
    const refused = await server.send('PATCH', '/api/users/password', { json: weak, headers: bearer(answer) });
    expect(refused.json['code']).toBe('weak_password');
    expect((await refresh(visitor)).status).toBe(200);
  });
});

describe('what comes from elsewhere', () => {
  const post = (path: string, headers: Record<string, string>, json?: object): Promise<Answer> =>
    server.send('POST', path, { headers, json });
  const foreign: readonly Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://front.example.evil.example' },
  ];

  it.each(foreign)('T115 T185 T186 is refused: %j', async (headers) => {
    const user = await server.createUser();
    const { visitor } = await logIn(user);
    const cookie = `refresh_token=${visitor.cookie('refresh_token')}`;
    const credentials = { email: user.email, password: PASSWORD };
    const answers = [
      await post('/api/auth/refresh', { ...headers, cookie }),
      await post('/api/auth/login', headers, credentials),
      await post('/api/auth/register', headers, { ...credentials, name: 'X' }),
    ];
    expect(answers.map(({ status, json }) => [status, json['code']])).toEqual(answers.map(() => [403, 'csrf_failed']));
    expect(answers.map(cookieLine)).toEqual(['', '', '']);
    expect((await refresh(visitor)).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded'])('T185 is nothing as %s', async (type) => {
    const user = await server.createUser();
    const body = JSON.stringify({ email: user.email, password: PASSWORD });
    const answer = await server.send('POST', '/api/auth/login', { body, headers: { 'content-type': type } });
    expect([400, 415]).toContain(answer.status);
    expect(cookieLine(answer)).toBe('');
  });

  it('T185 is welcome from an origin that the instance allows, and there alone', async () => {
    const { Instances } = await import('../../src/instances/index.js');
    const user = await server.createUser({ instance: await server.app.get(Instances).get('bravo') });
    const json = { email: user.email, password: PASSWORD };
    const headers = { origin: ALLOWED, 'sec-fetch-site': 'cross-site' };
    const visitor = server.visitor();
    const signedIn = await visitor.post('/bravo/api/auth/login', { json, headers });
    expect(signedIn.status).toBe(200);
    expect(signedIn.headers.get('access-control-allow-origin')).toBe(ALLOWED);
    expect(signedIn.headers.get('access-control-allow-credentials')).toBe('true');
    expect((await visitor.post('/bravo/api/auth/refresh', { headers })).status).toBe(200);
    expect((await server.visitor().post('/api/auth/login', { json, headers })).status).toBe(403);
  });

  it('T187 may be asked about beforehand, and only what is allowed is answered', async () => {
    const ask = (path: string, origin: string): Promise<Response> =>
      fetch(new URL(path, server.origin), {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const allowed = await ask('/bravo/api/auth/refresh', ALLOWED);
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': ALLOWED,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Authorization, Content-Type',
      vary: 'Origin',
    });
    const refused = [
      await ask('/bravo/api/auth/refresh', 'https://evil.example'),
      await ask('/api/auth/refresh', ALLOWED),
      await ask('/elsewhere/api/auth/refresh', ALLOWED),
      await ask('/bravo/api/auth/refresh', 'null'),
    ];
    expect(refused.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([null, null, null, null]);
  });

  it('T187 is told the refusals of the guard as well, so that the front end knows to refresh', async () => {
    const answer = await server.send('GET', '/bravo/api/users/me', { headers: { origin: ALLOWED, ...bearer('x') } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([401, ALLOWED]);
    const foreigner = await server.send('GET', '/bravo/api/users/me', { headers: { origin: 'https://evil.example' } });
    expect([foreigner.headers.get('access-control-allow-origin'), foreigner.headers.get('vary')]).toEqual([
      null,
      'Origin',
    ]);
  });
});

describe('what the access token is good for', () => {
  it('makes an API key, which works on the sample resource', async () => {
    const { answer } = await logIn(await server.createUser());
    const made = await server.send('POST', '/api/api-keys', { json: { name: 'Production' }, headers: bearer(answer) });
    expect(made.status).toBe(201);
    const key = (made.json['key'] as { key: string }).key;
    const brands = await server.send('GET', '/api/brands', { headers: bearer(key) });
    expect([brands.status, brands.json]).toEqual([200, { brands: expect.any(Array) }]);
    expect((await server.send('GET', '/api/brands', { headers: bearer(answer) })).status).toBe(200);
    expect((await server.send('GET', '/api/brands')).status).toBe(401);
    // A key can not mint keys, and is not a person.
    const minting = await server.send('POST', '/api/api-keys', { json: { name: 'x' }, headers: bearer(key) });
    expect(minting.status).toBe(403);
  });

  it('needs no proof against forgery, since no browser sends it by itself', async () => {
    const { answer } = await logIn(await server.createUser());
    const headers = { ...bearer(answer), origin: 'https://evil.example' };
    expect((await server.send('PATCH', '/api/users/me', { json: { name: 'New' }, headers })).status).toBe(200);
  });

  it('T184 is nothing at another instance, and opens no page', async () => {
    const { answer } = await logIn(await server.createUser());
    expect((await server.send('GET', '/bravo/api/users/me', { headers: bearer(answer) })).status).toBe(401);
    expect((await server.send('GET', '/demo/account', { headers: bearer(answer) })).status).not.toBe(200);
  });

  it('is not there for a third party: an app’s token does not manage keys', async () => {
    const tokens = await server.tokens(await server.createUser(), await server.createApp());
    const headers = bearer(tokens.access_token);
    expect((await server.send('POST', '/api/api-keys', { json: { name: 'x' }, headers })).status).toBe(403);
    expect((await server.send('GET', '/api/sessions', { headers })).status).toBe(403);
  });
});
