import type { Answer } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';

const ORIGIN = 'https://spa.example';
const ENDPOINTS: Readonly<Record<string, string>> = {
  token: 'POST',
  revoke: 'POST',
  userinfo: 'GET, POST',
  jwks: 'GET',
  '.well-known/openid-configuration': 'GET',
};
const PREFLIGHT = {
  origin: ORIGIN,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization',
};

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start({ environment: { DEFAULT_INSTANCE: 'demo' } });
  [user, app] = [await server.createUser(), await server.createApp({ isPublic: true })];
});
afterAll(() => server.stop());

const allowedOrigin = ({ headers }: Answer): string | null => headers.get('access-control-allow-origin');
const paths = Object.keys(ENDPOINTS).flatMap((name) => [`/demo/oauth2/v1/${name}`, `/oauth2/${name}`]);

/** Nobody is ever told that cookies may come along (Fetch §3.2.5), and no origin is repeated. */
function expectOpen(answer: Answer): void {
  expect([allowedOrigin(answer), answer.headers.get('access-control-allow-credentials')]).toEqual(['*', null]);
}

describe('scripts of other origins', () => {
  it.each(paths)('are told what they may send to %s (Fetch §3.2.2)', async (path) => {
    const answer = await server.send('OPTIONS', path, { headers: PREFLIGHT });
    expectOpen(answer);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(answer.headers.get('access-control-allow-methods')).toBe(
      ENDPOINTS[path.replace(/^\/(?:demo\/oauth2\/v1|oauth2)\//, '')],
    );
    expect(answer.headers.get('access-control-allow-headers')).toBe('Authorization, Content-Type');
    expect(Number(answer.headers.get('access-control-max-age'))).toBeGreaterThan(0);
  });

  it('read metadata and keys, by both well-known paths', async () => {
    for (const path of [
      '/demo/oauth2/v1/.well-known/openid-configuration',
      '/.well-known/oauth-authorization-server/demo/oauth2/v1',
      '/demo/oauth2/v1/jwks',
    ]) {
      const answer = await server.send('GET', path, { headers: { origin: ORIGIN } });
      expect(answer.status).toBe(200);
      expectOpen(answer);
    }
  });

  it('exchange, use and revoke the tokens of a public client, and read refusals', async () => {
    const tokens = await server.tokens(user, app);
    const renewed = await server.refresh(app, tokens.refresh_token);
    const again = await server.refresh(app, 'rt_none');
    expect([renewed.status, again.status]).toEqual([200, 400]);
    const token = String(renewed.json['access_token']);
    const [who, nobody] = [await server.userinfo(token), await server.userinfo('garbage')];
    expect([who.status, nobody.status]).toEqual([200, 401]);
    const revoked = await server.token(app, { token: String(renewed.json['refresh_token']) }, 'revoke');
    for (const answer of [renewed, again, who, nobody, revoked]) expectOpen(answer);
    expect(nobody.headers.get('access-control-expose-headers')).toContain('WWW-Authenticate');
  });

  it('never read what a cookie has decided', async () => {
    const visitor = await server.signedIn(user);
    const headers = { origin: ORIGIN };
    const own = await visitor.get('/demo/oauth2/v1/userinfo', { headers });
    expect([own.status, own.json['sub']]).toEqual([200, user.id]);
    const refused = await visitor.post('/demo/oauth2/v1/userinfo', { headers });
    expect(refused.status).toBe(403);
    visitor.setCookie('ZEYOSID', 'x'.repeat(43), '/demo');
    const wrong = await visitor.get('/demo/oauth2/v1/userinfo', { headers });
    expect(wrong.status).toBe(401);
    for (const answer of [own, refused, wrong]) expect(allowedOrigin(answer)).toBeNull();
  });

  it('T006 have no business at the authorization endpoint, at introspection, with pages and sessions (RFC 9700 §2.6)', async () => {
    const visitor = await server.signedIn(user);
    for (const path of ['authorize', 'introspect', 'end_session'].map((name) => `/demo/oauth2/v1/${name}`)) {
      const answer = await visitor.request('OPTIONS', path, { headers: PREFLIGHT });
      expect([path, answer.status, allowedOrigin(answer)]).toEqual([path, 405, null]);
    }
    const headers = { origin: ORIGIN };
    const answers = [
      await visitor.get(server.authorizePath(app), { headers }),
      await server.token(await server.createApp(), { token: 'x' }, 'introspect'),
      await visitor.get('/demo/account', { headers }),
      await visitor.get('/demo/api/sessions', { headers }),
    ];
    expect(answers.map(allowedOrigin)).toEqual([null, null, null, null]);
    expect(answers.slice(1).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
