import { codeOf, deliveredBy, expectError } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { pkce, type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
/** Signed in, with consent given. */
let visitor: Visitor;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp();
  visitor = await server.signedIn(user);
  await server.authorize(visitor, app);
});
afterAll(() => server.stop());

type Changes = Readonly<Record<string, string | undefined>>;

const ask = (changes: Changes = {}): Promise<Answer> => visitor.get(server.authorizePath(app, changes));

async function tokensOf(answer: Answer, more: Readonly<Record<string, string>> = {}): Promise<Tokens> {
  const { code } = deliveredBy(answer);
  const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, ...more };
  const { status, json, text } = await server.token(app, form);
  if (status !== 200) throw new Error(`no tokens: ${status} ${text}`);
  return json as unknown as Tokens;
}

const claimsOf = ({ id_token: token }: Tokens): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe.each(['query', 'form_post'])('an authentication request (OpenID Connect Core §3.1.2.1), by %s', (mode) => {
  it.each([
    ['display=page', { display: 'page' }],
    ['display=popup', { display: 'popup' }],
    ['display of another kind', { display: 'hologram' }],
    ['ui_locales', { ui_locales: 'se de en' }],
    ['ui_locales that nobody speaks', { ui_locales: 'xx-Nowhere <b>' }],
    ['claims_locales', { claims_locales: 'de' }],
    ['login_hint', { login_hint: 'bob@example.com' }],
    ['acr_values', { acr_values: '1 2' }],
    ['claims, essential ones too', { claims: '{"userinfo":{"name":{"essential":true}}}' }],
    ['an unknown parameter', { extra: 'foobar' }],
    ['another order of scopes', { scope: 'email openid profile' }],
    ['no nonce', { nonce: undefined }],
    ['max_age=10000', { max_age: '10000' }],
    ['prompt=none', { prompt: 'none' }],
  ])('is answered with %s', async (_, changes) => {
    const tokens = await tokensOf(await ask({ response_mode: mode, ...changes }));
    expect(claimsOf(tokens)).toMatchObject({ iss: server.issuer, sub: user.id, aud: app.clientId });
    expect((await server.userinfo(tokens.access_token)).json).toMatchObject({ sub: user.id, name: user.name });
  });

  it('is answered whatever the order of its parameters', async () => {
    const [path, query] = server.authorizePath(app, { response_mode: mode }).split('?');
    const reversed = [...new URLSearchParams(query)].reverse();
    expect(claimsOf(await tokensOf(await visitor.get(`${path}?${new URLSearchParams(reversed)}`)))).toBeDefined();
  });

  it('is answered by POST like by GET', async () => {
    const [path = '', form = ''] = server.authorizePath(app, { response_mode: mode, nonce: 'n-1' }).split('?');
    expect(claimsOf(await tokensOf(await visitor.post(path, { form })))).toMatchObject({ sub: user.id, nonce: 'n-1' });
  });

  it('is answered with PKCE, which then has to be proven', async () => {
    const { verifier, challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256', response_mode: mode };
    expect(await tokensOf(await ask(proof), { code_verifier: verifier })).toHaveProperty('id_token');
    await expect(tokensOf(await ask(proof))).rejects.toThrow('invalid_grant');
  });
});

describe('who is signed in (OpenID Connect Core §3.1.2.3)', () => {
  it('is told silently with prompt=none, max_age and a hint: the same person, the same auth_time', async () => {
    const first = await tokensOf(await ask());
    server.clock.advance(5_000);
    for (const changes of [
      { prompt: 'none' },
      { max_age: '10000' },
      { prompt: 'none', id_token_hint: first.id_token },
    ]) {
      const { sub, auth_time, sid } = claimsOf(await tokensOf(await ask(changes)));
      expect({ sub, auth_time, sid }).toEqual({
        sub: user.id,
        auth_time: claimsOf(first)['auth_time'],
        sid: claimsOf(first)['sid'],
      });
    }
  });

  it('is an error with prompt=none where nobody is', async () => {
    const path = server.authorizePath(app, { prompt: 'none' });
    expectError(await server.visitor().get(path), server, 'login_required');
  });

  it.each(['unheard-of', 'none none login', 'create login nonsense'])(
    'is not asked by a prompt that nobody offers: %s',
    async (prompt) => {
      expectError(await ask({ prompt }), server, 'invalid_request');
    },
  );

  it('is asked again by prompt=login, and the new auth_time is later', async () => {
    const before = claimsOf(await tokensOf(await ask()))['auth_time'];
    server.clock.advance(5_000);
    const page = await visitor.open(server.authorizePath(app, { prompt: 'login' }));
    const answer = await visitor.submit(page, { identifier: user.email, password: user.password });
    const after = claimsOf(await tokensOf(await visitor.follow(answer)))['auth_time'];
    expect(Number(after)).toBeGreaterThanOrEqual(Number(before) + 5);
  });

  it('without the scope openid is told to nobody: then it is plain OAuth (§3.1.2.1)', async () => {
    const person = await server.signedIn(user);
    const back = await server.authorize(person, app, { scope: 'tickets.ticket.r' });
    const form = {
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: app.redirectUri,
    };
    const { status, json } = await server.token(app, form);
    expect([status, json['scope'], json['id_token']]).toEqual([200, 'tickets.ticket.r', undefined]);
  });
});

describe('the sign-in page', () => {
  it('is filled in with login_hint', async () => {
    const page = await server.visitor().open(server.authorizePath(app, { login_hint: 'bob@example.com' }));
    expect(new Map(formsOf(page.text)[0]?.fields).get('identifier')).toBe('bob@example.com');
  });

  it.each([
    ['de', 'de'],
    ['se de en', 'de'],
    ['en-GB de', 'en'],
    ['xx', 'en'],
    [undefined, 'en'],
  ])('speaks the first of ui_locales that we do: %p', async (uiLocales, language) => {
    const page = await server.visitor().open(server.authorizePath(app, { ui_locales: uiLocales }));
    expect(page.text).toContain(`<html lang="${language}">`);
  });

  it('leads over the question to the app, in the person’s browser, with nothing but cookies and forms', async () => {
    const person = await server.createUser();
    const browser = server.visitor();
    const signIn = await browser.open(server.authorizePath(app, { nonce: 'n-2' }));
    const question = await browser.follow(
      await browser.submit(signIn, { identifier: person.email, password: person.password }),
    );
    const answer = await browser.submit(question, { decision: 'allow' });
    expect(codeOf(answer)).toBeDefined();
    expect(claimsOf(await tokensOf(answer))).toMatchObject({ sub: person.id, nonce: 'n-2' });
  });
});
