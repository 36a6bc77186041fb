import { changingNothing, codeOf, expectError, expectLocalPage } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';
import { formsOf, Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  app = await server.createApp();
});
afterAll(() => server.stop());

type Changes = Readonly<Record<string, string>>;

const second = 1_000;
const credentials = ({ email, password }: TestUser): Record<string, string> => ({ identifier: email, password });
const isSignIn = ({ text }: Answer): boolean => formsOf(text)[0]?.action.startsWith('/demo/sign-in') ?? false;
const isConsent = ({ text }: Answer): boolean => formsOf(text)[0]?.action.startsWith('/demo/consent') ?? false;

/** Someone who is signed in and has allowed the app what it asks for. */
async function settled(): Promise<{ readonly user: TestUser; readonly visitor: Visitor }> {
  const user = await server.createUser();
  const visitor = await server.signedIn(user);
  await server.authorize(visitor, app);
  return { user, visitor };
}

async function redeem(answer: Answer): Promise<Tokens> {
  const form = { grant_type: 'authorization_code', code: codeOf(answer), redirect_uri: app.redirectUri };
  return (await server.token(app, form)).json as unknown as Tokens;
}

const claimsOf = ({ id_token: token }: Tokens): { sub: string; sid: string; auth_time: number; exp: number } =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('T012 prompt=none shows nothing (OpenID Connect Core §3.1.2.6)', () => {
  const silently = (visitor: Visitor, changes: Changes = {}): Promise<Answer> =>
    visitor.get(server.authorizePath(app, { prompt: 'none', ...changes }));

  it('and answers with an error where somebody would have to be asked', async () => {
    const unsettled = await server.signedIn(await server.createUser());
    const { visitor } = await settled();
    await changingNothing(server, async () => {
      expectError(await silently(server.visitor()), server, 'login_required');
      expectError(await silently(unsettled), server, 'consent_required');
      expectError(await silently(visitor, { scope: 'openid tickets.ticket.w' }), server, 'consent_required');
      expectError(await silently(visitor, { prompt: 'none login' }), server, 'invalid_request');
      expectError(await silently(visitor, { prompt: 'none consent' }), server, 'invalid_request');
      expectLocalPage(await silently(visitor, { redirect_uri: 'https://evil.test/cb' }));
      expectLocalPage(await silently(server.visitor(), { redirect_uri: 'https://evil.test/cb' }));
    });
    expect(codeOf(await silently(visitor))).toBeDefined();
  });
});

describe('T013 a person who must sign in again', () => {
  it.each([
    { max_age: '1' },
    { prompt: 'login' },
    { prompt: 'select_account' },
    { prompt: 'login consent' },
  ] as Changes[])('is asked for the password, and keeps the session with a later auth_time: %p', async (changes) => {
    const { user, visitor } = await settled();
    const before = await redeem(await visitor.get(server.authorizePath(app)));
    server.clock.advance(2 * second);
    const oldCookie = visitor.cookie('ZEYOSID') ?? '';
    const page = await visitor.open(server.authorizePath(app, changes));
    expect(isSignIn(page)).toBe(true);
    const answer = await visitor.submit(page, credentials(user));
    const resumed = answer.location ?? '';
    const next = await visitor.follow(answer);
    expect(isConsent(next)).toBe(changes['prompt'] === 'login consent');
    const after = await redeem(next.location === undefined ? await visitor.submit(next, { decision: 'allow' }) : next);
    expect(claimsOf(after).auth_time).toBeGreaterThan(claimsOf(before).auth_time);
    expect(claimsOf(after)).toMatchObject({ sub: user.id, sid: claimsOf(before).sid });
    expect(await server.isActive(app, before.access_token)).toBe(true);
    expect(visitor.cookie('ZEYOSID')).not.toBe(oldCookie);
    expect(resumed).toContain('/demo/oauth2/v1/authorize/continue?');
  });

  it('gets no further with the cookie from before, nor without the password', async () => {
    const { user, visitor } = await settled();
    server.clock.advance(2 * second);
    const oldCookie = visitor.cookie('ZEYOSID') ?? '';
    const page = await visitor.open(server.authorizePath(app, { prompt: 'login' }));
    const resume = (formsOf(page.text)[0]?.action ?? '').replace('/sign-in?', '/oauth2/v1/authorize/continue?');
    await changingNothing(server, async () => {
      expect(isSignIn(await visitor.open(resume))).toBe(true);
      expect((await visitor.submit(page, { ...credentials(user), password: 'wrong' })).status).toBe(401);
      expect(isSignIn(await visitor.open(resume))).toBe(true);
    });
    expect((await visitor.submit(page, credentials(user))).status).toBe(303);
    const newCookie = visitor.cookie('ZEYOSID') ?? '';
    await changingNothing(server, async () => {
      visitor.setCookie('ZEYOSID', oldCookie, '/demo');
      expect(isSignIn(await visitor.open(resume))).toBe(true);
      expectError(await visitor.get(server.authorizePath(app, { prompt: 'none' })), server, 'login_required');
    });
    visitor.setCookie('ZEYOSID', newCookie, '/demo');
    expect(codeOf(await visitor.open(resume))).toBeDefined();
  });

  it('is not asked while max_age has not passed', async () => {
    const { visitor } = await settled();
    server.clock.advance(2 * second);
    expect(codeOf(await visitor.get(server.authorizePath(app, { max_age: '2' })))).toBeDefined();
    expect(isSignIn(await visitor.open(server.authorizePath(app, { max_age: '1' })))).toBe(true);
    for (const max_age of ['-1', '1.5', 'x', '9999999999']) {
      expectError(await visitor.get(server.authorizePath(app, { max_age })), server, 'invalid_request');
    }
  });
});

describe('T188 two people who take turns at one browser', () => {
  it('each get a session and tokens of their own, and no id comes back', async () => {
    const [ada, grace] = [await server.createUser(), await server.createUser()];
    const visitor = server.visitor();
    const seen: Tokens[] = [];
    for (const person of [ada, grace, ada, grace]) {
      server.clock.advance(2 * second);
      const page = await visitor.open(server.authorizePath(app, { prompt: 'login' }));
      const next = await visitor.follow(await visitor.submit(page, credentials(person)));
      const tokens = await redeem(
        next.location === undefined ? await visitor.submit(next, { decision: 'allow' }) : next,
      );
      expect(claimsOf(tokens).sub).toBe(person.id);
      expect((await server.userinfo(tokens.access_token)).json['sub']).toBe(person.id);
      for (const earlier of seen) {
        expect(await server.isActive(app, earlier.access_token)).toBe(false);
        expect((await server.refresh(app, earlier.refresh_token)).status).toBe(400);
      }
      seen.push(tokens);
    }
    expect(new Set(seen.map((tokens) => claimsOf(tokens).sid)).size).toBe(4);
  });
});

describe('T014 an id_token_hint', () => {
  it('must be ours, unexpired and of the person who is signed in, where nobody may be asked', async () => {
    const { user, visitor } = await settled();
    const own = await redeem(await visitor.get(server.authorizePath(app)));
    const other = await server.tokens(await server.createUser(), app);
    const [, payload = '', signature = ''] = own.id_token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    const hinted = (hint: string): Promise<Answer> =>
      visitor.get(server.authorizePath(app, { prompt: 'none', id_token_hint: hint }));
    expect(codeOf(await hinted(own.id_token))).toBeDefined();
    await changingNothing(server, async () => {
      expectError(await hinted(other.id_token), server, 'login_required');
      for (const forged of [`${none}.${payload}.`, `${none}.${payload}.${signature}`, own.access_token, 'x', 'a.b.c']) {
        expectError(await hinted(forged), server, 'invalid_request');
      }
    });
    server.clock.advance((claimsOf(own).exp - claimsOf(own).auth_time + 60) * second);
    const again = server.authorizePath(app, { prompt: 'none' });
    await changingNothing(server, async () => {
      expectError(await hinted(own.id_token), server, 'login_required');
      expectError(await hinted(other.id_token), server, 'login_required');
    });
    expect(codeOf(await visitor.get(again))).toBeDefined();
    // Where somebody can be asked, an expired hint of this very person is as good as none.
    expect(codeOf(await visitor.get(server.authorizePath(app, { id_token_hint: own.id_token })))).toBeDefined();
    expect(claimsOf(own).sub).toBe(user.id);
  });

  it('of another person leads to the sign-in page, and only that person on', async () => {
    const { user, visitor } = await settled();
    const expected = await server.createUser();
    const hint = (await server.tokens(expected, app)).id_token;
    const page = await visitor.open(server.authorizePath(app, { id_token_hint: hint }));
    expect(isSignIn(page)).toBe(true);
    const stranger = await visitor.follow(await visitor.submit(page, credentials(user)));
    expect(isSignIn(stranger)).toBe(true);
    const answer = await visitor.follow(await visitor.submit(stranger, credentials(expected)));
    expect(claimsOf(await redeem(answer)).sub).toBe(expected.id);
  });
});
