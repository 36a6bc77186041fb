import { Apps } from '../../src/apps/index.js';
import { type Instance, Instances } from '../../src/instances/index.js';
import { type Answer, basic } from '../support/http.js';
import { sendRaw } from '../support/raw-http.js';
import { type TestApp, type TestUser, TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

let server: TestServer;
let bravo: Instance;
let user: TestUser;
let namesake: TestUser;
let app: TestApp;
let foreignApp: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  bravo = await server.createInstance('bravo', { branding: { name: HOSTILE } });
  user = await server.createUser({ email: 'same@example.com', name: 'In Demo' });
  namesake = await server.createUser({ email: 'same@example.com', name: 'In Bravo', instance: bravo });
  [app, foreignApp] = [await server.createApp(), await createAppIn(bravo)];
});
afterAll(() => server.stop());

async function createAppIn({ id: instanceId }: Instance): Promise<TestApp> {
  const redirectUri = 'https://bravo.test/cb';
  const input = {
    instanceId,
    name: 'bravo-app',
    title: HOSTILE,
    vendor: HOSTILE,
    redirectUris: [redirectUri],
    scope: [],
  };
  const created = await server.app.get(Apps).create(input);
  return { appId: created.appId, clientId: created.id, clientSecret: created.secret ?? '', redirectUri };
}

const tokenAt = (
  instance: string,
  { clientId, clientSecret }: TestApp,
  form: Record<string, string>,
): Promise<Answer> => {
  const headers = { authorization: basic(clientId, clientSecret) };
  return server.send('POST', `/${instance}/oauth2/v1/token`, { form, headers });
};
const me = (instance: string, cookie: string): Promise<Answer> =>
  server.send('GET', `/${instance}/api/users/me`, { headers: { cookie } });
const issuerOf = async (path: string, headers: Record<string, string> = {}): Promise<unknown> => {
  const { status, text } = await sendRaw(server.origin, { path, headers });
  return status === 200 ? (JSON.parse(text) as { issuer: string }).issuer : status;
};
const discovery = (instance: string): string => `/${instance}/oauth2/v1/.well-known/openid-configuration`;

describe('an instance', () => {
  it('T257 takes nothing that another one gave: token, session, code, refresh token, client, form, request', async () => {
    const tokens = await server.tokens(user, app);
    const browser = await server.signedIn(user);
    const code = (await server.authorize(browser, app)).searchParams.get('code') ?? '';
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri };
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const bearer = { headers: { authorization: `Bearer ${tokens.access_token}` } };
    for (const client of [app, foreignApp]) {
      const expected = client === app ? [401, 'invalid_client'] : [400, 'invalid_grant'];
      for (const form of [exchange, refresh]) {
        const { status, json } = await tokenAt('bravo', client, form);
        expect([status, json['error']]).toEqual(expected);
      }
    }
    expect((await server.send('GET', '/bravo/oauth2/v1/userinfo', bearer)).status).toBe(401);
    expect((await server.send('GET', '/bravo/api/users/me', bearer)).status).toBe(401);
    const introspection = await server.send('POST', '/bravo/oauth2/v1/introspect', {
      form: { token: tokens.access_token },
      headers: { authorization: basic(foreignApp.clientId, foreignApp.clientSecret) },
    });
    expect(introspection.json).toEqual({ active: false });
    expect((await me('bravo', `ZEYOSID=${browser.cookie('ZEYOSID')}`)).status).toBe(401);
    // All of it is good where it belongs.
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
    expect((await server.token(app, exchange)).status).toBe(200);
    expect((await server.token(app, refresh)).status).toBe(200);
  });

  it('T257 shows its own forms, and goes on with its own requests only', async () => {
    const browser = server.visitor();
    const page = await browser.open(server.authorizePath(app));
    const csrf = formsOf(page.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    const request = new URL(formsOf(page.text)[0]?.action ?? '', server.origin).searchParams.get('request') ?? '';
    expect([csrf.length, request.length]).toEqual([43, 43]);
    const cookie = ['latchkey_browser', 'latchkey_device'].map((name) => `${name}=${browser.cookie(name)}`).join('; ');
    const post = (path: string): Promise<Answer> => {
      const form = { csrf, identifier: namesake.email, password: namesake.password };
      return server.send('POST', path, { form, headers: { cookie } });
    };
    expect((await post('/bravo/sign-in')).status).toBe(403);
    expect((await post('/demo/sign-in')).status).toBe(303);
    for (const path of ['sign-in', 'consent', 'oauth2/v1/authorize/continue']) {
      const foreign = await server.send('GET', `/bravo/${path}?request=${request}`, { headers: { cookie } });
      expect([path, foreign.status]).toEqual([path, 400]);
    }
    expect((await browser.get(`/demo/sign-in?request=${request}`)).status).toBe(200);
    const path = server.authorizePath(app).replace('/demo/', '/bravo/');
    expect((await server.send('GET', path)).status).toBe(400);
  });

  it.each([
    ['x-tenant', 'bravo'],
    ['x-tenant-id', 'bravo'],
    ['x-instance', 'bravo'],
    ['x-forwarded-prefix', '/bravo'],
    ['x-original-url', '/bravo/oauth2/v1/.well-known/openid-configuration'],
    ['x-rewrite-url', '/bravo/oauth2/v1/.well-known/openid-configuration'],
    ['x-forwarded-host', 'bravo.test'],
    ['host', 'bravo.test'],
  ])('T258 is named by the path alone, whatever %s says', async (name, value) => {
    expect(await issuerOf(discovery('demo'), { [name]: value })).toBe(server.issuer);
    const cookie = `ZEYOSID=${(await server.signedIn(user)).cookie('ZEYOSID')}`;
    const own = await sendRaw(server.origin, { path: '/demo/api/users/me', headers: { cookie, [name]: value } });
    expect([own.status, own.text]).toEqual([200, expect.stringContaining('In Demo')]);
    expect(
      (await sendRaw(server.origin, { path: '/bravo/api/users/me', headers: { cookie, [name]: 'demo' } })).status,
    ).toBe(401);
  });

  it('T258 is not named by a query or a form', async () => {
    const query = 'instance=bravo&tenant=bravo&instance_id=bravo&instanceId=bravo';
    expect(await issuerOf(`${discovery('demo')}?${query}`)).toBe(server.issuer);
    const form = { grant_type: 'refresh_token', refresh_token: 'x', instance: 'demo', instance_id: server.instance.id };
    expect((await tokenAt('bravo', app, form)).json['error']).toBe('invalid_client');
    const browser = await server.signedIn(user);
    const json = { name: 'In Demo', instanceId: bravo.id };
    const headers = { origin: server.origin };
    expect((await browser.request('PATCH', '/demo/api/users/me', { json, headers })).status).toBe(400);
  });

  const tail = '/oauth2/v1/.well-known/openid-configuration';
  it.each([
    ...[
      '/demo/../bravo',
      '/bravo/../demo',
      '/./demo',
      '//demo',
      '/%64emo',
      '/%2564emo',
      '/DEMO',
      '/Demo',
      '/demo%2f..%2fbravo',
    ],
    ...[
      '/demo;x',
      '/demo%00',
      '/demo%20',
      '/demo.',
      '/d%C3%A9mo',
      '/dem\u00f8',
      '/demo\\..\\bravo',
      `/${'d'.repeat(2_048)}`,
      '/%ff',
    ],
    ...['/demo%0a', '/bravo/demo', '/demo/bravo', '/%2e%2e/demo', '/__proto__', '/constructor'],
  ])('T259 is reached by its name as it is written, not by %s', async (prefix) => {
    const path = Buffer.from(`${prefix}${tail}`, 'utf8').toString('latin1');
    expect([400, 404, 414]).toContain(await issuerOf(path));
    const cookie = `ZEYOSID=${(await server.signedIn(user)).cookie('ZEYOSID')}`;
    const guarded = Buffer.from(`${prefix}/api/sessions`, 'utf8').toString('latin1');
    const { status } = await sendRaw(server.origin, { path: guarded, headers: { cookie } });
    expect([400, 401, 404, 414]).toContain(status);
  });

  it('T260 can put no active content on the origin that it shares', async () => {
    const pages = ['/bravo', '/bravo/sign-in', '/bravo/sign-up', '/bravo/sign-out', '/bravo/nothing-here'];
    for (const path of pages) {
      const page = await server.send('GET', path);
      expect(page.text).not.toMatch(/<script|<img|onerror="/i);
      if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'");
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
    }
    const browser = await server.signedIn(namesake, bravo);
    const path = server.authorizePath(foreignApp, { scope: 'openid' }).replace('/demo/', '/bravo/');
    const consent = await browser.open(path);
    expect([consent.status, consent.text.match(/<script|<img|onerror="/gi)]).toEqual([200, null]);
    expect(consent.text).toContain('&lt;script&gt;');
    for (const branding of [
      { colour: 'red;}body{}' },
      { logo: 'javascript:alert(1)' },
      { logo: 'data:image/svg+xml,x' },
    ]) {
      await expect(server.app.get(Instances).configure(bravo.id, { branding })).rejects.toMatchObject({
        code: 'invalid_input',
      });
    }
    for (const name of ['sw.js', 'service-worker.js', 'bravo/sw.js', 'assets/bravo.js']) {
      expect((await server.send('GET', `/${name}`)).status).toBe(404);
    }
    expect((await server.send('GET', '/assets/form-post.js')).headers.get('service-worker-allowed')).toBeNull();
  });

  it('T260 does not rely on the path of a cookie: two of one name are told apart, or refused', async () => {
    const [own, other] = [await server.signedIn(user), await server.signedIn(namesake, bravo)];
    const [a, b] = [own, other].map((browser: Visitor) => browser.cookie('ZEYOSID') ?? '');
    expect((await me('demo', `ZEYOSID=${a}`)).json['full_name']).toBe('In Demo');
    expect((await me('bravo', `ZEYOSID=${b}`)).json['full_name']).toBe('In Bravo');
    for (const [instance, value] of [
      ['demo', b],
      ['bravo', a],
    ] as const) {
      expect((await me(instance, `ZEYOSID=${value}`)).status).toBe(401);
      expect((await me(instance, `ZEYOSID=${a}; ZEYOSID=${b}`)).status).toBe(401);
    }
  });

  it('T266 answers for its own, however mixed the questions: same address, same paths, warm caches', async () => {
    const [own, other] = [await server.signedIn(user), await server.signedIn(namesake, bravo)];
    const cookies = { demo: `ZEYOSID=${own.cookie('ZEYOSID')}`, bravo: `ZEYOSID=${other.cookie('ZEYOSID')}` };
    const names = { demo: 'In Demo', bravo: 'In Bravo' };
    const order = Array.from({ length: 500 }, (_, index) => (index * 7) % 3 === 0);
    const answers = await Promise.all(
      order.map(async (isDemo) => {
        const instance = isDemo ? 'demo' : 'bravo';
        const { json } = await me(instance, cookies[instance]);
        return json['full_name'] === names[instance];
      }),
    );
    expect(answers).toEqual(order.map(() => true));
    expect((await me('bravo', cookies.demo)).status).toBe(401);
    expect((await server.signIn(server.visitor(), 'same@example.com')).status).toBe(303);
  });

  it('T267 has its own discovery document, exactly, at both places; an unknown one has none', async () => {
    for (const { name, issuer } of [server.instance, bravo]) {
      for (const path of [
        discovery(name),
        `/${name}/oauth2/v1/.well-known/oauth-authorization-server`,
        `/.well-known/openid-configuration/${name}/oauth2/v1`,
        `/.well-known/oauth-authorization-server/${name}/oauth2/v1`,
      ]) {
        expect([path, await issuerOf(path)]).toEqual([path, issuer]);
      }
    }
    const unknown = ['nobody', 'brav', 'bravo2'].flatMap((name) => [
      discovery(name),
      `/.well-known/openid-configuration/${name}/oauth2/v1`,
    ]);
    const bodies = await Promise.all(unknown.map(async (path) => (await server.send('GET', path)).json));
    for (const body of bodies) expect({ ...body, requestId: '' }).toEqual({ ...bodies[0], requestId: '' });
    expect(bodies[0]).toMatchObject({ status: 404, code: 'unknown_instance' });
  });
});
