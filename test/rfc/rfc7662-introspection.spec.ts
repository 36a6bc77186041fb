import { decodeJwt } from 'jose';
import { type TestApp, TestServer, type TestUser, TICKETS } from '../support/server.js';

const BASE = '/demo/oauth2/v1';

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  [user, app] = [await server.createUser(), await server.createApp()];
});
afterAll(() => server.stop());

describe('introspection (RFC 7662)', () => {
  it('tells of an access token what the token itself tells (§2.2)', async () => {
    const { access_token: token } = await server.tokens(user, app, { scope: 'openid tickets.ticket.r' });
    const { exp, iat, jti, sid, grant_id, family_id } = decodeJwt(token);
    const { status, headers, json } = await server.token(app, { token }, 'introspect');
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      ...[200, 'application/json; charset=utf-8', 'no-store'],
    ]);
    expect(json).toEqual({
      ...{ active: true, token_type: 'Bearer', bearer_type: 'person', scope: 'openid tickets.ticket.r' },
      ...{ client_id: app.clientId, sub: user.id, aud: [TICKETS, server.issuer], iss: server.issuer },
      ...{ exp, iat, jti, sid, grant_id, family_id },
    });
  });

  it('tells of a refresh token when it ends and what it is good for, whatever the hint says (§2.1)', async () => {
    const { refresh_token: token } = await server.tokens(user, app, { scope: 'openid offline_access' });
    for (const hint of [undefined, 'refresh_token', 'access_token', 'anything']) {
      const { json } = await server.token(app, { token, token_type_hint: hint }, 'introspect');
      expect(json).toEqual({
        ...{ active: true, client_id: app.clientId, sub: user.id, bearer_type: 'person', iss: server.issuer },
        ...{ scope: 'openid offline_access', exp: Math.floor(server.clock.now() / 1_000) + 30 * 24 * 3_600 },
      });
    }
    expect((await server.refresh(app, token)).status).toBe(200);
  });

  it('does not spend what it looks at, and follows a refresh', async () => {
    const first = await server.tokens(user, app);
    expect([await server.isActive(app, first.refresh_token), await server.isActive(app, first.refresh_token)]).toEqual([
      true,
      true,
    ]);
    const { json } = await server.refresh(app, first.refresh_token);
    expect(await server.isActive(app, first.refresh_token)).toBe(false);
    expect([
      await server.isActive(app, first.access_token),
      await server.isActive(app, String(json['refresh_token'])),
    ]).toEqual([true, true]);
  });

  it('takes the credentials in the body, and JSON as well as a form', async () => {
    const { access_token: token } = await server.tokens(user, app);
    const fields = { token, client_id: app.clientId, client_secret: app.clientSecret };
    for (const body of [{ form: fields }, { json: fields }]) {
      expect((await server.send('POST', `${BASE}/introspect`, body)).json['active']).toBe(true);
    }
  });

  it.each(['introspect', 'revoke', 'token'])(
    '%s refuses a body that can not be read in the shape of RFC 6749 §5.2',
    async (endpoint) => {
      const post = (contentType: string, body: string) =>
        server.send('POST', `${BASE}/${endpoint}`, { headers: { 'content-type': contentType }, body });
      const form = 'application/x-www-form-urlencoded';
      const answers = [
        await post('text/plain', 'token=x'),
        await post(form, `token=${'x'.repeat(70_000)}`),
        await post('application/json', '{'),
      ];
      expect(answers.map(({ status, json }) => [status, json['error']])).toEqual([
        [415, 'invalid_request'],
        [413, 'invalid_request'],
        [400, 'invalid_request'],
      ]);
      for (const { headers } of answers) expect(headers.get('cache-control')).toBe('no-store');
      expect((await post(form, `client_id=${app.clientId}&client_secret=${app.clientSecret}`)).json['error']).toBe(
        'invalid_request',
      );
    },
  );
});

describe('revocation (RFC 7009)', () => {
  it('is answered with nothing, for a token that lives and for one that never did (§2.2)', async () => {
    const { refresh_token: token } = await server.tokens(user, app);
    for (const each of [token, token, 'nothing']) {
      const { status, text } = await server.token(app, { token: each }, 'revoke');
      expect([status, text]).toEqual([200, '']);
    }
    expect(await server.isActive(app, token)).toBe(false);
  });

  it('wants a POST and a token (§2.1)', async () => {
    const { access_token: token } = await server.tokens(user, app);
    expect((await server.send('GET', `${BASE}/revoke?token=${token}`)).status).toBe(405);
    expect((await server.token(app, {}, 'revoke')).json['error']).toBe('invalid_request');
    expect(await server.isActive(app, token)).toBe(true);
  });
});

describe('bearer tokens (RFC 6750)', () => {
  const ask = (authorization: string) => server.send('GET', `${BASE}/userinfo`, { headers: { authorization } });

  it('are taken whatever the case of the scheme (RFC 9110 §11.1)', async () => {
    const { access_token: token } = await server.tokens(user, app);
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) expect((await ask(`${scheme} ${token}`)).status).toBe(200);
  });

  it('are refused in any other scheme, with the challenge of ours (§3)', async () => {
    const { access_token: token } = await server.tokens(user, app);
    for (const authorization of [`Token ${token}`, `Basic ${token}`, token, 'Bearer']) {
      const answer = await ask(authorization);
      expect([authorization, answer.status]).toEqual([authorization, 401]);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="demo"/);
    }
    expect((await ask(`Bearer ${token}`)).headers.get('cache-control')).toBe('no-store');
  });

  it('beat the cookie: a token that does not hold is not made up for by a session', async () => {
    const visitor = await server.signedIn(user);
    expect((await visitor.get(`${BASE}/userinfo`)).status).toBe(200);
    const headers = { authorization: 'Bearer garbage' };
    expect((await visitor.get(`${BASE}/userinfo`, { headers })).status).toBe(401);
  });
});
