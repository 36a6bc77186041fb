import { AuthorizationCode, ClientCredentials } from 'simple-oauth2';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser } from '../support/server.js';
import { signInAndAllow } from './person.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp();
});
afterAll(() => server.stop());

/** Its README's configuration, with our paths. */
function appItself(options: object = {}, secret = app.clientSecret): ClientCredentials {
  return new ClientCredentials({ client: { id: app.clientId, secret }, auth: endpoints(), options });
}

function forPeople(options: object = {}): AuthorizationCode {
  const auth = { ...endpoints(), authorizePath: `${new URL(server.issuer).pathname}/authorize` };
  return new AuthorizationCode({ client: { id: app.clientId, secret: app.clientSecret }, auth, options });
}

function endpoints(): object {
  const path = new URL(server.issuer).pathname;
  return { tokenHost: server.origin, tokenPath: `${path}/token`, revokePath: `${path}/revoke` };
}

describe.each([
  ['client_secret_basic, its default', {}],
  ['client_secret_basic as older servers read it', { credentialsEncodingMode: 'loose' }],
  ['client_secret_post', { authorizationMethod: 'body' }],
  ['client_secret_post in JSON', { authorizationMethod: 'body', bodyFormat: 'json' }],
])('simple-oauth2 with %s', (_, options) => {
  it('exchanges a code, refreshes, stores and restores, and revokes', async () => {
    const client = forPeople(options);
    const scope = 'openid profile tickets.ticket.r';
    const link = client.authorizeURL({ redirect_uri: REDIRECT_URI, scope, state: 'abc' });
    const back = await server.authorize(
      await server.signedIn(user),
      app,
      Object.fromEntries(new URL(link).searchParams),
    );
    const code = back.searchParams.get('code') ?? '';
    const first = await client.getToken({ code, redirect_uri: REDIRECT_URI, scope });
    expect(first.token).toMatchObject({ token_type: 'Bearer', scope, expires_in: 3600 });
    expect(first.expired()).toBe(false);
    expect((await server.userinfo(first.token.access_token)).json).toMatchObject({ sub: user.id, name: user.name });
    const renewed = await client.createToken(JSON.parse(JSON.stringify(first)) as object).refresh({ scope: 'openid' });
    expect(renewed.token.scope).toBe('openid');
    expect(await server.isActive(app, renewed.token.access_token)).toBe(true);
    await renewed.revokeAll();
    expect(await server.isActive(app, renewed.token.access_token)).toBe(false);
    await expect(renewed.refresh()).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } });
  });

  it('gets a token for the app itself', async () => {
    const { token } = await appItself(options).getToken({ scope: 'tickets.ticket.w' });
    expect(token.scope).toBe('tickets.ticket.w');
    expect(await server.isActive(app, token.access_token)).toBe(true);
  });
});

describe('simple-oauth2', () => {
  it('gets its person from a link to a code, by way of sign-in and consent', async () => {
    const client = forPeople();
    const link = client.authorizeURL({ redirect_uri: REDIRECT_URI, scope: 'openid', state: 'abc' });
    const back = await signInAndAllow(server, await server.createUser(), new URL(link));
    expect(back.searchParams.get('state')).toBe('abc');
    const { token } = await client.getToken({ code: back.searchParams.get('code') ?? '', redirect_uri: REDIRECT_URI });
    expect(await server.isActive(app, token.access_token)).toBe(true);
  });

  it('is told 401 for a wrong secret and 400 for a wrong code', async () => {
    expect((await appItself().getToken({})).expired()).toBe(false);
    await expect(appItself({}, 'cs_wrong').getToken({})).rejects.toMatchObject({ output: { statusCode: 401 } });
    const codes = forPeople();
    await expect(codes.getToken({ code: 'ac_none', redirect_uri: REDIRECT_URI })).rejects.toMatchObject({
      output: { statusCode: 400 },
    });
  });
});
