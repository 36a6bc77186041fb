import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { Sessions } from '../../src/sessions/index.js';
import { Users } from '../../src/users/index.js';
import { type Answer } from '../support/http.js';
import { PASSWORD, type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';

const MINUTE = 60_000;

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser({ name: 'Ada Lovelace' });
  app = await server.createApp();
  await server.app
    .get(Users)
    .updateProfile({ instanceId: server.instance.id, userId: user.id }, { locale: 'de', zoneinfo: 'Europe/Berlin' });
});
afterAll(() => server.stop());

async function verified(idToken: string): Promise<Readonly<Record<string, unknown>>> {
  const keys = createRemoteJWKSet(new URL(`${server.issuer}/jwks`), { timeoutDuration: 30_000 });
  const checks = {
    issuer: server.issuer,
    audience: app.clientId,
    currentDate: new Date(server.clock.now()),
    typ: 'JWT',
  };
  return (await jwtVerify(idToken, keys, checks)).payload;
}

describe('the code flow (OpenID Connect Core §3.1)', () => {
  it('answers with a code, the state and the issuer, and nothing else (§3.1.2.5, RFC 9207 §2)', async () => {
    const state = `a b+c&d=é"'`;
    const visitor = await server.signedIn(user);
    const codes = new Set<string>();
    for (let round = 0; round < 5; round += 1) {
      const back = await server.authorize(visitor, app, { state });
      expect([...back.searchParams.keys()].sort()).toEqual(['code', 'iss', 'state']);
      expect([back.searchParams.get('state'), back.searchParams.get('iss'), back.hash]).toEqual([
        state,
        server.issuer,
        '',
      ]);
      codes.add(back.searchParams.get('code') ?? '');
    }
    expect(codes.size).toBe(5);
    for (const code of codes) expect(code).toMatch(/^[\w-]{40,}$/);
  });

  it('answers at the token endpoint with JSON that is not kept (§3.1.3.3)', async () => {
    const back = await server.authorize(await server.signedIn(user), app);
    const form = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: app.redirectUri,
    };
    const { status, headers, json } = await server.token(app, form);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      ...[200, 'application/json; charset=utf-8', 'no-store'],
    ]);
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email' });
    expect(String(json['access_token'])).toMatch(/^[\w.-]{60,}$/);
    expect(String(json['refresh_token'])).toMatch(/^[\w-]{43,}$/);
  });

  it('proves the sign-in with an ID token that a published key signed (§3.1.3.7)', async () => {
    const tokens = await server.tokens(user, app, { nonce: 'n-1' });
    const claims = await verified(tokens.id_token);
    const half = createHash('sha256').update(tokens.access_token).digest().subarray(0, 16).toString('base64url');
    expect(claims).toMatchObject({ sub: user.id, nonce: 'n-1', at_hash: half, azp: app.clientId });
    expect(String(claims['sub'])).toMatch(/^[\x21-\x7e]{1,255}$/);
    for (const name of ['name', 'email', 'preferred_username']) expect(claims).not.toHaveProperty(name);
    expect((await server.userinfo(tokens.access_token)).json['sub']).toBe(claims['sub']);
  });

  it('needs no nonce, and no scope openid: then there is no ID token (§3.1.2.1)', async () => {
    expect(decodeJwt((await server.tokens(user, app)).id_token)).not.toHaveProperty('nonce');
    expect(await server.tokens(user, app, { scope: 'tickets.ticket.r' })).not.toHaveProperty('id_token');
  });

  it.each([
    ['display', 'popup'],
    ['display', 'page'],
    ['ui_locales', 'se de'],
    ['claims_locales', 'se'],
    ['login_hint', 'someone@example.com'],
    ['acr_values', '1 2'],
    ['extra', 'foobar'],
    ['scope', 'email openid profile'],
  ])('is content with %s=%s (§3.1.2.1)', async (name, value) => {
    expect(await verified((await server.tokens(user, app, { [name]: value })).id_token)).toMatchObject({
      sub: user.id,
    });
  });

  it('takes the request by POST as well (§3.1.2.1)', async () => {
    const visitor = await server.signedIn(user);
    await server.authorize(visitor, app);
    const { search } = new URL(server.authorizePath(app), server.origin);
    const answer = await visitor.follow(await visitor.post('/demo/oauth2/v1/authorize', { form: search.slice(1) }));
    expect(answer.location).toContain('code=');
  });

  it.each(['request', 'request_uri', 'registration'])('does not overlook %s (§3.1.2.6)', async (name) => {
    const visitor = await server.signedIn(user);
    const back = await server.authorize(visitor, app, { [name]: 'https://app.test/x' });
    const expected = { request: 'request_not_supported', request_uri: 'request_uri_not_supported' }[name] ?? null;
    expect([back.searchParams.get('error'), back.searchParams.has('code')]).toEqual([expected, expected === null]);
  });
});

describe('when a person signed in (§3.1.2.1, §15.1)', () => {
  const authTime = async (code: string): Promise<unknown> => {
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
    return (await verified(String((await server.token(app, form)).json['id_token'])))['auth_time'];
  };
  const codeOf = (location = ''): string => new URL(location).searchParams.get('code') ?? '';

  it.each([
    ['prompt', 'login'],
    ['max_age', '1'],
  ])('is asked anew with %s=%s, and auth_time tells so', async (name, value) => {
    const visitor = await server.signedIn(user);
    const before = await authTime(codeOf((await server.authorize(visitor, app)).href));
    server.clock.advance(5 * MINUTE);
    const page = await visitor.open(server.authorizePath(app, { [name]: value }));
    expect(page.text).toContain('name="password"');
    const answer = await visitor.follow(await visitor.submit(page, { identifier: user.email, password: PASSWORD }));
    expect(await authTime(codeOf(answer.location))).toBe(Number(before) + 300);
  });
});

describe('userinfo (§5.3)', () => {
  let tokens: Tokens;
  beforeEach(async () => {
    tokens = await server.tokens(user, app);
  });

  const ask = (method: string): Promise<Answer> =>
    server.send(method, '/demo/oauth2/v1/userinfo', { headers: { authorization: `Bearer ${tokens.access_token}` } });

  it.each(['GET', 'POST'])('tells by %s who the person is, in the types of §5.1', async (method) => {
    const { status, json, headers } = await ask(method);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(json).toEqual({
      sub: user.id,
      name: 'Ada Lovelace',
      preferred_username: user.email,
      locale: 'de',
      zoneinfo: 'Europe/Berlin',
      updated_at: expect.any(Number),
      email: user.email,
      email_verified: false,
    });
  });

  it('knows every claim and scope that the metadata lists, and no other (§5.4, §5.5)', async () => {
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    const listed = json['claims_supported'] as string[];
    const identity = decodeJwt((await server.tokens(user, app, { nonce: 'n' })).id_token);
    const told = new Set([...Object.keys(identity), ...Object.keys((await ask('GET')).json)]);
    expect([...told].sort()).toEqual([...listed].sort());
  });
});

describe('refreshing (§12)', () => {
  it('proves the same sign-in again, without the nonce (§12.2)', async () => {
    const tokens = await server.tokens(user, app, { nonce: 'n-2' });
    server.clock.advance(10 * MINUTE);
    const { json } = await server.refresh(app, tokens.refresh_token);
    const [first, second] = [await verified(tokens.id_token), await verified(String(json['id_token']))];
    for (const name of ['iss', 'sub', 'aud', 'azp', 'auth_time']) expect(second[name]).toEqual(first[name]);
    expect(Number(second['iat'])).toBe(Number(first['iat']) + 600);
    expect(second).not.toHaveProperty('nonce');
    expect((await server.refresh(await server.createApp(), String(json['refresh_token']))).json['error']).toBe(
      'invalid_grant',
    );
  });

  it('goes on with offline_access after the browser session, and only with it (§11)', async () => {
    const [tied, free] = [
      await server.tokens(user, app),
      await server.tokens(user, app, { scope: 'openid offline_access' }),
    ];
    await server.app.get(Sessions).endAll(server.instance.id, user.id);
    const [ended, goesOn] = [
      await server.refresh(app, tied.refresh_token),
      await server.refresh(app, free.refresh_token),
    ];
    expect([ended.json['error'], goesOn.status]).toEqual(['invalid_grant', 200]);
  });
});
