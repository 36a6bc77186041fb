import { Audit } from '../../src/audit/index.js';
import { codeOf, outcomeOf } from '../support/code-flow.js';
import { type Answer, basic } from '../support/http.js';
import { sendRaw } from '../support/raw-http.js';
import { type TestApp, TestServer } from '../support/server.js';

const OWN = { grant_type: 'client_credentials' };
const SECURE = { 'x-forwarded-proto': 'https' };

let server: TestServer;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start({ environment: { HTTPS_ONLY: 'oauth2' } });
  app = await server.createApp();
});
afterAll(() => server.stop());

const proven = (the = app): Record<string, string> => ({ authorization: basic(the.clientId, the.clientSecret) });
const token = (headers: Record<string, string> = {}, path = '/oauth2/token', at = server): Promise<Answer> =>
  at.send('POST', path, { form: OWN, headers: { ...proven(), ...headers } });

describe('T058 plain HTTP on a surface that is for HTTPS only', () => {
  it('fails with an explanation, however good the credential is, and leads nowhere', async () => {
    const answer = await token();
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.json).toEqual({ error: 'invalid_request', error_description: expect.stringContaining('HTTPS') });
    expect([answer.location, answer.headers.get('www-authenticate')]).toEqual([undefined, null]);
    expect(outcomeOf(await token(SECURE))).toBe('200');
  });

  it('is told the same for every credential there is: none is looked at', async () => {
    const plain = await token();
    const headers = [
      { authorization: basic(app.clientId, 'cs_wrong') },
      { authorization: 'Basic ???' },
      { authorization: 'Bearer x' },
    ];
    for (const one of headers) expect((await token(one)).text).toBe(plain.text);
    const bodies = [{}, { client_id: app.clientId, client_secret: app.clientSecret }, { client_assertion: 'x' }];
    for (const form of bodies) expect((await server.send('POST', '/oauth2/token', { form })).text).toBe(plain.text);
  });

  it('counts nothing: a hundred wrong secrets in the clear lock nobody out', async () => {
    const wrong = { authorization: basic(app.clientId, 'cs_wrong') };
    for (let tries = 0; tries < 100; tries += 1) expect((await token(wrong)).status).toBe(403);
    expect(outcomeOf(await token({ ...SECURE, ...wrong }))).toBe('401 invalid_client');
    expect(outcomeOf(await token(SECURE))).toBe('200');
  });

  it('spends nothing: neither a code nor a token', async () => {
    const visitor = await server.signedIn(await server.createUser());
    const form = await codeOf(server, visitor, app);
    const exchange = (headers: object): Promise<Answer> =>
      server.send('POST', '/oauth2/token', { form, headers: { ...proven(), ...headers } });
    expect((await exchange({})).status).toBe(403);
    const issued = await exchange(SECURE);
    expect(issued.status).toBe(200);
    const bearer = { authorization: `Bearer ${String(issued.json['access_token'])}` };
    expect((await server.send('GET', '/oauth2/userinfo', { headers: bearer })).status).toBe(403);
    expect((await server.send('GET', '/oauth2/userinfo', { headers: { ...bearer, ...SECURE } })).status).toBe(200);
    const ended = { token: String(issued.json['access_token']) };
    expect((await server.send('POST', '/oauth2/revoke', { form: ended, headers: proven() })).status).toBe(403);
    expect((await server.send('GET', '/oauth2/userinfo', { headers: { ...bearer, ...SECURE } })).status).toBe(200);
    const record = JSON.stringify(await server.app.get(Audit).list(server.instance.id, { limit: 100 }));
    expect(record).not.toContain(String(issued.json['access_token']));
  });

  it('covers all of the surface and nothing beside it, whatever way the path is written', async () => {
    const gets = ['/oauth2/jwks', '/oauth2/.well-known/openid-configuration'];
    for (const path of gets) {
      expect([path, (await server.send('GET', path)).status]).toEqual([path, 403]);
      expect([path, (await server.send('GET', path, { headers: SECURE })).status]).toEqual([path, 200]);
    }
    for (const endpoint of ['introspect', 'revoke', 'device_authorization']) {
      expect([endpoint, (await token({}, `/oauth2/${endpoint}`)).status]).toEqual([endpoint, 403]);
    }
    const body = new URLSearchParams({ ...OWN, client_id: app.clientId, client_secret: app.clientSecret }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const spellings = [
      '/oauth2/token/',
      '/oauth2/token?x=1',
      '/%6fauth2/token',
      '/oauth2/%74oken',
      '//oauth2/token',
      '/x/../oauth2/token',
    ];
    for (const path of spellings) {
      const { status, text } = await sendRaw(server.origin, { method: 'POST', path, headers, body });
      expect([path, [403, 404].includes(status), text.includes('access_token')]).toEqual([path, true, false]);
    }
    for (const path of ['/demo/oauth2/v1/token']) expect(outcomeOf(await token({}, path))).toBe('200');
  });

  it.each([
    ['http', 403],
    ['https', 200],
    ['HTTPS', 403],
    ['https, http', 403],
    ['http, https', 200],
    ['https\u0020', 200],
    ['', 403],
    ['on', 403],
  ])('believes a trusted proxy that says %j: %d', async (proto, status) => {
    expect((await token({ 'x-forwarded-proto': proto })).status).toBe(status);
  });

  it('believes nobody else', async () => {
    const replica = await server.replica({ environment: { HTTPS_ONLY: 'oauth2', TRUSTED_PROXIES: '10.0.0.1' } });
    const lies: readonly Record<string, string>[] = [
      SECURE,
      { forwarded: 'proto=https' },
      { 'x-forwarded-ssl': 'on' },
      { 'x-forwarded-for': '10.0.0.1', ...SECURE },
    ];
    for (const headers of lies) expect((await token(headers, '/oauth2/token', replica)).status).toBe(403);
    expect((await sendRaw(replica.origin, { path: '/health/ready' })).status).toBe(200);
    await replica.stop();
  });
});

describe('which surfaces are for HTTPS only', () => {
  const production = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://id.example',
    TRUSTED_PROXIES: '127.0.0.1',
  };

  it('in production /oauth2, behind a proxy as it is, and the rest where it is said so', async () => {
    const replica = await server.replica({ environment: production });
    expect((await token({}, '/oauth2/token', replica)).status).toBe(403);
    expect(outcomeOf(await token(SECURE, '/oauth2/token', replica))).toBe('200');
    expect((await sendRaw(replica.origin, { path: '/health/live' })).status).toBe(200);
    await replica.stop();
  });

  it('in development none: plain HTTP works everywhere', async () => {
    const replica = await server.replica();
    for (const path of ['/oauth2/token', '/demo/oauth2/v1/token'])
      expect(outcomeOf(await token({}, path, replica))).toBe('200');
    await replica.stop();
  });

  it('by name; all but health', async () => {
    const status = async (at: TestServer, path: string): Promise<number> => (await sendRaw(at.origin, { path })).status;
    const paths = [
      '/oauth2/jwks',
      '/demo/oauth2/v1/jwks',
      '/api/v1/jwt_public_keys.json',
      '/demo/',
      '/demo/sign-in',
      '/health/live',
    ];
    const closed = async (names: string): Promise<string[]> => {
      const replica = await server.replica({ environment: { HTTPS_ONLY: names } });
      const statuses = await Promise.all(paths.map((path) => status(replica, path)));
      await replica.stop();
      return paths.filter((_, index) => statuses[index] === 403);
    };
    expect(await closed('none')).toEqual([]);
    expect(await closed('instances')).toEqual(['/demo/oauth2/v1/jwks']);
    expect(await closed('oauth2, pages')).toEqual(['/oauth2/jwks', '/demo/', '/demo/sign-in']);
    expect(await closed('all')).toEqual(paths.filter((path) => path !== '/health/live'));
  });
});
