import { Sessions } from '../../src/sessions/index.js';
import { type Answer } from '../support/http.js';
import { type TestUser, TestServer } from '../support/server.js';
import { formsOf, Visitor } from '../support/visitor.js';

const hour = 3_600_000;
const day = 24 * hour;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const statusWith = async (cookie: string, path = '/demo/api/sessions'): Promise<number> =>
  (await server.send('GET', path, { headers: { cookie } })).status;
const sessionStatus = (secret: string | undefined): Promise<number> => statusWith(`ZEYOSID=${secret}`);
const whoIs = async (visitor: Visitor): Promise<unknown> => (await visitor.get('/demo/api/users/me')).json['id'];

function sendForm(visitor: Visitor, page: Answer, [action, fields]: [string, Record<string, string>]): Promise<Answer> {
  const index = formsOf(page.text).findIndex((form) => form.action.endsWith(action));
  return visitor.submit(page, fields, index);
}

describe('a session', () => {
  it('T178 that was known before signing in is anonymous after it', async () => {
    const [attacker, victim] = [await server.createUser(), await server.createUser()];
    const invented = 'a'.repeat(43);
    const planted = (await server.signedIn(attacker)).cookie('ZEYOSID') ?? '';
    for (const known of [invented, planted]) {
      const browser = server.visitor();
      browser.setCookie('ZEYOSID', known, '/demo');
      expect((await server.signIn(browser, victim.email)).status).toBe(303);
      expect(browser.cookie('ZEYOSID')).not.toBe(known);
      expect(await whoIs(browser)).toBe(victim.id);
      expect(await sessionStatus(known)).toBe(401);
    }
  });

  it('T178 gets a new secret at each sign-in of the same person', async () => {
    const user = await server.createUser();
    const browser = await server.signedIn(user);
    const before = browser.cookie('ZEYOSID');
    expect((await server.signIn(browser, user.email)).status).toBe(303);
    expect(browser.cookie('ZEYOSID')).not.toBe(before);
    expect(await sessionStatus(before)).toBe(401);
    expect(await whoIs(browser)).toBe(user.id);
  });

  it('T179 is not given to who sent the link, nor is the victim signed in as the sender', async () => {
    const app = await server.createApp();
    const [attackerUser, victimUser] = [await server.createUser(), await server.createUser()];
    const attacker = server.visitor();
    const victim = await server.signedIn(victimUser);
    const signIn = (await attacker.get(server.authorizePath(app))).location ?? '';
    const request = new URL(signIn, server.origin).searchParams.get('request') ?? '';
    for (const link of [
      signIn,
      `/demo/consent?request=${request}`,
      `/demo/oauth2/v1/authorize/continue?request=${request}`,
    ]) {
      const answer = await victim.get(link);
      expect([answer.status, answer.location]).toEqual([400, undefined]);
    }
    expect((await attacker.get('/demo/api/sessions')).status).toBe(401);
    expect((await attacker.open(`/demo/oauth2/v1/authorize/continue?request=${request}`)).text).toContain(
      'name="password"',
    );
    expect(await whoIs(victim)).toBe(victimUser.id);
    // The flow itself is sound: its own browser may finish it.
    const page = await attacker.open(signIn);
    const consent = await attacker.follow(
      await attacker.submit(page, { identifier: attackerUser.email, password: attackerUser.password }),
    );
    expect((await attacker.submit(consent, { decision: 'allow' })).location).toContain('code=');
  });

  it('T181 ends with signing out, on the very next request', async () => {
    const browser = await server.signedIn(await server.createUser());
    const secret = browser.cookie('ZEYOSID');
    expect(await sessionStatus(secret)).toBe(200);
    const answer = await browser.submit(await browser.open('/demo/sign-out'), {});
    expect(answer.status).toBe(303);
    expect(browser.cookie('ZEYOSID')).toBeUndefined();
    expect(await sessionStatus(secret)).toBe(401);
  });

  it('T181 ends with “end all others” and with a new password', async () => {
    const user = await server.createUser();
    const [here, there, elsewhere] = [
      await server.signedIn(user),
      await server.signedIn(user),
      await server.signedIn(await server.createUser()),
    ];
    const account = await here.open('/demo/account/security');
    expect((await sendForm(here, account, ['/end-others', {}])).status).toBe(303);
    expect([await whoIs(here), await sessionStatus(there.cookie('ZEYOSID'))]).toEqual([user.id, 401]);
    const [again, before] = [await server.signedIn(user), here.cookie('ZEYOSID')];
    const passwords = { current_password: user.password, password: 'another four words here' };
    expect((await sendForm(here, account, ['/password', passwords])).status).toBe(303);
    expect([await sessionStatus(before), await sessionStatus(again.cookie('ZEYOSID'))]).toEqual([401, 401]);
    expect(await whoIs(here)).toBe(user.id);
    expect((await elsewhere.get('/demo/api/sessions')).status).toBe(200);
  });

  it('T182 is opened by its cookie only as it was given', async () => {
    const [user, other] = [await server.createUser(), await server.createUser()];
    const secret = (await server.signedIn(user)).cookie('ZEYOSID') ?? '';
    const second = (await server.signedIn(other)).cookie('ZEYOSID') ?? '';
    const flipped = [0, 20, 41].map(
      (at) => secret.slice(0, at) + (secret[at] === 'A' ? 'B' : 'A') + secret.slice(at + 1),
    );
    const unsigned = [
      user.id,
      `{"userId":"${other.id}"}`,
      Buffer.from(`{"sub":"${other.id}"}`).toString('base64'),
      '%%%',
    ];
    const malformed = [
      '',
      '""',
      'x',
      secret.slice(1),
      `${secret}A`,
      `${secret}%00`,
      secret.toUpperCase(),
      'A'.repeat(12_000),
    ];
    for (const value of [...flipped, ...unsigned, ...malformed]) {
      expect([value, [400, 401]]).toEqual([value, expect.arrayContaining([await statusWith(`ZEYOSID=${value}`)])]);
    }
    for (const [first, last] of [
      [secret, second],
      [second, secret],
    ]) {
      expect(await statusWith(`ZEYOSID=${first}; ZEYOSID=${last}`)).toBe(401);
    }
    expect(await statusWith(`other=1; ZEYOSID=${secret}; third=3`)).toBe(200);
  });

  it('T183 ends after 12 idle hours, and after 30 days of use', async () => {
    const user = await server.createUser();
    const [idle, used] = [await server.signedIn(user), await server.signedIn(user)];
    server.clock.advance(11 * hour);
    expect((await used.get('/demo/api/sessions')).status).toBe(200);
    server.clock.advance(2 * hour);
    expect((await idle.get('/demo/api/sessions')).status).toBe(401);
    expect((await idle.open('/demo/account')).text).toContain('name="password"');
    for (let elapsed = 13 * hour; elapsed < 30 * day - 11 * hour; elapsed += 11 * hour) {
      expect((await used.get('/demo/api/sessions')).status).toBe(200);
      server.clock.advance(11 * hour);
    }
    server.clock.advance(11 * hour);
    expect((await used.get('/demo/api/sessions')).status).toBe(401);
  });

  it('T184 of one instance is nothing at another', async () => {
    const other = await server.createInstance('neighbour');
    const user = await server.createUser();
    const cookie = `ZEYOSID=${(await server.signedIn(user)).cookie('ZEYOSID')}`;
    const paths = ['api/sessions', 'api/users/me', 'oauth2/v1/userinfo'];
    for (const path of paths) {
      expect([await statusWith(cookie, `/${other.name}/${path}`), await statusWith(cookie, `/demo/${path}`)]).toEqual([
        401, 200,
      ]);
    }
    const account = await server.send('GET', `/${other.name}/account`, { headers: { cookie } });
    expect(account.location).toBe(`/${other.name}/sign-in?return_to=%2F${other.name}%2Faccount`);
  });

  it('T188 of two people in one browser are never mixed up', async () => {
    const app = await server.createApp();
    const browser = server.visitor();
    const seen: unknown[] = [];
    const people = [await server.createUser(), await server.createUser()];
    const refresh: string[] = [];
    for (const person of [...people, ...people]) {
      expect((await server.signIn(browser, person.email)).status).toBe(303);
      expect(await whoIs(browser)).toBe(person.id);
      const tokens = await tokensOf(browser, app);
      expect((await server.userinfo(tokens['access_token'] ?? '')).json['sub']).toBe(person.id);
      const claims = claimsOf(tokens['id_token'] ?? '');
      expect(claims['sub']).toBe(person.id);
      seen.push(claims['sid'] ?? sessionIdOf(await browser.get('/demo/api/sessions')));
      refresh.push(tokens['refresh_token'] ?? '');
    }
    expect(new Set(seen).size).toBe(4);
    // What hung on the session of the one before ended with it; the last is alive.
    const outcomes = await Promise.all(refresh.map(async (token) => (await server.refresh(app, token)).status));
    expect(outcomes).toEqual([400, 400, 400, 200]);
  });

  it('T188 does not answer a request for offline access by another person’s tokens', async () => {
    const app = await server.createApp();
    const [first, second] = [await server.createUser(), await server.createUser()];
    const browser = server.visitor();
    await server.signIn(browser, first.email);
    const offline = await tokensOf(browser, app, { scope: 'openid offline_access', prompt: 'consent' });
    await server.signIn(browser, second.email);
    const answer = await server.refresh(app, offline['refresh_token'] ?? '');
    expect([answer.status, claimsOf(String(answer.json['access_token']))['sub']]).toEqual([200, first.id]);
    expect(await whoIs(browser)).toBe(second.id);
  });

  it('T190 of somebody else can not be ended, seen or guessed; an ended one is refused', async () => {
    const [user, stranger] = [await server.createUser(), await server.createUser()];
    const [here, there, foreign] = [
      await server.signedIn(user),
      await server.signedIn(user),
      await server.signedIn(stranger),
    ];
    const idOf = async (person: TestUser): Promise<string> =>
      (await server.app.get(Sessions).list(server.instance.id, person.id))[0]?.id ?? '';
    const account = await here.open('/demo/account');
    const foreignId = await idOf(stranger);
    const form = { csrf: formsOf(account.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] };
    const headers = { origin: server.origin };
    for (const id of [foreignId, '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11', 'x', foreignId.toUpperCase()]) {
      expect((await here.post(`/demo/account/sessions/${id}/end`, { form })).status).toBe(404);
      expect((await here.request('DELETE', `/demo/api/sessions/${id}`, { headers })).status).toBe(404);
    }
    expect((await foreign.get('/demo/api/sessions')).status).toBe(200);
    expect(JSON.stringify((await here.get('/demo/api/sessions')).json)).not.toContain(foreignId);
    const { sessions } = (await here.get('/demo/api/sessions')).json as {
      sessions: { id: string; current: boolean }[];
    };
    const thereId = sessions.find(({ current }) => !current)?.id;
    expect((await here.post(`/demo/account/sessions/${thereId}/end`, { form })).status).toBe(303);
    expect((await there.get('/demo/api/sessions')).status).toBe(401);
  });
});

async function tokensOf(
  browser: Visitor,
  app: Awaited<ReturnType<TestServer['createApp']>>,
  changes: Record<string, string> = {},
): Promise<Record<string, string>> {
  const code = (await server.authorize(browser, app, changes)).searchParams.get('code') ?? '';
  const answer = await server.token(app, { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri });
  expect(answer.status).toBe(200);
  return answer.json as Record<string, string>;
}

function claimsOf(jwt: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

function sessionIdOf({ json }: Answer): string | undefined {
  return (json as { sessions: { id: string; current: boolean }[] }).sessions.find(({ current }) => current)?.id;
}
