import { basic, type Answer } from '../support/http.js';
import { pkce, TestServer, type TestApp, type TestUser, TICKETS } from '../support/server.js';
import { StatementLog } from '../support/statements.js';
import type { Visitor } from '../support/visitor.js';

// What a request costs the database once its client, instance, keys and catalogue are known. Exact on purpose: a statement
// more on one of these paths is a decision, not an accident.

const NONE: readonly string[] = [];
const OPAQUE_SCOPE = 'vault.entry.r';

let server: TestServer;
let log: StatementLog;
let user: TestUser;
let app: TestApp;
let browser: Visitor;

beforeAll(async () => {
  log = new StatementLog();
  server = await TestServer.start({ environment: { FEED_INTERVAL: '500' } });
  await createOpaqueApi();
  user = await server.createUser();
  app = await server.createApp({ scope: ['tickets.ticket.r', OPAQUE_SCOPE] });
  browser = await server.signedIn(user);
});
afterAll(async () => {
  await server.stop();
  log.stop();
});

async function createOpaqueApi(): Promise<void> {
  const { Resources } = await import('../../src/resources/index.js');
  const resources = server.app.get(Resources);
  const api = { instanceId: server.instance.id, name: 'vault', title: 'Vault', audience: 'https://vault.example/' };
  const scope = { name: OPAQUE_SCOPE, description: { en: 'Read', de: 'Lesen' } };
  await resources.addScopes(await resources.create({ ...api, tokenFormat: 'opaque' }), [scope]);
}

/** What the second of two alike requests sends to the database. */
async function warmly(request: () => Promise<Answer>, status = 200): Promise<readonly string[]> {
  expect((await request()).status).toBe(status);
  return log.during(async () => expect((await request()).status).toBe(status));
}

async function clientToken(scope: string): Promise<string> {
  const { json } = await server.token(app, { grant_type: 'client_credentials', scope });
  return String(json['access_token']);
}

async function newCode(): Promise<Readonly<Record<string, string>>> {
  const { verifier, challenge } = pkce();
  const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
  const back = await server.authorize(browser, app, proof);
  const code = back.searchParams.get('code') ?? '';
  return { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier };
}

const path = (endpoint: string): string => `${new URL(server.issuer).pathname}/${endpoint}`;

describe('a check of what was issued needs no query', () => {
  it.each([
    ['a JWT', 'tickets.ticket.r'],
    ['an opaque token', OPAQUE_SCOPE],
  ])('introspection of %s', async (_, scope) => {
    const token = await clientToken(scope);
    expect(await warmly(() => server.token(app, { token }, 'introspect'))).toEqual(NONE);
    expect(await server.isActive(app, token)).toBe(true);
  });

  it('the first introspection of a JWT, whose signature says all', async () => {
    const token = await clientToken('tickets.ticket.r');
    expect(await log.during(() => server.isActive(app, token))).toEqual(NONE);
  });

  it('the first introspection of an opaque token, which has to be found once', async () => {
    const token = await clientToken(OPAQUE_SCOPE);
    expect(await log.during(() => server.isActive(app, token))).toEqual(['SELECT tokens']);
  });

  it('a bearer token, and a session, at a route that only asks who it is: the person is read, nothing else', async () => {
    const { access_token: token } = await server.tokens(user, app);
    expect(await warmly(() => server.userinfo(token))).toEqual(['SELECT users']);
    // The session check tells the groups as well.
    const check = await warmly(() => browser.get(path('userinfo')));
    expect(check).toEqual(['SELECT users', 'SELECT memberships']);
  });

  it('a bearer token and a session that the route refuses', async () => {
    const token = await clientToken('tickets.ticket.r');
    expect(await warmly(() => server.userinfo(token), 401)).toEqual(NONE);
    const forged = { form: {}, headers: { origin: 'https://elsewhere.example' } };
    expect(await warmly(() => browser.post(path('userinfo'), forged), 403)).toEqual(NONE);
  });
});

describe('what everybody may read needs no query', () => {
  it.each(['jwks', '.well-known/openid-configuration'])('%s', async (endpoint) => {
    expect(await warmly(() => server.send('GET', path(endpoint)))).toEqual(NONE);
  });
});

describe('a token is one write', () => {
  it.each([
    ['a JWT', 'tickets.ticket.r'],
    ['an opaque token', OPAQUE_SCOPE],
  ])('client_credentials for %s: nothing is read', async (_, scope) => {
    const request = () => server.token(app, { grant_type: 'client_credentials', scope });
    expect(await warmly(request)).toEqual(['INSERT tokens']);
  });

  it('a wrong secret costs nothing', async () => {
    const headers = { authorization: basic(app.clientId, 'wrong') };
    const form = { grant_type: 'client_credentials' };
    expect(await warmly(() => server.send('POST', path('token'), { form, headers }), 401)).toEqual(NONE);
  });

  it('a refresh: one read, and one transaction that spends the old token and records both new ones', async () => {
    const scope = 'openid offline_access tickets.ticket.r';
    let { refresh_token: token } = await server.tokens(user, app, { scope });
    const refresh = async (): Promise<Answer> => {
      const answer = await server.refresh(app, token);
      token = String(answer.json['refresh_token']);
      return answer;
    };
    expect(await warmly(refresh)).toEqual(['SELECT tokens', 'BEGIN', 'UPDATE tokens', 'INSERT tokens', 'COMMIT']);
  });
});

describe('the code flow', () => {
  it('at an existing session with remembered consent: the consent is read, the code is written', async () => {
    await newCode();
    const begin = () => browser.get(server.authorizePath(app));
    const sent = (await warmly(begin, 303)).filter((statement) => !/^(?:BEGIN|COMMIT)/.test(statement));
    expect(sent).toEqual(['SELECT consents', 'INSERT authorization_codes']);
  });

  it('the exchange: one read, and one transaction of three statements', async () => {
    await server.token(app, await newCode());
    const form = await newCode();
    const sent = await log.during(async () => expect((await server.token(app, form)).status).toBe(200));
    const inside = ['UPDATE authorization_codes', 'INSERT token_families', 'INSERT tokens'];
    expect(sent).toEqual(['SELECT authorization_codes', 'BEGIN', ...inside, 'COMMIT']);
  });
});

describe('many at once', () => {
  it('the tokens of requests that come together are recorded together', async () => {
    const request = () =>
      server.token(app, { grant_type: 'client_credentials', resource: TICKETS, scope: 'tickets.ticket.r' });
    await request();
    const answers: Answer[] = [];
    const sent = await log.during(async () => {
      answers.push(...(await Promise.all(Array.from({ length: 40 }, request))));
    });
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200));
    expect(new Set(sent)).toEqual(new Set(['INSERT tokens']));
    expect(sent.length).toBeLessThan(40);
    const active = await Promise.all(answers.map(({ json }) => server.isActive(app, String(json['access_token']))));
    expect(active).not.toContain(false);
  });
});

describe('the product’s own front end', () => {
  const cookie = (answer: Answer): string => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const auth = (step: string, options: object): Promise<Answer> => server.send('POST', `/api/auth/${step}`, options);

  it('refresh: the token with all that decides, then one transaction', async () => {
    const json = { email: user.email, password: user.password };
    const signedIn = await auth('login', { json });
    expect(await log.during(() => auth('refresh', { headers: { cookie: cookie(signedIn) } }))).toEqual([
      ...['SELECT first_party_refresh_tokens', 'BEGIN', 'SELECT sessions', 'UPDATE first_party_refresh_tokens'],
      ...['INSERT first_party_refresh_tokens', 'INSERT tokens', 'COMMIT'],
    ]);
  });

  it('login: the person, then one transaction that opens the session', async () => {
    const json = { email: user.email, password: user.password };
    const statements = await log.during(() => auth('login', { json }));
    expect(statements.slice(statements.indexOf('BEGIN'))).toEqual([
      ...['BEGIN', 'SELECT users', 'INSERT sessions', 'SELECT sessions', 'INSERT first_party_refresh_tokens'],
      ...['INSERT audit_events', 'INSERT tokens', 'COMMIT'],
    ]);
    expect(statements.indexOf('BEGIN')).toBeLessThanOrEqual(2);
  });

  it('register: one transaction for the account, one for the session', async () => {
    const register = (email: string): Promise<Answer> =>
      auth('register', { json: { email, password: user.password, name: 'Pat Doe' } });
    const statements = await log.during(() => register('budget@example.com'));
    expect(statements.filter((statement) => statement === 'BEGIN')).toHaveLength(2);
    expect(statements.length).toBeLessThanOrEqual(20);
  });
});
