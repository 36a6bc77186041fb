import { REDIRECT_URI, TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('the authorization code flow (RFC 6749 §4.1)', () => {
  it('leads a person from sign-in over consent to the app, and the app to its tokens', async () => {
    const [user, app] = [await server.createUser(), await server.createApp()];
    const visitor = server.visitor();
    const signIn = await visitor.open(server.authorizePath(app, { nonce: 'n-1' }));
    expect(signIn.status).toBe(200);
    const consent = await visitor.follow(
      await visitor.submit(signIn, { identifier: user.email, password: user.password }),
    );
    expect(consent.text).toContain('Vendor Ltd');
    const { location = '' } = await visitor.submit(consent, { decision: 'allow' });
    expect(location).toContain(`${REDIRECT_URI}?code=`);
    const code = new URL(location).searchParams.get('code') ?? '';
    const answer = await server.token(app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    expect(answer.json).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email' });
    const { json } = await server.userinfo(String(answer.json['access_token']));
    expect(json).toMatchObject({ sub: user.id, email: user.email, name: user.name });
  });
});
