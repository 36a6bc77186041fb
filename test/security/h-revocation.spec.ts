import { type Answer } from '../support/http.js';
import { type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';

const USERINFO = '/demo/oauth2/v1/userinfo';
const HOUR = 3_600_000;

let server: TestServer;
let user: TestUser;
let app: TestApp;
let tokens: Tokens;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser({ name: 'Ada' });
});
afterAll(() => server.stop());
beforeEach(async () => {
  app = await server.createApp();
  tokens = await server.tokens(user, app);
});

const revoke = (by: TestApp, token: string, more: Record<string, string> = {}): Promise<Answer> =>
  server.token(by, { token, ...more }, 'revoke');

/** At a protected route and at introspection, which must agree. */
async function lives(token: string): Promise<boolean> {
  const [{ status }, active] = [await server.userinfo(token), await server.isActive(app, token)];
  expect(status).toBe(active ? 200 : 401);
  return active;
}

describe('revocation (RFC 7009)', () => {
  describe.each(['', 'access_token', 'refresh_token', 'of_no_kind'])('T122 with the hint %j', (hint) => {
    const more: Record<string, string> = hint === '' ? {} : { token_type_hint: hint };

    it('ends an access token alone, however often (§2.1, §2.2)', async () => {
      expect(await lives(tokens.access_token)).toBe(true);
      for (let time = 0; time < 2; time += 1) {
        const { status, text, headers } = await revoke(app, tokens.access_token, more);
        expect([status, text, headers.get('cache-control')]).toEqual([200, '', 'no-store']);
      }
      expect(await lives(tokens.access_token)).toBe(false);
      expect((await server.refresh(app, tokens.refresh_token)).status).toBe(200);
    });

    it('ends a refresh token with all of its access tokens', async () => {
      const renewed = (await server.refresh(app, tokens.refresh_token)).json as unknown as Tokens;
      expect(await lives(renewed.access_token)).toBe(true);
      for (let time = 0; time < 2; time += 1) expect((await revoke(app, renewed.refresh_token, more)).status).toBe(200);
      for (const { access_token } of [tokens, renewed]) expect(await lives(access_token)).toBe(false);
      expect((await server.refresh(app, renewed.refresh_token)).json['error']).toBe('invalid_grant');
    });
  });

  it('T122 ten times at once, and leaves another family of the same person alone', async () => {
    const other = await server.tokens(user, app);
    const answers = await Promise.all(Array.from({ length: 10 }, () => revoke(app, tokens.refresh_token)));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
    expect(await lives(tokens.access_token)).toBe(false);
    expect(await lives(other.access_token)).toBe(true);
    expect((await server.refresh(app, other.refresh_token)).status).toBe(200);
  });

  it('T122 answers alike for what is no token of ours (§2.2)', async () => {
    for (const token of ['garbage', `rt_${'A'.repeat(43)}`, tokens.id_token]) {
      const { status, text } = await revoke(app, token);
      expect([status, text]).toEqual([200, '']);
    }
    expect((await revoke(app, '')).json['error']).toBe('invalid_request');
    expect(await lives(tokens.access_token)).toBe(true);
  });

  describe('T123 is not done for a stranger (§2.1)', () => {
    it.each<[string, (token: string) => Promise<Answer>, number]>([
      ['another client', async (token) => revoke(await server.createApp(), token), 200],
      ['a public client', async (token) => revoke(await server.createApp({ isPublic: true }), token), 200],
      ['no client', (token) => server.send('POST', '/demo/oauth2/v1/revoke', { form: { token } }), 401],
      ['the client id alone', (token) => revoke({ ...app, clientSecret: '' }, token), 401],
      ['a wrong secret', (token) => revoke({ ...app, clientSecret: 'cs_wrong' }, token), 401],
    ])('%s', async (_, attempt, status) => {
      for (const token of [tokens.access_token, tokens.refresh_token])
        expect((await attempt(token)).status).toBe(status);
      expect(await lives(tokens.access_token)).toBe(true);
      expect((await server.refresh(app, tokens.refresh_token)).status).toBe(200);
      expect((await revoke(app, tokens.access_token)).status).toBe(200);
      expect(await lives(tokens.access_token)).toBe(false);
    });

    it('a public client does it for its own tokens, by its name', async () => {
      const publicApp = await server.createApp({ isPublic: true });
      const own = await server.tokens(user, publicApp);
      expect((await server.userinfo(own.access_token)).status).toBe(200);
      const nameless = await server.send('POST', '/demo/oauth2/v1/revoke', { form: { token: own.access_token } });
      expect([nameless.status, (await server.userinfo(own.access_token)).status]).toEqual([401, 200]);
      expect((await revoke(publicApp, own.refresh_token)).status).toBe(200);
      expect((await server.userinfo(own.access_token)).status).toBe(401);
    });
  });

  it('T124 is real for a JWT: refused at every route of ours and inactive (RFC 7009 §2.2.1)', async () => {
    const me = (): Promise<Answer> =>
      server.send('GET', '/demo/api/users/me', { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect(tokens.access_token.split('.')).toHaveLength(3);
    expect((await me()).status).toBe(200);
    await revoke(app, tokens.access_token);
    const refused = await me();
    expect([refused.status, refused.json['code']]).toEqual([401, 'invalid_token']);
    expect(await lives(tokens.access_token)).toBe(false);
  });
});

describe('bearer tokens (RFC 6750)', () => {
  const withToken = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const challenge = ({ headers }: Answer): string | null => headers.get('www-authenticate');

  it('T126 asks for one, without an error code, where none was sent (§3.1)', async () => {
    const answer = await server.send('GET', USERINFO);
    expect([answer.status, challenge(answer)]).toEqual([401, 'Bearer realm="demo"']);
    const problem = await server.send('GET', '/demo/api/users/me');
    expect([problem.status, challenge(problem)]).toEqual([401, 'Bearer realm="demo"']);
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
  });

  it('T126 refuses garbage, an expired and a revoked one alike (§3.1)', async () => {
    const revoked = await server.tokens(user, app);
    await revoke(app, revoked.access_token);
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
    server.clock.advance(HOUR);
    const answers = await Promise.all(
      ['garbage', 'a.b.c', `at_${'A'.repeat(43)}`, revoked.access_token, tokens.access_token].map((text) =>
        server.userinfo(text),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(new Set(answers.map(challenge))).toEqual(
      new Set(['Bearer realm="demo", error="invalid_token", error_description="the token is not valid"']),
    );
    expect((await server.userinfo((await server.tokens(user, app)).access_token)).status).toBe(200);
  });

  it('T126 says which scope is missing (§3.1)', async () => {
    const narrow = await server.tokens(user, app, { scope: 'openid' });
    const answer = await server.send('GET', '/demo/api/users/me', { headers: withToken(narrow.access_token) });
    expect(answer.status).toBe(403);
    expect(challenge(answer)).toMatch(/^Bearer realm="demo", error="insufficient_scope", .*, scope="profile"$/);
    expect((await server.send('GET', '/demo/api/users/me', { headers: withToken(tokens.access_token) })).status).toBe(
      200,
    );
  });

  it('T126 takes a token from the header only, and from one place (§2)', async () => {
    const { access_token: token } = tokens;
    const query = `${USERINFO}?access_token=${token}`;
    const form = { access_token: token };
    expect((await server.send('GET', query)).status).toBe(401);
    expect((await server.send('POST', USERINFO, { form })).status).toBe(401);
    for (const answer of [
      await server.send('GET', query, { headers: withToken(token) }),
      await server.send('POST', query, { headers: withToken(token) }),
      await server.send('POST', USERINFO, { headers: withToken(token), form }),
    ]) {
      expect([answer.status, answer.json['error']]).toEqual([400, 'invalid_request']);
    }
    const [get, post] = [
      await server.userinfo(token),
      await server.send('POST', USERINFO, { headers: withToken(token) }),
    ];
    expect([get.status, post.status, post.text]).toEqual([200, 200, get.text]);
  });

  it('T127 tells at userinfo what the scope allows, of the person of the ID token (OIDC Core §5.3.2)', async () => {
    const expected: Readonly<Record<string, readonly string[]>> = {
      openid: ['sub'],
      'openid email': ['email', 'email_verified', 'sub'],
      'openid profile': ['name', 'preferred_username', 'sub', 'updated_at'],
      'openid profile email tickets.ticket.r': [
        'email',
        'email_verified',
        'name',
        'permissions',
        'preferred_username',
        'sub',
        'updated_at',
      ],
    };
    for (const [scope, claims] of Object.entries(expected)) {
      const { access_token: token, id_token: identity } = await server.tokens(user, app, { scope });
      const { json } = await server.userinfo(token);
      const [, part = ''] = identity.split('.');
      expect([scope, Object.keys(json).sort()]).toEqual([scope, claims]);
      expect(json['sub']).toBe((JSON.parse(Buffer.from(part, 'base64url').toString()) as { sub: string }).sub);
    }
  });

  it('T127 tells nothing to a token without openid, or of the app itself', async () => {
    const forApi = await server.tokens(user, app, { scope: 'tickets.ticket.r' });
    expect((await server.userinfo(forApi.access_token)).status).toBe(401);
    const withoutOpenid = await server.tokens(user, app, { scope: 'email' });
    expect((await server.userinfo(withoutOpenid.access_token)).status).toBe(403);
    const own = await server.token(app, { grant_type: 'client_credentials', scope: 'tickets.ticket.r' });
    expect((await server.userinfo(String(own.json['access_token']))).status).toBe(401);
    const bare = await server.createApp({ scope: [] });
    const nothing = await server.token(bare, { grant_type: 'client_credentials' });
    const answer = await server.userinfo(String(nothing.json['access_token']));
    expect([nothing.status, answer.status]).toEqual([200, 403]);
    expect(answer.text).not.toContain(user.id);
  });
});
