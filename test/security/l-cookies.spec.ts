import { Operators } from '../../src/operators/index.js';
import { CachingProxy } from '../support/caching-proxy.js';
import { changesByCookie, contractRoutes, isProtected, pathOf } from '../support/contract-routes.js';
import { type Answer } from '../support/http.js';
import { sendRaw } from '../support/raw-http.js';
import { type TestUser, TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let here: Visitor;
let there: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  // To everybody else the instances are closed before anything is read.
  await server.app.get(Operators).add(user.email);
  here = await server.signedIn(user);
  there = await server.signedIn(user);
});
afterAll(() => server.stop());

const EVIL = 'https://evil.test';
const cookieOf = (visitor: Visitor): string => `ZEYOSID=${visitor.cookie('ZEYOSID')}`;
const csrfOf = (page: Answer): string => formsOf(page.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';

/** Name, sessions, consents and password of the person: what a forged request could have changed. */
async function stateOf(visitor: Visitor): Promise<unknown> {
  const me = (await visitor.get('/demo/api/users/me')).json;
  const { sessions } = (await visitor.get('/demo/api/sessions')).json as { sessions: { id: string }[] };
  return { me, sessions: sessions.map(({ id }) => id).sort(), other: (await there.get('/demo/api/sessions')).status };
}

describe('cookies', () => {
  it.each([
    ['over https', 'https://id.example', true],
    ['over http, on this machine', undefined, false],
  ])('T180 %s are for this instance, for no script, for no other site’s posts, and small', async (_, url, isSecure) => {
    const secured = await TestServer.start(url === undefined ? {} : { environment: { PUBLIC_URL: url } });
    try {
      const person = await secured.createUser();
      const browser = secured.visitor();
      const page = await browser.get('/demo/sign-in');
      const answer = await browser.submit(page, { identifier: person.email, password: person.password });
      expect(answer.status).toBe(303);
      const lines = [...page.headers.getSetCookie(), ...answer.headers.getSetCookie()];
      expect(lines.map((line) => line.split('=')[0]).sort()).toEqual([
        'ZEYOSID',
        'latchkey_browser',
        'latchkey_device',
      ]);
      for (const line of lines) {
        expect(line).toMatch(/; Path=\/demo;(?: .*;)? HttpOnly; SameSite=Lax$/);
        expect(line).not.toMatch(/domain=/i);
        expect(line.includes('; Secure')).toBe(isSecure);
        expect(line.length).toBeLessThan(512);
      }
      // Who closes the browser is signed out: nothing was asked for beyond that.
      expect(lines.find((line) => line.startsWith('ZEYOSID'))).not.toMatch(/max-age|expires/i);
    } finally {
      await secured.stop();
    }
  });
});

describe('a state change by cookie', () => {
  const routes = contractRoutes().filter(changesByCookie);
  const api = routes.filter(({ template }) => template.includes('/api/'));
  const forms = routes.filter(({ template }) => !template.includes('/api/'));

  it('T185 is what these tests have found', () => {
    expect(api.length).toBeGreaterThanOrEqual(4);
    expect(forms.length).toBeGreaterThanOrEqual(5);
  });

  it.each(api.map((route) => [`${route.method} ${route.template}`, route] as const))(
    'T185 needs the word of the browser that it comes from here: %s',
    async (_, route) => {
      const before = await stateOf(here);
      const path = pathOf(route);
      const send = (headers: Record<string, string>, body?: string): Promise<{ status: number; text: string }> =>
        sendRaw(server.origin, { method: route.method, path, headers: { cookie: cookieOf(here), ...headers }, body });
      const json = { 'content-type': 'application/json' };
      const body = '{"name":"Mallory","currentPassword":"x","newPassword":"y"}';
      const senders: Record<string, string>[] = [
        {},
        { origin: EVIL },
        { origin: 'null' },
        { origin: `${server.origin}.evil.test` },
      ];
      const sites = ['cross-site', 'same-site', 'none'].map((site) => ({ 'sec-fetch-site': site }));
      for (const headers of [...senders, ...sites]) {
        const { status, text } = await send({ ...json, ...headers }, body);
        // Without an instance in the path no cookie of ours would be sent; sent by hand, it is as good as any.
        expect([headers, status, text]).toEqual([headers, 403, expect.stringContaining('csrf_failed')]);
      }
      const origin = server.origin;
      expect((await send({ origin, 'content-type': 'text/plain' }, body)).status).toBe(415);
      expect((await send({ origin, 'content-type': 'multipart/form-data; boundary=x' }, body)).status).toBe(415);
      expect((await send({ 'content-type': 'application/x-www-form-urlencoded' }, 'name=Mallory')).status).toBe(403);
      const twin = await send({ origin, 'content-type': 'application/x-www-form-urlencoded' }, 'name=Mallory');
      expect(route.method === 'DELETE' ? [204, 400, 404] : [400, 404]).toContain(twin.status);
      if (route.method !== 'DELETE') expect(await stateOf(here)).toEqual(before);
    },
  );

  it.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])(
    'T185 is not made of a harmless request by %s',
    async (name) => {
      const victim = await server.signedIn(user);
      const headers = { cookie: cookieOf(victim), [name]: 'DELETE' };
      for (const [method, path] of [
        ['GET', '/demo/api/sessions'],
        ['GET', '/demo/api/sessions?_method=DELETE'],
        ['POST', '/demo/api/sessions'],
        ['POST', '/demo/api/sessions?_method=DELETE'],
      ] as const) {
        expect((await sendRaw(server.origin, { method, path, headers })).status).toBe(method === 'GET' ? 200 : 405);
      }
      expect((await here.get('/demo/api/sessions')).status).toBe(200);
      await victim.request('DELETE', '/demo/api/sessions', { headers: { origin: server.origin } });
      here = await server.signedIn(user);
      there = await server.signedIn(user);
    },
  );

  it.each(forms.map((route) => [route.template, route] as const))(
    'T185 by a form needs the form that this browser was shown: %s',
    async (_, route) => {
      const stranger = await server.signedIn(await server.createUser());
      const [csrf, foreign] = [await here.open('/demo/account'), await stranger.open('/demo/account')].map(csrfOf);
      const before = await stateOf(here);
      const fields = { name: 'Mallory', current_password: user.password, password: 'another four words here' };
      const forged = [{}, { csrf: '' }, { csrf: foreign }, { csrf: `${csrf}A` }, { csrf: csrf?.toUpperCase() }];
      for (const more of forged) {
        const answer = await here.post(pathOf(route), { form: { ...fields, ...more } });
        expect([more, answer.status]).toEqual([more, 403]);
      }
      const senders: Record<string, string>[] = [
        { origin: EVIL },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
      ];
      for (const headers of senders) {
        const answer = await here.post(pathOf(route), { form: { ...fields, csrf }, headers });
        expect([headers, answer.status]).toEqual([headers, 403]);
      }
      const json = await here.post(pathOf(route), { json: { ...fields, csrf } });
      expect(json.status).toBe(403);
      expect(await stateOf(here)).toEqual(before);
    },
  );

  it('T185 can be completed by a client that is no browser, with the form that it was shown (design §9)', async () => {
    const page = await here.open('/demo/account');
    const [profile] = formsOf(page.text).filter(({ action }) => action.endsWith('/profile'));
    const index = formsOf(page.text).findIndex(({ action }) => action === profile?.action);
    expect((await here.submit(page, { name: 'Pat Changed' }, index)).status).toBe(303);
    expect((await here.get('/demo/api/users/me')).json['full_name']).toBe('Pat Changed');
    const origin = server.origin;
    const answer = await here.request('PATCH', '/demo/api/users/me', {
      json: { name: 'Pat Doe' },
      headers: { origin },
    });
    expect([answer.status, answer.json['full_name']]).toEqual([200, 'Pat Doe']);
  });
});

describe('another site', () => {
  it.each(['sign-in', 'sign-up', 'sign-out'])('T186 can not post to /%s', async (page) => {
    const attacker = server.visitor();
    const csrf = csrfOf(await attacker.open(`/demo/${page}`));
    const victim = await server.signedIn(user);
    const form = { csrf, identifier: user.email, email: 'm@example.com', name: 'M', password: user.password };
    const secret = victim.cookie('ZEYOSID');
    const senders: Record<string, string>[] = [
      { origin: EVIL },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ];
    for (const headers of senders) {
      // With the attacker's own form field; a browser would send no Lax cookie along, here it does even so.
      const answer = await victim.post(`/demo/${page}`, { form, headers });
      expect([headers, answer.status]).toEqual([headers, 403]);
      expect(victim.cookie('ZEYOSID')).toBe(secret);
    }
    expect((await victim.get('/demo/api/users/me')).json['id']).toBe(user.id);
  });

  const OPEN = /^\/api\/v1\/|^\/oauth\/|\/userinfo$/;

  it('T187 may not read what a cookie opens', async () => {
    const origins = [EVIL, 'null', `${server.origin}.evil.test`, server.origin.replace('http:', 'https:')];
    const routes = contractRoutes().filter(isProtected);
    expect(routes.length).toBeGreaterThan(5);
    for (const route of routes) {
      for (const origin of origins) {
        for (const method of ['OPTIONS', 'GET']) {
          const headers = { cookie: cookieOf(here), origin, 'access-control-request-method': route.method };
          const answer = await sendRaw(server.origin, { method, path: pathOf(route), headers });
          // `*` is never honoured for a request with credentials (Fetch §4.10).
          expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
          expect([undefined, '*']).toContain(answer.headers['access-control-allow-origin']);
          // Those that are open to every page know no cookies.
          if (!OPEN.test(route.template)) expect(answer.headers['access-control-allow-origin']).toBeUndefined();
        }
      }
    }
  });

  describe('T189 behind a cache that knows no cookies', () => {
    const METADATA = '/demo/oauth2/v1/.well-known/openid-configuration';
    const paths = [
      ...['/demo', '/demo/account', '/demo/account/security', '/demo/organizations', '/demo/api/users/me'],
      ...['/demo/api/sessions', '/demo/api/api-keys', '/demo/api/organizations', '/demo/oauth2/v1/userinfo'],
      ...['/demo/auth/v1/', '/demo/auth/v1/?access=1'],
    ];

    /** Text and cache's word of every path, for one browser after another. */
    async function readAll(proxy: CachingProxy, cookie?: string): Promise<{ text: string; cache: string | null }[]> {
      const answers = paths.map(async (path) => {
        const answer = await fetch(proxy.origin + path, { redirect: 'manual', headers: cookie ? { cookie } : {} });
        return { text: await answer.text(), cache: answer.headers.get('x-cache') };
      });
      return Promise.all(answers);
    }

    const idsIn = (texts: readonly { text: string }[], who: TestUser): boolean[] =>
      texts.map(({ text }) => text.includes(who.id) || text.includes(who.email));

    it('a person never sees another one, nor does nobody', async () => {
      const proxy = await CachingProxy.before(server.origin);
      try {
        const [first, second] = [await server.createUser(), await server.createUser()];
        const cookies = [cookieOf(await server.signedIn(first)), cookieOf(await server.signedIn(second))];
        const own = await readAll(proxy, cookies[0]);
        expect(idsIn(own, first).filter(Boolean).length).toBeGreaterThan(4);
        for (const cookie of [cookies[1], undefined]) {
          const seen = await readAll(proxy, cookie);
          expect(seen.map(({ cache }) => cache)).toEqual(paths.map(() => 'MISS'));
          expect(idsIn(seen, first)).toEqual(paths.map(() => false));
        }
        for (const cache of ['MISS', 'HIT'])
          expect((await fetch(proxy.origin + METADATA)).headers.get('x-cache')).toBe(cache);
      } finally {
        await proxy.stop();
      }
    });

    it('would be seen here if the answers did not forbid it', async () => {
      const proxy = await CachingProxy.before(server.origin, false);
      try {
        const first = await server.createUser();
        await readAll(proxy, cookieOf(await server.signedIn(first)));
        const seen = await readAll(proxy, cookieOf(await server.signedIn(await server.createUser())));
        expect(idsIn(seen, first)).toContain(true);
      } finally {
        await proxy.stop();
      }
    });
  });

  it('finds nothing of a person in a shared cache that keeps to the rules: every page and answer for one is not to be stored', async () => {
    const routes = contractRoutes().filter((route) => isProtected(route) && route.method === 'GET');
    const pages = ['/demo', '/demo/sign-in', '/demo/sign-out', '/demo/account?done=profileSaved'];
    for (const path of [...routes.map((route) => pathOf(route)), ...pages]) {
      const answer = await sendRaw(server.origin, { path, headers: { cookie: cookieOf(here) } });
      expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store']);
      const anonymous = await sendRaw(server.origin, { path });
      expect([path, anonymous.headers['cache-control']]).toEqual([path, 'no-store']);
    }
  });
});
