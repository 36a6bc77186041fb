import { expectError } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

const BYE = 'https://app.test/bye';
const ASKS = '/demo/sign-out';

let server: TestServer;
let user: TestUser;
let app: TestApp;
/** An ID token of the person, by the app. */
let hint: string;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp({ postLogoutRedirectUris: [BYE] });
  hint = (await server.tokens(user, app)).id_token;
});
afterAll(() => server.stop());

type Query = Readonly<Record<string, string>>;

const end = (visitor: Visitor, query: Query): Promise<Answer> =>
  visitor.get(`/demo/oauth2/v1/end_session?${new URLSearchParams(query)}`);
const endByForm = (visitor: Visitor, form: Query, headers: Query = {}): Promise<Answer> =>
  visitor.post('/demo/oauth2/v1/end_session', { form, headers });

/** What the certification's modules ask after each logout. */
async function expectSignedIn(visitor: Visitor, isSignedIn: boolean): Promise<void> {
  const answer = await visitor.get(server.authorizePath(app, { prompt: 'none' }));
  if (isSignedIn) expect(answer.location).toContain('code=');
  else expectError(answer, server, 'login_required');
}

describe('RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0)', () => {
  it('is offered by discovery', async () => {
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    expect(json).toMatchObject({ end_session_endpoint: `${server.issuer}/end_session` });
  });

  it.each([
    ['with state', { state: 'a b&c' }, `${BYE}?state=a%20b%26c`],
    ['without state', {}, BYE],
  ])('goes back to the app with a hint and a registered address, %s (§3)', async (_, more, location) => {
    for (const send of [end, endByForm]) {
      const visitor = await server.signedIn(user);
      const secret = visitor.cookie('ZEYOSID') ?? '';
      const answer = await send(visitor, { id_token_hint: hint, post_logout_redirect_uri: BYE, ...more });
      expect(answer).toMatchObject({ status: 303, location });
      expect(visitor.cookie('ZEYOSID')).toBeUndefined();
      visitor.setCookie('ZEYOSID', secret, '/demo');
      await expectSignedIn(visitor, false);
    }
  });

  it('ends the tokens of the session, and not those of another browser', async () => {
    const [visitor, other] = [await server.signedIn(user), await server.signedIn(user)];
    const tokensOf = async (browser: Visitor): Promise<string> => {
      const code = (await server.authorize(browser, app)).searchParams.get('code') ?? '';
      const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
      return String((await server.token(app, form)).json['access_token']);
    };
    const [ended, kept] = [await tokensOf(visitor), await tokensOf(other)];
    expect(await server.isActive(app, ended)).toBe(true);
    await end(visitor, { id_token_hint: hint });
    expect([await server.isActive(app, ended), await server.isActive(app, kept)]).toEqual([false, true]);
    await expectSignedIn(other, true);
  });

  it('takes a hint that has expired, for the session may be older (§2)', async () => {
    server.clock.advance(3 * 3_600_000);
    const visitor = await server.signedIn(user);
    expect((await end(visitor, { id_token_hint: hint, post_logout_redirect_uri: BYE })).location).toBe(BYE);
    await expectSignedIn(visitor, false);
  });

  it('T192 asks the person where no hint of ours names them, and ends nothing before (§2)', async () => {
    const [head = '', payload = ''] = hint.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    const foreign = (await server.tokens(await server.createUser(), app)).id_token;
    const back = { post_logout_redirect_uri: BYE, state: 's' };
    const queries: Query[] = [
      ...[{}, { state: 's' }, back, { ...back, client_id: app.clientId }],
      ...[`${none}.${payload}.`, `${head}.${payload}.AAAA`, foreign, 'x'].map((id_token_hint) => ({
        ...back,
        id_token_hint,
      })),
    ];
    const visitor = await server.signedIn(user);
    for (const query of queries) {
      expect(await end(visitor, query)).toMatchObject({ status: 303, location: ASKS });
      await expectSignedIn(visitor, true);
    }
    const page = await visitor.get(ASKS);
    expect(await visitor.submit(page, {})).toMatchObject({ status: 303, location: ASKS });
    await expectSignedIn(visitor, false);
  });

  it('T192 ends the session without going anywhere where the address is not registered', async () => {
    const wrong: Query[] = [
      {},
      { state: 's' },
      { post_logout_redirect_uri: `${BYE}?x=1` },
      { post_logout_redirect_uri: 'https://evil.test/' },
    ];
    for (const query of wrong) {
      const visitor = await server.signedIn(user);
      expect((await end(visitor, { id_token_hint: hint, ...query })).location).toBe(ASKS);
      await expectSignedIn(visitor, false);
    }
  });

  it('is asked for again by the browser itself where another site posts it, because then it brings the cookie', async () => {
    const visitor = await server.signedIn(user);
    const form = { id_token_hint: hint, post_logout_redirect_uri: BYE };
    const secret = visitor.cookie('ZEYOSID') ?? '';
    visitor.forget('ZEYOSID');
    const answer = await endByForm(visitor, form, { origin: 'https://app.test', 'sec-fetch-site': 'cross-site' });
    visitor.setCookie('ZEYOSID', secret, '/demo');
    expect((await visitor.get(answer.location ?? '')).location).toBe(BYE);
    visitor.setCookie('ZEYOSID', secret, '/demo');
    await expectSignedIn(visitor, false);
  });

  it('refuses what is sent twice, and ends nothing', async () => {
    const visitor = await server.signedIn(user);
    const query = `id_token_hint=${hint}&post_logout_redirect_uri=${BYE}&post_logout_redirect_uri=https://evil.test/`;
    expect(await visitor.get(`/demo/oauth2/v1/end_session?${query}`)).toMatchObject({
      status: 400,
      location: undefined,
    });
    await expectSignedIn(visitor, true);
  });
});

describe('T037 the address after signing out', () => {
  const paths = [
    '/',
    '',
    '/BYE',
    '/bye/',
    '/bye/../x',
    '/bye;a',
    '/bye%2f',
    '/%62ye',
    '/bye?x=1',
    '/bye#f',
    '/byex',
    '/bye ',
  ];
  const hosts = [
    'app.test.evil.test',
    'app.test@evil.test',
    'evil.test#app.test',
    'evil.test\\@app.test',
    'APP.test',
    'app.test.',
  ];
  const others = [
    'https:app.test/bye',
    'http://app.test/bye',
    '//evil.test',
    'javascript:alert(1)',
    '/bye',
    'https://app\t.test/bye',
  ];
  const all = [
    ...paths.map((path) => `https://app.test${path}`),
    ...hosts.map((host) => `https://${host}/bye`),
    ...others,
  ];

  it.each(all)('is none but the registered one, to the letter: %j', async (uri) => {
    const visitor = await server.signedIn(user);
    const answer = await end(visitor, { id_token_hint: hint, post_logout_redirect_uri: uri, state: 's' });
    expect(answer).toMatchObject({ status: 303, location: ASKS });
    await expectSignedIn(visitor, false);
  });

  it('is that of the client of the hint: not its redirect URIs, nor those of others', async () => {
    const neighbour = await server.createApp({ postLogoutRedirectUris: ['https://neighbour.test/bye'] });
    const strange: Query[] = [
      { post_logout_redirect_uri: app.redirectUri },
      { post_logout_redirect_uri: 'https://neighbour.test/bye' },
      { post_logout_redirect_uri: 'https://neighbour.test/bye', client_id: neighbour.clientId },
      { post_logout_redirect_uri: BYE, client_id: neighbour.clientId },
    ];
    for (const query of strange) {
      expect((await end(await server.signedIn(user), { id_token_hint: hint, ...query })).location).toBe(ASKS);
    }
    const own = { post_logout_redirect_uri: BYE, client_id: app.clientId };
    expect((await end(await server.signedIn(user), { id_token_hint: hint, ...own })).location).toBe(BYE);
  });
});
