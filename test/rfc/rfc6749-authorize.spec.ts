import {
  changingNothing,
  codeOf,
  deliveredBy,
  expectError,
  expectLocalPage,
  grantsIn,
} from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { pkce, REDIRECT_URI, type TestApp, TestServer, TICKETS } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const minute = 60_000;

/** A person who is signed in and has not been asked anything yet. */
const newcomer = async (): Promise<Visitor> => server.signedIn(await server.createUser());

async function scopeOf(app: TestApp, answer: Answer): Promise<unknown> {
  const form = { grant_type: 'authorization_code', code: codeOf(answer), redirect_uri: app.redirectUri };
  return (await server.token(app, form)).json['scope'];
}

describe('an authorization request (RFC 6749 §4.1.1)', () => {
  it('needs no scope, state or redirect URI where there is one answer only', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    const page = await visitor.open(
      server.authorizePath(app, { scope: undefined, state: undefined, redirect_uri: undefined }),
    );
    const answer = await visitor.submit(page, { decision: 'allow' });
    expect(answer.location).toMatch(new RegExp(`^${REDIRECT_URI}\\?code=`));
    expect(Object.keys(deliveredBy(answer))).toEqual(['code', 'iss']);
    // §3.3: without a scope, all that the app may ask for; what outlives the session is asked for by name only.
    expect(await scopeOf(app, answer)).toBe('openid profile email tickets.ticket.r tickets.ticket.w');
  });

  it.each([
    ['what the app may not ask for', { scope: 'openid tickets.ticket.rw' }, 'invalid_scope'],
    ['what nobody knows', { scope: 'openid nothing.we.know' }, 'invalid_scope'],
    ['a scope with a character that none has (§3.3)', { scope: 'openid "email"' }, 'invalid_scope'],
    ['an API that the scope is not about (RFC 8707 §2)', { resource: 'https://other.example/' }, 'invalid_target'],
    [
      'PKCE by the plain method',
      { code_challenge: pkce().challenge, code_challenge_method: 'plain' },
      'invalid_request',
    ],
    ['PKCE without a method', { code_challenge: pkce().challenge }, 'invalid_request'],
    ['PKCE without a challenge', { code_challenge_method: 'S256' }, 'invalid_request'],
    ['a challenge that is none', { code_challenge: 'x', code_challenge_method: 'S256' }, 'invalid_request'],
  ])('goes back with an error where it asks for %s (§4.1.2.1)', async (_, changes, error) => {
    const app = await server.createApp();
    const visitor = await newcomer();
    await changingNothing(server, async () => {
      expectError(await visitor.get(server.authorizePath(app, changes)), server, error);
    });
    const { challenge } = pkce();
    const sound = {
      scope: 'tickets.ticket.r',
      resource: TICKETS,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    };
    expect((await server.authorize(visitor, app, sound)).searchParams.get('code')).toMatch(/^ac_/);
  });

  it('goes back with unauthorized_client where the client may not use the flow', async () => {
    const app = await server.createApp({ grantTypes: ['client_credentials'] });
    await changingNothing(server, async () => {
      expectError(await (await newcomer()).get(server.authorizePath(app)), server, 'unauthorized_client');
    });
  });
});

describe('the question whether an app may (RFC 6749 §4.1)', () => {
  it('names the app, its vendor, who is asked, what for, and where the answer goes', async () => {
    const user = await server.createUser();
    const app = await server.createApp({ title: 'Ticket Desk', vendor: 'Desk Ltd' });
    const page = await (
      await server.signedIn(user)
    ).open(server.authorizePath(app, { scope: 'openid tickets.ticket.r' }));
    for (const text of ['Ticket Desk', 'Desk Ltd', user.email, 'See your tickets', 'https://app.test']) {
      expect(page.text).toContain(text);
    }
    expect(page.text).not.toContain('Open tickets');
  });

  it('answered with no brings access_denied, and nothing else', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    const page = await visitor.open(server.authorizePath(app));
    await changingNothing(server, async () => {
      expectError(await visitor.submit(page, { decision: 'deny' }), server, 'access_denied');
      expectLocalPage(await visitor.submit(page, { decision: 'allow' }));
    });
    expect(formsOf((await visitor.open(server.authorizePath(app))).text)[0]?.action).toContain('/demo/consent?');
  });

  it('is answered with allow or deny, and with nothing else', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    const page = await visitor.open(server.authorizePath(app));
    await changingNothing(server, async () => {
      for (const decision of ['', 'yes', 'ALLOW']) expectLocalPage(await visitor.submit(page, { decision }));
    });
    expect(codeOf(await visitor.submit(page, { decision: 'allow' }))).toBeDefined();
  });

  it('may be answered with less: the app gets that, and is asked for the rest when it wants it (§3.3)', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    const wide = { scope: 'openid tickets.ticket.r tickets.ticket.w' };
    const page = await visitor.open(server.authorizePath(app, wide));
    const partly = await visitor.submit(page, { decision: 'allow', scope: 'tickets.ticket.r' });
    expect(await scopeOf(app, partly)).toBe('openid tickets.ticket.r');
    const known = { scope: 'openid tickets.ticket.r' };
    expect(await scopeOf(app, await visitor.get(server.authorizePath(app, known)))).toBe('openid tickets.ticket.r');
    expectError(await visitor.get(server.authorizePath(app, { ...wide, prompt: 'none' })), server, 'consent_required');
  });

  it('is remembered, and asked anew by prompt=consent', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    await server.authorize(visitor, app);
    const before = await grantsIn(server);
    expect(codeOf(await visitor.get(server.authorizePath(app)))).toBeDefined();
    const again = await visitor.open(server.authorizePath(app, { prompt: 'consent' }));
    expect(codeOf(await visitor.submit(again, { decision: 'allow' }))).toBeDefined();
    expect(await grantsIn(server)).toEqual({ codes: before.codes + 2, consents: before.consents });
  });

  it('is not put for an app of the house', async () => {
    const app = await server.createApp({ firstParty: true });
    expect(codeOf(await (await newcomer()).get(server.authorizePath(app)))).toBeDefined();
  });

  it('is put each time for an app that any program could pretend to be (OAuth 2.1 §7.3)', async () => {
    const { challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
    const visitor = await newcomer();
    const asks = async (redirectUri: string): Promise<boolean> => {
      const app = await server.createApp({ isPublic: true, redirectUris: [redirectUri] });
      await server.authorize(visitor, app, proof);
      return (await visitor.open(server.authorizePath(app, proof))).status === 200;
    };
    expect(await asks('http://127.0.0.1/cb')).toBe(true);
    expect(await asks('com.example.app:/cb')).toBe(true);
    expect(await asks('https://app.test/claimed')).toBe(false);
  });

  it('waits for half an hour', async () => {
    const app = await server.createApp();
    const visitor = await newcomer();
    const page = await visitor.open(server.authorizePath(app));
    const other = await visitor.open(server.authorizePath(app));
    server.clock.advance(29 * minute);
    expect(codeOf(await visitor.submit(page, { decision: 'allow' }))).toBeDefined();
    server.clock.advance(minute);
    await changingNothing(server, async () => expectLocalPage(await visitor.submit(other, { decision: 'allow' })));
  });
});
