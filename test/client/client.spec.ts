import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStore } from '../../src/client/file-store.js';
import {
  type ClientOptions,
  createClient,
  createPkce,
  createState,
  LatchkeyError,
  memoryStore,
  type OAuthOptions,
  type TokenStore,
} from '../../src/client/index.js';
import { pkce, REDIRECT_URI, type TestApp, TestServer, type TestUser } from '../support/server.js';
import { type Disturbance, Wire } from './wire.js';

const ROOT = '/demo/oauth2/v1';

let server: TestServer;
let user: TestUser;
let app: TestApp;
let publicApp: TestApp;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  [app, publicApp] = [await server.createApp(), await server.createApp({ isPublic: true })];
});
afterAll(() => server.stop());

type Auth = NonNullable<ClientOptions['auth']>;

/** A client of the demo instance, and the wire that it speaks on; it never waits before it repeats. */
function connect(auth: Auth = {}, disturbance?: Disturbance) {
  const wire = new Wire(disturbance);
  const client = createClient({
    platform: `${server.origin}/demo`,
    auth: { ...auth, oauth: { ...credentials(), ...auth.oauth } },
    retry: { pause: 0 },
    fetch: wire.fetch,
  });
  return { client, wire };
}

const credentials = (): OAuthOptions => ({ clientId: app.clientId, clientSecret: app.clientSecret });
const inOneMinute = (): number => Math.floor(Date.now() / 1000) + 59;

/** A code for the app, as the person's browser brings it back. */
async function callbackFor(url: string): Promise<URL> {
  const visitor = await server.signedIn(user);
  let answer = await visitor.open(url.replace(server.origin, ''));
  if (answer.status === 200) answer = await visitor.submit(answer, { decision: 'allow' });
  return new URL(answer.location ?? '');
}

async function refusal(work: Promise<unknown>): Promise<LatchkeyError> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof LatchkeyError) return thrown;
  throw new Error('nothing was refused', { cause: thrown });
}

describe('the platform', () => {
  it('is a URL with one segment, or its two parts', async () => {
    for (const platform of [
      `${server.origin}/demo/`,
      new URL(`${server.origin}/demo`),
      { origin: server.origin, instance: 'demo' },
    ]) {
      expect(
        createClient({ platform, auth: { oauth: { clientId: 'x' } } }).oauth2.buildAuthorizationUrl({
          redirectUri: 'y',
        }),
      ).toContain(`${server.origin}${ROOT}/authorize?`);
    }
  });

  it.each([
    'https://host',
    'https://host/a/b',
    'ftp://host/demo',
    'https://host/demo?x=1',
    'nonsense',
    'https://u:p@host/demo',
  ])('is not %s', (platform) => expect(() => createClient({ platform })).toThrow('one segment'));
});

describe('the authorization request', () => {
  it('names its parameters in a fixed order, leaves absent ones out, and means S256 by a challenge', () => {
    const { client } = connect({ oauth: { clientId: 'a b' } });
    const request = { redirectUri: 'https://x.example/cb?a=1', state: 's+1', scope: ['openid', 'profile'] };
    const url = client.oauth2.buildAuthorizationUrl({ ...request, responseMode: 'form_post', codeChallenge: 'c' });
    expect(url).toBe(
      `${server.origin}${ROOT}/authorize?client_id=a+b&redirect_uri=https%3A%2F%2Fx.example%2Fcb%3Fa%3D1&response_type=code` +
        '&scope=openid+profile&response_mode=form_post&code_challenge=c&code_challenge_method=S256&state=s%2B1',
    );
    expect(client.oauth2.buildAuthorizationUrl({ redirectUri: 'https://x.example/' })).toMatch(/response_type=code$/);
  });

  it('cannot be built without a client or a redirect URI', () => {
    const { client } = connect();
    expect(() => client.oauth2.buildAuthorizationUrl({ redirectUri: '' })).toThrow(LatchkeyError);
    expect(() =>
      createClient({ platform: `${server.origin}/demo` }).oauth2.buildAuthorizationUrl({ redirectUri: 'x' }),
    ).toThrow(LatchkeyError);
  });

  it('has states and verifiers of 256 bits, and the challenge that RFC 7636 §4.2 says', async () => {
    const { codeVerifier, codeChallenge } = await createPkce();
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(codeVerifier))).toString('base64url');
    expect([codeVerifier.length, codeChallenge]).toEqual([43, digest]);
    expect(new Set(Array.from({ length: 100 }, createState)).size).toBe(100);
    expect(createState()).toMatch(/^[\w-]{43}$/);
  });
});

describe('the callback', () => {
  const parse = (...given: Parameters<ReturnType<typeof connect>['client']['oauth2']['parseAuthorizationCallback']>) =>
    connect().client.oauth2.parseAuthorizationCallback(...given);

  it('is read from a URL, an absolute or a relative one', () => {
    for (const url of [
      new URL('https://x.example/cb?code=c&state=s'),
      'https://x.example/cb?code=c&state=s',
      '/cb?code=c&state=s',
    ]) {
      expect(parse(url)).toMatchObject({
        code: 'c',
        state: 's',
        error: null,
        errorDescription: null,
        errorUri: null,
        isError: false,
      });
    }
  });

  it('may be a refusal', () => {
    const refused = parse('/cb?error=access_denied&error_description=No&error_uri=https%3A%2F%2Fx&state=s', {
      state: 's',
    });
    expect(refused).toMatchObject({
      error: 'access_denied',
      errorDescription: 'No',
      errorUri: 'https://x',
      isError: true,
      code: null,
    });
  });

  it('gives no code away where the state or the issuer is not the expected one (RFC 6749 §10.12, RFC 9207 §2.4)', () => {
    expect(parse('/cb?code=c&state=other', { state: 's' })).toMatchObject({
      code: null,
      error: 'state_mismatch',
      isError: true,
    });
    expect(parse('/cb?code=c', { state: 's' })).toMatchObject({ code: null, error: 'state_mismatch', isError: true });
    expect(parse('/cb?code=c&state=s&iss=https%3A%2F%2Fevil', { state: 's', issuer: 'https://good' })).toMatchObject({
      code: null,
      error: 'issuer_mismatch',
    });
    expect(parse('/cb?code=c&state=s', { state: 's' }).code).toBe('c');
  });
});

describe('the code', () => {
  it('becomes tokens for a confidential client, which authenticates by Basic alone (RFC 6749 §2.3)', async () => {
    const { client, wire } = connect();
    const { verifier, challenge } = pkce();
    const url = client.oauth2.buildAuthorizationUrl({
      redirectUri: REDIRECT_URI,
      state: 's',
      scope: 'openid',
      codeChallenge: challenge,
    });
    const { code } = client.oauth2.parseAuthorizationCallback(await callbackFor(url), { state: 's' });
    const before = Math.floor(Date.now() / 1000);
    const tokens = await client.oauth2.exchangeAuthorizationCode({
      code: code ?? '',
      redirectUri: REDIRECT_URI,
      codeVerifier: verifier,
    });
    const [{ headers, body } = { headers: new Headers(), body: '' }] = wire.sent;
    expect([...new URLSearchParams(body).keys()]).toEqual(['grant_type', 'code', 'code_verifier', 'redirect_uri']);
    expect(headers.get('authorization')).toBe(
      `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`,
    );
    expect(tokens).toMatchObject({
      tokenType: 'Bearer',
      scope: 'openid',
      accessToken: expect.any(String),
      refreshToken: expect.any(String),
    });
    expect(tokens.obtainedAt).toBeGreaterThanOrEqual(before);
    expect(tokens.expiresAt).toBe(tokens.obtainedAt + (tokens.expiresIn ?? 0));
    expect(await client.auth.getTokenSet()).toEqual(tokens);
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
  });

  it('becomes tokens for a public client by PKCE, with state and verifier made and checked by the client', async () => {
    const { client, wire } = connect({ oauth: { clientId: publicApp.clientId, clientSecret: undefined } });
    const started = await client.oauth2.startAuthorization({ redirectUri: REDIRECT_URI, scope: 'openid profile' });
    const back = await callbackFor(started.url);
    const forged = new URL(back);
    forged.searchParams.set('state', createState());
    const strange = await refusal(client.oauth2.finishAuthorization(forged, started));
    expect([strange.code, wire.sent.length]).toEqual(['state_mismatch', 0]);
    const tokens = await client.oauth2.finishAuthorization(back, started);
    expect([
      wire.sent[0]?.headers.get('authorization'),
      new URLSearchParams(wire.sent[0]?.body).get('client_id'),
    ]).toEqual([null, publicApp.clientId]);
    const renewed = await client.oauth2.refreshToken();
    expect(renewed.refreshToken).not.toBe(tokens.refreshToken);
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
  });

  it('is exchanged once, and the refusal says why', async () => {
    const { client } = connect();
    const error = await refusal(client.oauth2.exchangeAuthorizationCode({ code: 'none', redirectUri: REDIRECT_URI }));
    expect(error).toMatchObject({ status: 400, code: 'invalid_grant', operation: 'oauth2.exchangeAuthorizationCode' });
    expect(error.message).toMatch(/^oauth2\.exchangeAuthorizationCode failed with HTTP 400: /);
    expect(error.body).toMatchObject({ error: 'invalid_grant', error_description: error.description });
  });

  it('cannot be exchanged without a client', async () => {
    const client = createClient({ platform: `${server.origin}/demo` });
    expect((await refusal(client.oauth2.exchangeAuthorizationCode({ code: 'c' }))).code).toBe('no_client');
  });
});

describe('the tokens', () => {
  it('are read from an answer or from names of our own, and numbers may be text', async () => {
    const { client } = connect();
    await client.auth.setTokenSet({
      access_token: 'a',
      refresh_token: 'r',
      expires_in: '60',
      refresh_token_expires_in: 600,
    });
    const tokens = await client.auth.getTokenSet();
    const start = tokens?.obtainedAt ?? 0;
    expect(tokens).toMatchObject({
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: start + 60,
      refreshTokenExpiresAt: start + 600,
    });
    await client.auth.setTokenSet({ accessToken: 'b', expiresAt: 5 });
    expect(await client.auth.getTokenSet()).toEqual({
      tokenType: 'Bearer',
      accessToken: 'b',
      obtainedAt: expect.any(Number),
      expiresAt: 5,
    });
    expect((await refusal(client.auth.setTokenSet({}))).code).toBe('missing_parameter');
    await client.auth.clearTokenSet();
    expect(await client.auth.getTokenSet()).toBeNull();
  });

  it('are renewed, introspected and revoked; each refresh token is used once', async () => {
    const { client } = connect();
    const first = await server.tokens(user, app);
    await client.auth.setTokenSet(first);
    const renewed = await client.oauth2.refreshToken();
    expect(renewed.refreshToken).not.toBe(first.refresh_token);
    expect(await client.auth.getTokenSet()).toEqual(renewed);
    expect(await client.oauth2.introspectToken({ token: renewed.accessToken })).toMatchObject({
      active: true,
      sub: user.id,
    });
    expect(await client.oauth2.revokeToken({ token: renewed.refreshToken ?? '' })).toBeNull();
    expect(await client.oauth2.introspectToken({ token: renewed.accessToken })).toEqual({ active: false });
    expect(await client.oauth2.revokeToken({ token: 'never issued' })).toBeNull();
  });

  it('of the caller’s own are renewed without touching the stored ones', async () => {
    const { client } = connect();
    await client.auth.setTokenSet({ accessToken: 'kept' });
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    expect((await client.oauth2.refreshToken({ refreshToken, store: false })).accessToken).toBeTruthy();
    expect((await client.auth.getTokenSet())?.accessToken).toBe('kept');
  });

  it('stay in a store of the caller’s', async () => {
    let row: string | undefined;
    const tokenStore: TokenStore = {
      get: async () => (row === undefined ? null : (JSON.parse(row) as Awaited<ReturnType<TokenStore['get']>>)),
      set: async (tokens) => void (row = tokens === null ? undefined : JSON.stringify(tokens)),
    };
    const { client } = connect({ oauth: { tokenStore } });
    await client.auth.setTokenSet(await server.tokens(user, app));
    await client.oauth2.refreshToken();
    expect((await connect({ oauth: { tokenStore } }).client.oauth2.getUserInfo()).sub).toBe(user.id);
    await client.auth.clearTokenSet();
    expect(row).toBeUndefined();
  });

  it('stay in a file that only its owner reads, written whole or not at all', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'latchkey-client-'));
    try {
      const path = join(folder, 'deep', 'tokens.json');
      const { client } = connect({ oauth: { tokenStore: fileStore(path) } });
      expect(await client.auth.getTokenSet()).toBeNull();
      await client.auth.setTokenSet(await server.tokens(user, app));
      const writes = Array.from({ length: 20 }, (_, count) =>
        client.auth.setTokenSet({ accessToken: `token ${count}` }),
      );
      const { client: other } = connect({ oauth: { tokenStore: fileStore(path) } });
      const reads = Array.from({ length: 20 }, () => other.auth.getTokenSet());
      for (const tokens of await Promise.all(reads)) expect(tokens?.accessToken).toMatch(/^token \d+$|^ey/);
      await Promise.all(writes);
      expect((await other.auth.getTokenSet())?.accessToken).toMatch(/^token \d+$/);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(folder, 'deep'))).toEqual(['tokens.json']);
      await other.auth.clearTokenSet();
      await other.auth.clearTokenSet();
      expect([readdirSync(join(folder, 'deep')), await client.auth.getTokenSet()]).toEqual([[], null]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('refreshing', () => {
  it('happens once for three calls that find 59 seconds left', async () => {
    const { client, wire } = connect();
    await client.auth.setTokenSet({ ...(await server.tokens(user, app)), expires_in: 59 });
    await client.auth.setTokenSet({
      ...(await client.auth.getTokenSet()),
      expiresIn: undefined,
      expiresAt: inOneMinute(),
    });
    const people = await Promise.all([1, 2, 3].map(() => client.oauth2.getUserInfo()));
    expect(people.map(({ sub }) => sub)).toEqual([user.id, user.id, user.id]);
    expect([wire.count('/token'), wire.count('/userinfo')]).toEqual([1, 3]);
  });

  it('happens once for a hundred callers whose token is dead, as the server counts', async () => {
    const { client } = connect();
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    await client.auth.setTokenSet({ accessToken: 'dead', refreshToken });
    let refreshes = 0;
    const http = server.app.getHttpServer() as Server;
    http.on('request', ({ url }) => void (refreshes += url?.endsWith('/token') === true ? 1 : 0));
    const people = await Promise.all(Array.from({ length: 100 }, () => client.oauth2.getUserInfo()));
    expect(people.filter(({ sub }) => sub === user.id)).toHaveLength(100);
    expect(refreshes).toBe(1);
  });

  it('waits for half the life of a short-lived token', async () => {
    const { client, wire } = connect();
    const tokens = await server.tokens(user, app);
    await client.auth.setTokenSet({ ...tokens, expires_in: 30 });
    await client.oauth2.getUserInfo();
    expect(wire.count('/token')).toBe(0);
  });

  it('does not happen by itself where autoRefresh is off', async () => {
    const { client, wire } = connect({ mode: 'oauth', oauth: { autoRefresh: false } });
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    await client.auth.setTokenSet({ accessToken: 'dead', refreshToken, expiresAt: inOneMinute() });
    expect(await refusal(client.oauth2.getUserInfo())).toMatchObject({ status: 401, code: 'invalid_token' });
    expect(wire.count('/token')).toBe(0);
  });

  it('is not undone, and does not undo: tokens forgotten meanwhile stay forgotten', async () => {
    const { client } = connect();
    await client.auth.setTokenSet(await server.tokens(user, app));
    const renewal = client.oauth2.refreshToken();
    await client.auth.clearTokenSet();
    await renewal.catch(() => undefined);
    expect(await client.auth.getTokenSet()).toBeNull();
  });

  it('whose answer was lost is not tried again while the token lives, and once more when it is dead (RFC 9700 §4.14.2)', async () => {
    let isCut = true;
    const { client, wire } = connect({}, ({ path }) => {
      if (isCut && path.endsWith('/token')) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      return undefined;
    });
    const { access_token: accessToken, refresh_token: refreshToken } = await server.tokens(user, app);
    await client.auth.setTokenSet({ accessToken, refreshToken, expiresAt: inOneMinute() });
    for (const _ of [1, 2]) expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect([wire.count('/token'), wire.count('/userinfo')]).toEqual([1, 2]);
    await client.auth.setTokenSet({ accessToken, refreshToken, expiresAt: 1 });
    expect((await refusal(client.oauth2.getUserInfo())).code).toBe('network_error');
    expect([wire.count('/token'), wire.count('/userinfo')]).toEqual([2, 2]);
    isCut = false;
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect(wire.count('/token')).toBe(3);
  });

  it('happens once for two clients that share a store with a lock', async () => {
    let turn: Promise<unknown> = Promise.resolve();
    const lock: TokenStore['lock'] = (work) => {
      const done = turn.then(work);
      turn = done.catch(() => undefined);
      return done;
    };
    const tokenStore = { ...memoryStore(), lock };
    const [one, other] = [connect({ oauth: { tokenStore } }), connect({ oauth: { tokenStore } })];
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    await one.client.auth.setTokenSet({ accessToken: 'dead', refreshToken });
    const people = await Promise.all([one.client.oauth2.getUserInfo(), other.client.oauth2.getUserInfo()]);
    expect(people.map(({ sub }) => sub)).toEqual([user.id, user.id]);
    expect(one.wire.count('/token') + other.wire.count('/token')).toBe(1);
  });
});

describe('the modes', () => {
  const cookieOf = async (): Promise<string> => (await server.signedIn(user)).cookie('ZEYOSID') ?? '';
  const dead = { accessToken: 'dead', refreshToken: 'dead' };

  it('none sends nothing that says who calls, and is refused', async () => {
    const { client, wire } = connect({ mode: 'none', session: { cookie: await cookieOf() } });
    await client.auth.setTokenSet(await server.tokens(user, app));
    expect((await refusal(client.oauth2.getUserInfo())).status).toBe(401);
    const { headers, credentials: cookies } = wire.sent[0] ?? { headers: new Headers(), credentials: undefined };
    expect([headers.get('authorization'), headers.get('cookie'), cookies]).toEqual([null, null, 'omit']);
  });

  it('oauth uses the token, and none is an error before anything is sent', async () => {
    const { client, wire } = connect({ mode: 'oauth', session: { cookie: await cookieOf() } });
    expect([(await refusal(client.oauth2.getUserInfo())).code, wire.sent.length]).toEqual(['no_token', 0]);
    await client.auth.setTokenSet(await server.tokens(user, app));
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect([wire.sent[0]?.headers.get('cookie'), wire.sent[0]?.credentials]).toEqual([null, 'omit']);
  });

  it('session uses the cookie, whatever tokens there are', async () => {
    for (const cookie of [await cookieOf(), `ZEYOSID=${await cookieOf()}`, () => cookieOf()]) {
      const { client, wire } = connect({ mode: 'session', session: { cookie } });
      await client.auth.setTokenSet(dead);
      expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
      expect([wire.lines, wire.sent[0]?.credentials]).toEqual([[`GET ${ROOT}/userinfo`], 'include']);
    }
  });

  it('auto tries the token, a refresh, the renewed token, and only then the session', async () => {
    const { client, wire } = connect();
    await client.auth.setTokenSet(dead);
    expect((await refusal(client.oauth2.getUserInfo())).status).toBe(401);
    expect(wire.lines).toEqual([`GET ${ROOT}/userinfo`, `POST ${ROOT}/token`, `GET ${ROOT}/userinfo`]);
    const signedIn = connect({ session: { cookie: await cookieOf() } });
    await signedIn.client.auth.setTokenSet(dead);
    expect((await signedIn.client.oauth2.getUserInfo()).sub).toBe(user.id);
    const disabled = connect({ session: { enabled: false, cookie: await cookieOf() } });
    await disabled.client.auth.setTokenSet(dead);
    expect((await refusal(disabled.client.oauth2.getUserInfo())).code).toBe('invalid_token');
    const empty = connect({ session: { enabled: false } });
    expect([(await refusal(empty.client.oauth2.getUserInfo())).code, empty.wire.sent.length]).toEqual(['no_token', 0]);
  });

  it('auto is what an unknown mode means, and a call may have its own', async () => {
    const { client } = connect({ mode: 'nonsense' as 'auto', session: { cookie: await cookieOf() } });
    expect((await client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect((await refusal(client.oauth2.getUserInfo({ mode: 'none' }))).status).toBe(401);
  });

  it('oauth lets the refusal of the refresh through, auto that of the session', async () => {
    const { client } = connect({ mode: 'oauth' });
    await client.auth.setTokenSet(dead);
    expect(await refusal(client.oauth2.getUserInfo())).toMatchObject({
      code: 'invalid_grant',
      operation: 'oauth2.refreshToken',
    });
    const auto = connect();
    await auto.client.auth.setTokenSet(dead);
    expect((await refusal(auto.client.oauth2.getUserInfo())).operation).toBe('oauth2.getUserInfo');
  });

  it('a 403 leads to nothing else', async () => {
    const { client, wire } = connect({}, ({ path }) =>
      path.endsWith('/userinfo') ? Response.json({ code: 'forbidden', detail: 'No' }, { status: 403 }) : undefined,
    );
    await client.auth.setTokenSet(await server.tokens(user, app));
    expect(await refusal(client.oauth2.getUserInfo())).toMatchObject({
      status: 403,
      code: 'forbidden',
      description: 'No',
    });
    expect(wire.sent).toHaveLength(1);
  });
});

describe('repeating', () => {
  const busy = (status: number, headers: Record<string, string> = {}) => new Response('Busy', { status, headers });

  it('follows a 429 three times in all, whatever was asked', async () => {
    const { client, wire } = connect({}, () => busy(429, { 'retry-after': '0' }));
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    const error = await refusal(client.oauth2.refreshToken({ refreshToken }));
    expect(error).toMatchObject({ status: 429, code: 'http_429', description: 'Busy', retryAfter: 0 });
    expect(new Set(wire.sent.map(({ body }) => body)).size).toBe(1);
    expect(wire.sent).toHaveLength(3);
  });

  it('leaves a longer wait to the caller, also one that a date names', async () => {
    for (const after of ['3600', new Date(Date.now() + 3_600_000).toUTCString()]) {
      const { client, wire } = connect({}, () => busy(503, { 'retry-after': after }));
      const { retryAfter } = await refusal(client.oauth2.introspectToken({ token: 'x' }));
      expect([Math.ceil((retryAfter ?? 0) / 60), wire.sent.length]).toEqual([60, 1]);
    }
  });

  it('follows a 503 where the call may be repeated or the server names a time', async () => {
    const failing = connect({}, () => busy(503));
    await refusal(failing.client.oauth2.refreshToken({ refreshToken: 'r' }));
    expect(failing.wire.sent).toHaveLength(1);
    const recovering = connect({}, (_, count) => (count === 1 ? busy(503) : undefined));
    expect(await recovering.client.oauth2.introspectToken({ token: 'x' })).toEqual({ active: false });
    const timed = connect({}, (_, count) => (count === 1 ? busy(503, { 'retry-after': '0' }) : undefined));
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    expect((await timed.client.oauth2.refreshToken({ refreshToken })).accessToken).toBeTruthy();
  });

  it('never spends a code or a refresh token again whose answer was lost (RFC 9700 §4.14.2)', async () => {
    const { client, wire } = connect({}, () => {
      throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
    });
    const lost = await refusal(client.oauth2.exchangeAuthorizationCode({ code: 'c' }));
    expect(lost).toMatchObject({ status: 0, code: 'network_error', cause: expect.any(TypeError) });
    await refusal(client.oauth2.refreshToken({ refreshToken: 'r' }));
    await refusal(
      client.api.createOrganization({ name: 'x' }).catch((error: unknown) => Promise.reject(error as Error)),
    );
    expect(wire.sent).toHaveLength(3);
  });

  it('follows a connection that was never made, and a broken one where reading is all that was asked', async () => {
    const unreachable = connect({}, (_, count) => {
      if (count < 3) throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
      return undefined;
    });
    const { refresh_token: refreshToken } = await server.tokens(user, app);
    expect((await unreachable.client.oauth2.refreshToken({ refreshToken })).accessToken).toBeTruthy();
    const broken = connect({}, (_, count) => {
      if (count === 1) throw new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } });
      return undefined;
    });
    await broken.client.auth.setTokenSet(await server.tokens(user, app));
    expect((await broken.client.oauth2.getUserInfo()).sub).toBe(user.id);
    expect(broken.wire.sent).toHaveLength(2);
  });

  it('ends with the caller’s signal', async () => {
    const { client, wire } = connect({ mode: 'none' });
    expect((await refusal(client.oauth2.getUserInfo({ signal: AbortSignal.abort() }))).code).toBe('aborted');
    expect(wire.sent).toHaveLength(1);
  });

  it('is off where the options say so', async () => {
    const wire = new Wire(() => busy(429, { 'retry-after': '0' }));
    const client = createClient({ platform: `${server.origin}/demo`, retry: false, fetch: wire.fetch });
    await refusal(client.oauth2.getUserInfo({ mode: 'none' }));
    expect(wire.sent).toHaveLength(1);
  });
});

describe('the session surface', () => {
  it('signs in and out by user name and password, and tells whether somebody is signed in', async () => {
    const { client, wire } = connect();
    expect(await client.session.verify()).toBe(false);
    const { token, user: id } = await client.session.login({ name: user.email, password: user.password });
    expect(String(id)).toBe(user.id);
    await client.auth.setTokenSet({ accessToken: token });
    expect(await client.session.verify()).toBe(true);
    expect(wire.lines.filter((line) => line.startsWith('HEAD'))).toEqual([
      'HEAD /demo/auth/v1/',
      'HEAD /demo/auth/v1/',
    ]);
    expect(await client.session.getUserInfo({ access: 1 })).toMatchObject({
      email: user.email,
      permissions: expect.anything(),
    });
    expect(await client.session.logout()).toBeNull();
    expect(await client.session.verify()).toBe(false);
  });

  it('gives a token for user name and password, which calls then use', async () => {
    const { client } = connect({ mode: 'oauth' });
    const tokens = await client.session.getToken({ username: user.email, password: user.password });
    expect([tokens.tokenType, (tokens.expiresIn ?? 0) > 0]).toEqual(['Bearer', true]);
    expect((await client.api.getMe()).email).toBe(user.email);
    const wrong = await refusal(client.session.getToken({ username: user.email, password: 'wrong' }));
    expect(wrong).toMatchObject({
      status: 401,
      description: expect.stringMatching(/^Unauthorized/),
      operation: 'session.getToken',
    });
    expect((await client.auth.getTokenSet())?.accessToken).toBe(tokens.accessToken);
  });
});

describe('the management API', () => {
  const signedIn = async () =>
    connect({ mode: 'session', session: { cookie: (await server.signedIn(user)).cookie('ZEYOSID') } });

  it('has a method for each operation, with path, query and body in one input', async () => {
    const { client, wire } = await signedIn();
    const { id } = await client.api.createOrganization({ name: 'Widgets & Co' });
    expect((await client.api.updateOrganization({ id, name: 'Widgets Ltd' })).name).toBe('Widgets Ltd');
    const members = await client.api.listOrganizationMemberships({ id, perPage: 5 });
    expect(members).toBeTruthy();
    expect(await client.api.deleteOrganization({ id })).toBeNull();
    expect(wire.lines).toEqual([
      'POST /demo/api/organizations',
      `PATCH /demo/api/organizations/${id}`,
      `GET /demo/api/organizations/${id}/memberships?perPage=5`,
      `DELETE /demo/api/organizations/${id}`,
    ]);
    expect(JSON.parse(wire.sent[1]?.body ?? '')).toEqual({ name: 'Widgets Ltd' });
  });

  it('answers refusals as errors with status, code and what was wrong', async () => {
    const { client, wire } = await signedIn();
    expect(await refusal(client.api.getOrganization({ id: 'none' }))).toMatchObject({ status: 404, code: 'not_found' });
    const invalid = await refusal(client.api.createOrganization({ name: '' }));
    expect([invalid.code, invalid.operation, invalid.body]).toEqual([
      'invalid_input',
      'api.createOrganization',
      expect.objectContaining({ fields: { name: expect.any(String) } }),
    ]);
    const count = wire.sent.length;
    for (const id of ['', '.', '..'])
      expect((await refusal(client.api.deleteOrganization({ id }))).code).toBe('missing_parameter');
    expect(wire.sent).toHaveLength(count);
  });

  it('takes tokens where the operation does, and any other route of the instance by its name', async () => {
    const { client, wire } = connect({ mode: 'oauth' });
    await client.auth.setTokenSet(await server.tokens(user, app));
    expect(await client.api.getMe()).toEqual(await client.request('GET /api/users/me'));
    expect(wire.sent.map(({ headers }) => headers.get('authorization')?.slice(0, 7))).toEqual(['Bearer ', 'Bearer ']);
    const passwords = { currentPassword: user.password, newPassword: 'five words that nobody guesses' };
    expect((await refusal(client.api.changeMyPassword(passwords))).status).toBe(401);
    expect(wire.sent[2]?.headers.get('authorization')).toBeNull();
  });

  it('is the one that the server describes', () => {
    const generated = readFileSync(join(__dirname, '../../src/client/api.generated.ts'), 'utf8');
    expect(Object.keys(connect().client.api)).toContain('listOrganizations');
    expect(generated).toMatch(/^\/\/ Written by `npm run client:api`/);
  });
});
