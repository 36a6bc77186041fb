import { githubPerson } from '../support/fake-github.js';
import { googlePerson } from '../support/fake-google.js';
import type { Answer } from '../support/http.js';
import { TestServer } from '../support/server.js';
import { codeAt, SocialTests } from '../support/social.js';
import { Visitor } from '../support/visitor.js';

const FRONT_END = 'https://app.opensight.example';
let social: SocialTests;
let count = 0;
const email = (): string => `opensight${(count += 1)}@example.com`;

beforeAll(async () => void (social = await SocialTests.start({ environment: { FRONTEND_URL: `${FRONT_END}/` } })));
afterAll(() => social.stop());
beforeEach(() => social.reset());

/** There and back; what the callback is answered with. */
async function journey(provider: 'github' | 'google', visitor = social.server.visitor()): Promise<Answer> {
  const { status, location } = await visitor.get(`/api/auth/${provider}`);
  expect(status).toBe(302);
  const back = social.of(provider).allow(location);
  expect(back.pathname).toBe(`/api/auth/${provider}/callback`);
  return visitor.get(back.pathname + back.search);
}

const googleToken = (json: object, server = social.server): Promise<Answer> =>
  server.send('POST', '/api/auth/google/token', { json });

describe('OpenSight, sign-in by another provider', () => {
  it.each(['github', 'google'] as const)(
    'goes to %s with state and PKCE, and what a sign-in needs',
    async (provider) => {
      const { location = '' } = await social.server.visitor().get(`/api/auth/${provider}`);
      const query = Object.fromEntries(new URL(location).searchParams);
      const expected = {
        response_type: 'code',
        code_challenge_method: 'S256',
        client_id: social.of(provider).clientId,
      };
      expect(query).toMatchObject(expected);
      expect(query['state']).toMatch(/^[\w-]{43}$/);
      expect(query['scope']).toContain(provider === 'github' ? 'user:email' : 'profile email');
      expect(query['nonce'] !== undefined).toBe(provider === 'google');
    },
  );

  it.each(['github', 'google'] as const)(
    'comes back from %s to the front end, which gets its access token by the cookie: none is in an address (T326)',
    async (provider) => {
      const mine = email();
      social.github.person = githubPerson(500 + count, mine);
      social.google.person = googlePerson(`o-${count}`, mine);
      const visitor = social.server.visitor();
      const { status, location } = await journey(provider, visitor);
      expect([status, location]).toEqual([302, `${FRONT_END}/auth/callback?provider=${provider}`]);
      expect(visitor.cookie('ZEYOSID')).toBeUndefined();
      const { status: refreshed, json } = await visitor.post('/api/auth/refresh');
      expect(refreshed).toBe(200);
      const headers = { authorization: `Bearer ${String(json['accessToken'])}` };
      const me = await social.server.send('GET', '/api/users/me', { headers });
      expect(me.json).toMatchObject({ email: mine, email_verified: true, plan_id: 'free' });
      const listed = await social.server.send('GET', '/api/users/me/identities', { headers });
      expect(listed.json['identities']).toMatchObject([{ provider, email: mine }]);
    },
  );

  it('sends what has failed, and who has cancelled, to the front end’s page for that', async () => {
    const visitor = social.server.visitor();
    const failure = `${FRONT_END}/auth/error?message=authentication_failed`;
    const { location } = await visitor.get('/api/auth/github');
    const cancelled = social.github.cancel(location);
    expect((await visitor.get(cancelled.pathname + cancelled.search)).location).toBe(failure);
    expect((await visitor.get('/api/auth/google/callback?code=c&state=s')).location).toBe(failure);
    social.google.flaw = { claims: { nonce: 'n' } };
    expect((await journey('google', visitor)).location).toBe(failure);
    expect(visitor.cookie('refresh_token')).toBeUndefined();
  });

  it('belongs to the instance that the path names', async () => {
    await social.server.createInstance('second');
    const visitor = social.server.visitor();
    const { location } = await visitor.get('/second/api/auth/google');
    const back = social.google.allow(location);
    expect(back.pathname).toBe('/second/api/auth/google/callback');
    expect((await visitor.get(back.pathname + back.search)).location).toBe(
      `${FRONT_END}/auth/callback?provider=google`,
    );
    expect((await visitor.post('/api/auth/refresh')).status).toBe(401);
    expect((await visitor.post('/second/api/auth/refresh')).status).toBe(200);
  });

  it('takes an ID token that the front end has got from Google itself', async () => {
    const mine = email();
    social.google.person = googlePerson(`t-${count}`, mine);
    const idToken = await social.google.idToken();
    const { status, json, headers } = await googleToken({ idToken });
    expect([status, json]).toEqual([
      200,
      {
        user: expect.objectContaining({ email: mine, email_verified: true, plan_id: 'free' }),
        accessToken: expect.any(String),
      },
    ]);
    expect(headers.getSetCookie().join()).toMatch(
      /^refresh_token=[^;]+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
    );
    expect((await googleToken({})).json).toMatchObject({ error: 'idToken is required' });
    expect((await googleToken({ idToken: 'none' })).json).toMatchObject({ error: 'Invalid Google token' });
    social.google.flaw = { claims: { exp: 1_700_000_000 } };
    const late = await googleToken({ idToken: await social.google.idToken() });
    expect([late.status, late.json['error']]).toEqual([400, 'Invalid or expired Google token']);
    social.google.flaw = { claims: { email_verified: false, sub: 'another' } };
    const unverified = await googleToken({ idToken: await social.google.idToken() });
    expect([unverified.status, unverified.json['error']]).toEqual([401, 'Authentication failed']);
  });

  it('is refused to another site’s scripts (T185)', async () => {
    const idToken = await social.google.idToken();
    const options = { json: { idToken }, headers: { origin: 'https://evil.example' } };
    expect((await social.server.send('POST', '/api/auth/google/token', options)).status).toBe(403);
  });

  it('asks an account with a second factor for its code as well', async () => {
    const mine = email();
    social.google.person = googlePerson(`f-${count}`, mine);
    const idToken = await social.google.idToken();
    const { json } = await googleToken({ idToken });
    const visitor = await social.signIn('google');
    const headers = { origin: social.server.origin };
    const begun = await visitor.post('/demo/api/users/me/second-factor', { headers, json: {} });
    const code = codeAt(String(begun.json['secret']), social.server.clock.now());
    const confirmed = await visitor.post('/demo/api/users/me/second-factor/confirm', { headers, json: { otp: code } });
    expect([begun.status, confirmed.status, json['accessToken']]).toEqual([201, 200, expect.any(String)]);
    expect((await googleToken({ idToken })).json).toMatchObject({ code: 'otp_required' });
    expect((await journey('google')).location).toBe(`${FRONT_END}/auth/error?message=otp_required`);
    social.server.clock.advance(60_000);
    const otp = codeAt(String(begun.json['secret']), social.server.clock.now());
    expect((await googleToken({ idToken, otp })).status).toBe(200);
    const page = await social.comeBack(social.server.visitor(), 'google');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('name="otp"')]);
  });
});

describe('OpenSight, without them', () => {
  let bare: TestServer;
  beforeAll(async () => void (bare = await TestServer.start()));
  afterAll(() => bare.stop());

  it('says that nothing is configured', async () => {
    for (const [path, title] of [
      ['github', 'GitHub'],
      ['github/callback', 'GitHub'],
      ['google', 'Google'],
    ] as const) {
      const { status, json } = await bare.send('GET', `/api/auth/${path}`);
      expect([status, json['error']]).toEqual([503, `${title} OAuth is not configured`]);
    }
    const { status, json } = await googleToken({ idToken: 'x' }, bare);
    expect([status, json['error']]).toEqual([503, 'Google OAuth is not configured']);
    expect((await bare.visitor().get('/demo/sign-in')).text).not.toContain('Continue with');
  });

  it('ends on our own account page where there is no front end', async () => {
    const own = await SocialTests.start();
    const visitor = own.server.visitor();
    const back = own.github.allow((await visitor.get('/api/auth/github')).location);
    const { status, location } = await visitor.get(back.pathname + back.search);
    expect([status, location]).toEqual([302, '/demo/account']);
    expect(await own.account(visitor)).toMatchObject({ email: 'octo@example.com' });
    const failed = await new Visitor(own.server.origin).get('/api/auth/github/callback?code=c&state=s');
    expect([failed.status, failed.json['error']]).toEqual([401, 'Authentication failed']);
    await own.stop();
  });
});
