import { changingNothing, codeOf, deliveredBy, expectLocalPage } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp({ redirectUris: ['https://app.test/cb?x=1'] });
  visitor = await server.signedIn(user);
  await server.authorize(visitor, app);
});
afterAll(() => server.stop());

type Changes = Readonly<Record<string, string>>;

const ask = (changes: Changes = {}): Promise<Answer> =>
  visitor.open(server.authorizePath(app, { response_mode: 'form_post', ...changes }));

/** A page that posts to the app, and tells the browser's address bar nothing. */
function expectPosted(answer: Answer): void {
  expect(answer).toMatchObject({ status: 200, location: undefined });
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toMatch(/form-action 'self' https:\/\/app\.test;/);
  expect(formsOf(answer.text).map(({ action }) => action)).toEqual(['https://app.test/cb?x=1']);
  expect(answer.text).toMatch(/<form id="form-post" method="post"(?![^>]*(?:enctype|target))/);
}

describe('the response mode form_post (OAuth 2.0 Form Post Response Mode §2)', () => {
  it('posts code, state and issuer, and the code is good', async () => {
    const answer = await ask({ nonce: 'n' });
    expectPosted(answer);
    const { code, ...rest } = deliveredBy(answer);
    expect(rest).toEqual({ state: 'state-1', iss: server.issuer });
    const form = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
    expect(await server.token(app, form)).toMatchObject({ status: 200, json: { token_type: 'Bearer' } });
  });

  it.each([
    ['a request that is wrong', { scope: 'nothing.we.know' }, 'invalid_scope'],
    ['a response type that is not offered', { response_type: 'id_token' }, 'unsupported_response_type'],
    ['somebody who would have to be asked', { prompt: 'none', scope: 'openid tickets.ticket.w' }, 'consent_required'],
  ])('posts the error of %s as well', async (_, changes, error) => {
    await changingNothing(server, async () => {
      const answer = await ask(changes as Changes);
      expectPosted(answer);
      expect(deliveredBy(answer)).toEqual({
        error,
        error_description: expect.any(String),
        state: 'state-1',
        iss: server.issuer,
      });
    });
  });

  it('answers the person’s yes and no, and the sign-in before it', async () => {
    const person = server.visitor();
    const path = server.authorizePath(app, { response_mode: 'form_post', prompt: 'consent' });
    const signIn = await person.open(path);
    const consent = await person.follow(
      await person.submit(signIn, { identifier: user.email, password: user.password }),
    );
    const allowed = await person.submit(consent, { decision: 'allow' });
    expectPosted(allowed);
    expect(deliveredBy(allowed)['code']).toMatch(/^ac_/);
    const denied = await person.submit(await person.open(path), { decision: 'deny' });
    expectPosted(denied);
    expect(deliveredBy(denied)['error']).toBe('access_denied');
  });

  it('sends itself by a script of ours, and by a button without scripts', async () => {
    const { text } = await ask();
    const scripts = [...text.matchAll(/<script\b([^>]*)>([^<]*)<\/script>/g)];
    expect(scripts).toHaveLength(1);
    expect(scripts[0]?.[2]).toBe('');
    const [, source = ''] = /src="([^"]*)"/.exec(scripts[0]?.[1] ?? '') ?? [];
    const script = await server.send('GET', source);
    expect(script.status).toBe(200);
    expect(script.headers.get('content-type')).toMatch(/javascript/);
    expect(script.text).toContain('submit()');
    expect(text).toMatch(/<button class="[^"]*" type="submit">/);
  });

  it('posts nowhere else than to a registered address', async () => {
    await changingNothing(server, async () => expectLocalPage(await ask({ redirect_uri: 'https://evil.test/cb' })));
  });

  it('is not used where it was not asked for', async () => {
    expect(codeOf(await ask({ response_mode: 'query' }))).toMatch(/^ac_/);
    expect((await ask({ response_mode: 'query' })).location).toMatch(/^https:\/\/app\.test\/cb\?x=1&code=/);
  });
});
