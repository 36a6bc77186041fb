import { codeOf, jwtParts, outcomeOf } from '../support/code-flow.js';
import { basic } from '../support/http.js';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser, TICKETS } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let user: TestUser;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  [app, user] = [await server.createApp(), await server.createUser()];
  visitor = await server.signedIn(user);
});
afterAll(() => server.stop());

describe('the access token request (RFC 6749 §4.1.3)', () => {
  it('answers a code with tokens (§5.1)', async () => {
    const { json, status } = await server.token(app, await codeOf(server, visitor, app));
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3_600,
      scope: 'openid profile email',
      refresh_token: expect.stringMatching(/^rt_/),
      refresh_token_expires_in: 30 * 86_400,
      id_token: expect.any(String),
    });
  });

  it('makes an access token as RFC 9068 §2 has it', async () => {
    const form = await codeOf(server, visitor, app, { scope: 'openid tickets.ticket.r' });
    const { json } = await server.token(app, form);
    const { header, claims } = jwtParts(String(json['access_token']));
    const now = Math.floor(server.clock.now() / 1000);
    expect(header).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: expect.any(String) });
    expect(claims).toMatchObject({
      iss: server.issuer,
      sub: user.id,
      aud: [TICKETS, server.issuer],
      client_id: app.clientId,
      scope: 'openid tickets.ticket.r',
      bearer_type: 'person',
      iat: now,
      exp: now + 3_600,
    });
  });

  it('makes an ID token where the scope has openid, and none otherwise (OpenID Connect Core §2)', async () => {
    const { json } = await server.token(app, await codeOf(server, visitor, app, { nonce: 'n-0S6' }));
    const { header, claims } = jwtParts(String(json['id_token']));
    expect(header).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(claims).toMatchObject({ iss: server.issuer, sub: user.id, aud: app.clientId, nonce: 'n-0S6' });
    const without = await server.token(app, await codeOf(server, visitor, app, { scope: 'tickets.ticket.r' }));
    expect([without.status, 'id_token' in without.json]).toEqual([200, false]);
  });

  it('gives no refresh token to a client that may not use one', async () => {
    const once = await server.createApp({ grantTypes: ['authorization_code'] });
    const { json, status } = await server.token(once, await codeOf(server, visitor, once));
    expect([status, 'refresh_token' in json]).toEqual([200, false]);
    expect(outcomeOf(await server.refresh(once, 'rt_x'))).toBe('400 unauthorized_client');
  });

  it('takes the redirect_uri repeated or left out, but no other one', async () => {
    for (const [uri, outcome] of [
      [REDIRECT_URI, '200'],
      [undefined, '200'],
      [`${REDIRECT_URI}/`, '400 invalid_grant'],
      ['https://evil.example/cb', '400 invalid_grant'],
    ] as const) {
      const form = await codeOf(server, visitor, app);
      expect([uri, outcomeOf(await server.token(app, { ...form, redirect_uri: uri }))]).toEqual([uri, outcome]);
    }
  });

  it('takes the same parameters as JSON', async () => {
    const form = await codeOf(server, visitor, app);
    const headers = { authorization: basic(app.clientId, app.clientSecret) };
    expect(outcomeOf(await server.send('POST', '/demo/oauth2/v1/token', { json: form, headers }))).toBe('200');
  });

  it('does not care about parameters that it does not know (§3.2), and refuses those it knows sent twice', async () => {
    const form = await codeOf(server, visitor, app);
    const headers = { authorization: basic(app.clientId, app.clientSecret) };
    const twice = `${new URLSearchParams(form as Record<string, string>).toString()}&code=ac_other`;
    expect(outcomeOf(await server.send('POST', '/demo/oauth2/v1/token', { form: twice, headers }))).toBe(
      '400 invalid_request',
    );
    expect(outcomeOf(await server.token(app, { ...form, audience: 'x', vendor_extension: 'y', state: 'z' }))).toBe(
      '200',
    );
  });

  it('says what is missing', async () => {
    expect(outcomeOf(await server.token(app, { grant_type: 'authorization_code' }))).toBe('400 invalid_request');
    expect(outcomeOf(await server.token(app, { grant_type: 'refresh_token' }))).toBe('400 invalid_request');
  });

  it('lets a failed client authentication spend nothing, for there are clients that try the header and then the body', async () => {
    const form = await codeOf(server, visitor, app);
    expect(outcomeOf(await server.token({ ...app, clientSecret: 'cs_wrong' }, form))).toBe('401 invalid_client');
    const inBody = { ...form, client_id: app.clientId, client_secret: app.clientSecret };
    expect(outcomeOf(await server.send('POST', '/demo/oauth2/v1/token', { form: inBody }))).toBe('200');
  });
});
