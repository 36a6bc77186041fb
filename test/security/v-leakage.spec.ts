import { AppLogger } from '../../src/platform/index.js';
import { sqlite } from '../support/databases.js';
import { databaseFiles, everythingStored } from '../support/everything-stored.js';
import { type Answer, basic } from '../support/http.js';
import { sendRaw } from '../support/raw-http.js';
import { pkce, type TestApp, TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const lines: string[] = [];
const log = (): string => lines.join('');
const logger = new AppLogger('trace', { write: (line: string) => void lines.push(line) });

let server: TestServer;
let cleanup: () => Promise<void>;
let app: TestApp;
/** What must show up nowhere, by what it is. */
const secrets = new Map<string, string>();
/** What was answered to anything that failed. */
const errors: Answer[] = [];
/** Where redirects led. */
const locations: string[] = [];
const pages: string[] = [];

function keep(answer: Answer): Answer {
  if (answer.status >= 400) errors.push(answer);
  if (answer.location !== undefined) locations.push(answer.location);
  if (answer.headers.get('content-type')?.startsWith('text/html')) pages.push(answer.text);
  return answer;
}

const newSecret = (name: string): string => {
  const value = `${name.replaceAll(' ', '-')}-canary-${'q7Zx'.repeat(6)}`;
  secrets.set(name, value);
  return value;
};

beforeAll(async () => {
  const database = await sqlite.create();
  cleanup = database.cleanup;
  const environment = { DATABASE_URL: database.url, LOG_LEVEL: 'trace' };
  server = await TestServer.start({ environment, logger });
  app = await server.createApp({ name: 'canary-app', postLogoutRedirectUris: ['https://app.test/bye'] });
  secrets.set('client secret', app.clientSecret);
  secrets.set('master secret', 'a-master-key-for-tests-of-sufficient-length');
  const browser = server.visitor();
  await signUpAndIn(browser);
  await getTokens(browser);
  await fail(browser);
  await changePassword(browser);
  await new Promise((resolve) => setImmediate(resolve));
}, 60_000);
afterAll(async () => {
  await server.stop();
  await cleanup();
});

async function signUpAndIn(browser: Visitor): Promise<void> {
  const password = newSecret('password');
  const form = { identifier: 'canary@example.com', name: 'Canary', password };
  keep(await browser.submit(keep(await browser.get('/demo/sign-up')), form));
  secrets.set('first session', browser.cookie('ZEYOSID') ?? '');
  keep(await server.signIn(browser, 'canary@example.com', newSecret('wrong password')));
  keep(await server.signIn(browser, newSecret('password in the wrong field'), 'x'));
  keep(await server.signIn(browser, 'canary@example.com', password));
  secrets.set('session', browser.cookie('ZEYOSID') ?? '');
  secrets.set('browser cookie', browser.cookie('latchkey_browser') ?? '');
  secrets.set('device cookie', (browser.cookie('latchkey_device') ?? '').split('.')[2] ?? '');
}

async function getTokens(browser: Visitor): Promise<void> {
  const { verifier, challenge } = pkce();
  secrets.set('verifier', verifier);
  const proof = { code_challenge: challenge, code_challenge_method: 'S256', scope: 'openid email offline_access' };
  const back = await server.authorize(browser, app, { ...proof, prompt: 'consent' });
  locations.push(back.href);
  const code = back.searchParams.get('code') ?? '';
  secrets.set('code', code);
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier };
  const tokens = (await server.token(app, exchange)).json as Record<string, string>;
  for (const name of ['access_token', 'refresh_token', 'id_token']) secrets.set(name, tokens[name] ?? '');
  keep(await server.userinfo(tokens['access_token'] ?? ''));
  const refreshed = (await server.refresh(app, tokens['refresh_token'] ?? '')).json as Record<string, string>;
  secrets.set('second refresh_token', refreshed['refresh_token'] ?? '');
  keep(await server.token(app, exchange));
  keep(await server.refresh(app, tokens['refresh_token'] ?? ''));
  keep(await server.token(app, { token: refreshed['refresh_token'] }, 'introspect'));
  keep(await server.token(app, { token: tokens['access_token'] }, 'revoke'));
  keep(await browser.get(`/demo/oauth2/v1/end_session?id_token_hint=${tokens['id_token']}x`));
}

/** Refusals of every kind, each with a secret in it that is nobody's. */
async function fail(browser: Visitor): Promise<void> {
  const bearer = (value: string) => ({ headers: { authorization: `Bearer ${value}` } });
  keep(await server.send('GET', '/demo/api/users/me', bearer(newSecret('opaque bearer'))));
  keep(await server.send('GET', '/demo/api/users/me', bearer(`sk_${'a5'.repeat(32)}`)));
  secrets.set('API key', `sk_${'a5'.repeat(32)}`);
  keep(await server.userinfo(`eyJhbGciOiJub25lIn0.${Buffer.from(newSecret('forged jwt')).toString('base64url')}.AAAA`));
  keep(await server.token({ ...app, clientSecret: newSecret('wrong client secret') }, { grant_type: 'refresh_token' }));
  const form = { grant_type: 'authorization_code', redirect_uri: app.redirectUri };
  keep(await server.token(app, { ...form, code: newSecret('wrong code'), code_verifier: newSecret('wrong verifier') }));
  keep(await server.token(app, { grant_type: 'refresh_token', refresh_token: newSecret('wrong refresh token') }));
  keep(await server.token(app, { grant_type: newSecret('grant type') }));
  const json = {
    headers: { 'content-type': 'application/json', authorization: basic(app.clientId, app.clientSecret) },
  };
  const broken = { ...json, body: `{"password":"${newSecret('broken json')}"` };
  keep(await server.send('POST', '/demo/oauth2/v1/token', broken));
  const headers = { origin: server.origin, 'content-type': 'application/json' };
  const change = { currentPassword: newSecret('wrong current password'), newPassword: newSecret('refused password') };
  keep(await browser.post('/demo/api/users/me/password', { json: change, headers }));
  keep(await browser.post('/demo/api/users/me/password', { json: { [newSecret('member name')]: 1 }, headers }));
  const account = formsOf(keep(await browser.get('/demo/account')).text);
  const csrf = account[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
  secrets.set('csrf', csrf);
  keep(
    await browser.post('/demo/account/password', {
      form: { csrf: `${csrf}x`, password: newSecret('unsent password') },
    }),
  );
  keep(await browser.get(`/demo/sign-in?password=${newSecret('password in the query')}`));
  keep(await browser.get(`/demo/consent?request=${newSecret('request id')}`));
  for (const path of [
    `/demo/nowhere?token=${newSecret('unknown path')}`,
    `/demo/api/users/me?access_token=${newSecret('query token')}`,
  ]) {
    await sendRaw(server.origin, { path, headers: { cookie: `ZEYOSID=${newSecret('made up session')}` } });
  }
}

async function changePassword(browser: Visitor): Promise<void> {
  const json = { currentPassword: secrets.get('password'), newPassword: newSecret('new password') };
  expect((await browser.post('/demo/api/users/me/password', { json, headers: { origin: server.origin } })).status).toBe(
    204,
  );
  secrets.set('session after', browser.cookie('ZEYOSID') ?? '');
  const page = keep(await browser.get('/demo/sign-out'));
  keep(await browser.submit(page, {}));
}

/** Names of the secrets that stand in the text, in any of the spellings they travel in. */
function leaked(text: string, except: readonly string[] = []): string[] {
  const spellings = (value: string): string[] => [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64url'),
  ];
  return [...secrets]
    .filter(([name, value]) => !except.includes(name) && spellings(value).some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
}

describe('secrets', () => {
  it('T322 were planted, used and refused', () => {
    expect([...secrets].filter(([, value]) => value.length < 20)).toEqual([]);
    expect(secrets.size).toBeGreaterThan(30);
    expect(errors.length).toBeGreaterThan(12);
  });

  it('T322 stand in no line of the log, at the chattiest level', () => {
    expect(lines.length).toBeGreaterThan(40);
    for (const code of ['invalid_grant', 'invalid_token', 'invalid_client']) expect(log().includes(code)).toBe(true);
    expect(leaked(log())).toEqual([]);
    // Nor is it a diary of who signs in.
    expect(log().includes('canary@example.com')).toBe(false);
  });

  it('T322 stand in no error', () => {
    // Shown again to who sent it: a name, a member that is not known, the form's own token, and the query in a link to itself.
    const repeated = ['csrf', 'password in the wrong field', 'member name', 'request id'];
    for (const { text } of errors) expect(leaked(text, repeated)).toEqual([]);
    for (const { text } of errors) expect(text).not.toMatch(/\.[jt]s:\d+:\d+|node_modules|SELECT |SQLITE|\/src\//);
  });

  it('T324 stand in no row, and in no byte of the files', async () => {
    const rows = [...(await everythingStored(server.app)).values()].join('\n');
    expect(rows).toContain('canary@example.com');
    expect(leaked(rows)).toEqual([]);
    const files = await databaseFiles(server.app);
    expect(files.size).toBeGreaterThan(1);
    for (const content of files.values()) expect(leaked(content.toString('latin1'))).toEqual([]);
  });

  it('T326 travel in no URL but the code on its way to the app', () => {
    expect(locations.length).toBeGreaterThanOrEqual(5);
    for (const location of locations) {
      const isAnswer = location.startsWith(app.redirectUri);
      expect(leaked(location, isAnswer ? ['code'] : ['request id'])).toEqual([]);
    }
    const urls = pages.flatMap((page) =>
      [...page.matchAll(/(?:href|src|action|content)="([^"]*)"/g)].map(([, url = '']) => url),
    );
    expect(urls.length).toBeGreaterThan(20);
    for (const url of urls) expect(leaked(url, ['password in the query', 'request id'])).toEqual([]);
  });
});

describe('the log', () => {
  it('T323 has one well-formed line for whatever is sent', async () => {
    const ugly = 'x","level":"fatal"}\u001b[31m\u202ered';
    const before = lines.length;
    const encoded = encodeURIComponent(`${ugly}\r\n{"forged":true}`);
    const headers = {
      'user-agent': ugly.replace(/[^\x20-\x7e]/g, ''),
      'x-request-id': 'x" injected',
      'x-forwarded-for': encoded,
    };
    await sendRaw(server.origin, { path: `/demo/${encoded}`, headers });
    await server.signIn(server.visitor(), `${ugly}\r\n{"forged":true}`, 'x');
    await server.token({ ...app, clientId: `${ugly}\r\n`, clientSecret: 'x' }, { grant_type: 'refresh_token' });
    const written = lines.slice(before);
    expect(written.length).toBeGreaterThan(3);
    for (const line of written) {
      expect(line.endsWith('\n') && !line.slice(0, -1).includes('\n')).toBe(true);
      expect(line).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      expect(JSON.parse(line)).toMatchObject({ level: expect.stringMatching(/^(?:trace|debug|info)$/) });
      expect(JSON.parse(line)).not.toHaveProperty('forged');
    }
  });
});
