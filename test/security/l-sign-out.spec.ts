import { type Answer } from '../support/http.js';
import { type TestApp, type TestUser, TestServer } from '../support/server.js';
import { type Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
});
afterAll(() => server.stop());

describe('signing out on behalf of an app', () => {
  const LOGOUT = 'https://app.test/bye?kept=1';
  let app: TestApp;
  let hint: string;
  beforeAll(async () => {
    app = await server.createApp({ postLogoutRedirectUris: [LOGOUT] });
    hint = (await server.tokens(user, app)).id_token;
  });
  const end = (browser: Visitor, query: Record<string, string>): Promise<Answer> =>
    browser.get(`/demo/oauth2/v1/end_session?${new URLSearchParams(query).toString()}`);
  const isSignedIn = async (browser: Visitor): Promise<boolean> =>
    (await browser.get('/demo/api/sessions')).status === 200;

  it('T192 asks first where nothing of ours proves who wants it', async () => {
    const browser = await server.signedIn(user);
    const other = (await server.tokens(await server.createUser(), app)).id_token;
    const [head = '', body = ''] = hint.split('.');
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    for (const token of [
      undefined,
      unsigned,
      `${head}.${body}.`,
      other,
      'x',
      (await server.tokens(user, app)).access_token,
    ]) {
      const query = {
        post_logout_redirect_uri: LOGOUT,
        state: 's',
        ...(token !== undefined && { id_token_hint: token }),
      };
      expect((await end(browser, query)).location).toBe('/demo/sign-out');
      expect(await isSignedIn(browser)).toBe(true);
    }
    expect((await end(browser, { state: 'only' })).location).toBe('/demo/sign-out');
    expect((await end(browser, {})).location).toBe('/demo/sign-out');
  });

  it.each([
    ['the registered address', {}, `${LOGOUT}&state=s`],
    ['another one', { post_logout_redirect_uri: 'https://evil.test/' }, '/demo/sign-out'],
    ['one with a longer path', { post_logout_redirect_uri: 'https://app.test/bye/x?kept=1' }, '/demo/sign-out'],
    ['one with a query added', { post_logout_redirect_uri: `${LOGOUT}&next=evil` }, '/demo/sign-out'],
    ['the one of another client', { client_id: 'another' }, '/demo/sign-out'],
  ])('T192 with a good hint leads to the registered address only: %s', async (_, changes, location) => {
    const browser = await server.signedIn(user);
    const query = { id_token_hint: hint, post_logout_redirect_uri: LOGOUT, state: 's', ...changes };
    expect((await end(browser, query)).location).toBe(location);
    expect(await isSignedIn(browser)).toBe(false);
  });
});
