import { Apps, type Client, Clients } from '../../src/apps/index.js';
import { changingNothing, codeOf, expectLocalPage, grantsIn } from '../support/authorization.js';
import { type Answer, basic } from '../support/http.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let visitor: Visitor;
/** Registered: `https://app.test/cb`, and allowed by the person who is signed in. */
let app: TestApp;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  visitor = await server.signedIn(user);
  app = await allowedApp(['https://app.test/cb']);
});
afterAll(() => server.stop());

/** An app to which the person has said yes already, so that only the address stands between a request and its code. */
async function allowedApp(redirectUris: string[], changes: { isPublic?: boolean } = {}): Promise<TestApp> {
  const created = await server.createApp({ redirectUris, ...changes });
  const page = await visitor.open(server.authorizePath(created));
  if (page.status === 200) await visitor.submit(page, { decision: 'allow' });
  return created;
}

const ask = (redirectUri: string | undefined, by = app, prompt?: string): Promise<Answer> =>
  visitor.get(server.authorizePath(by, { redirect_uri: redirectUri, prompt }));

/** Refused on a page of ours, on the silent way too, and without a trace (T030). */
async function expectRefused(redirectUris: readonly (string | undefined)[], by = app): Promise<void> {
  await changingNothing(server, async () => {
    for (const uri of redirectUris) {
      expectLocalPage(await ask(uri, by));
      expectLocalPage(await ask(uri, by, 'none'));
    }
  });
}

async function clientOf({ clientId }: TestApp): Promise<Client> {
  const client = await server.app.get(Clients).find(server.instance.id, clientId);
  if (!client) throw new Error('the client is gone');
  return client;
}

const code = async (answer: Promise<Answer>): Promise<string> => codeOf(await answer);

describe('a redirect URI (RFC 9700 §4.1.3)', () => {
  it('T026 T030 is compared byte by byte, before anybody is redirected', async () => {
    const dotted = ['/cb/../x', '/cb/..;/x', '/./cb', '/cb;a', '/cb.evil'];
    const encoded = ['/cb%2f', '/%63b', '/%2563b', '/cb%252e', '/cb%00', '/cb ', ' /cb'];
    const longer = ['/cb/', '//cb', '/cbx', '/cb?', '/cb?x=1', '/cb#', '/cb#f', '/CB', '/', ''];
    await expectRefused([...dotted, ...encoded, ...longer].map((path) => `https://app.test${path}`));
    expect(await code(ask('https://app.test/cb'))).toMatch(/^ac_/);
  });

  it('T027 T030 has the host that was registered, and no other spelling of it', async () => {
    const hosts = [
      'app.test.evil.test',
      'app.test@evil.test',
      'a@b@evil.test',
      'evil.test#app.test',
      'evil.test\\@app.test',
    ];
    const spellings = [
      'APP.test',
      'app.test.',
      'app.test:443',
      'app.test:8443',
      'xn--pp-xla.test',
      'àpp.test',
      'user@app.test',
    ];
    const schemes = [
      'https:app.test/cb',
      'http://app.test/cb',
      'HTTPS://app.test/cb',
      '//app.test/cb',
      'app.test/cb',
      '/cb',
    ];
    const hidden = ['https://app\t.test/cb', 'https://app.test\n/cb', '\thttps://app.test/cb', 'https://app.test/cb\n'];
    await expectRefused([...[...hosts, ...spellings].map((host) => `https://${host}/cb`), ...schemes, ...hidden]);
    expect(await code(ask('https://app.test/cb'))).toBeDefined();
  });

  it('T028 is no pattern', async () => {
    const patterns = [
      'https://appXtest/cb',
      'https://app.test/.*',
      'https://app.test/c?b',
      'https://.*/cb',
      '.*',
      '^.*$',
      '*',
    ];
    await expectRefused(patterns);
    const odd = await allowedApp(['https://app.test/a+b(c)']);
    await expectRefused(['https://app.test/aab(c)', 'https://app.test/a+bc', 'https://app.test/a b(c)'], odd);
    expect(await code(ask('https://app.test/a+b(c)', odd))).toBeDefined();
  });

  it('T029 belongs to the client that registered it', async () => {
    const instance = await server.createInstance('elsewhere');
    const neighbour = await allowedApp(['https://neighbour.test/cb']);
    await server.createApp({ instanceId: instance.id, scope: [], redirectUris: ['https://foreign.test/cb'] });
    await expectRefused(['https://neighbour.test/cb', 'https://foreign.test/cb']);
    await expectRefused(['https://app.test/cb'], neighbour);
    expect(await code(ask('https://neighbour.test/cb', neighbour))).toBeDefined();
  });

  it.each([
    ...[
      '*',
      'https://*.test/cb',
      'https://app.test/*',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'about:blank',
    ],
    ...['file:///etc/passwd', 'blob:https://app.test/x', 'https://app.test/cb#f', 'http://app.test/cb', 'myapp:/cb'],
    ...[
      'https://user@app.test/cb',
      'https://user:secret@app.test/cb',
      '/cb',
      'app.test/cb',
      '',
      'https://app.test/cb\n',
    ],
  ])('T031 is not registered, at first or later: %j', async (uri) => {
    const name = 'never-made';
    const input = { instanceId: server.instance.id, name, redirectUris: [uri], scope: [] };
    await expect(server.app.get(Apps).create(input)).rejects.toMatchObject({ code: 'invalid_redirect_uri' });
    await expect(server.app.get(Apps).getId(server.instance.id, name)).rejects.toMatchObject({ code: 'not_found' });
    const changed = server.app.get(Clients).setRedirectUris(await clientOf(app), ['https://app.test/cb', uri]);
    await expect(changed).rejects.toMatchObject({ code: 'invalid_redirect_uri' });
    expect((await clientOf(app)).redirectUris).toEqual(['https://app.test/cb']);
  });

  it('T031 is registered on https, on loopback, or with a scheme of the app’s own', async () => {
    const uris = ['https://app.test/cb?x=1', 'http://127.0.0.1/cb', 'http://localhost:3000/cb', 'com.example.app:/cb'];
    const several = await allowedApp(uris);
    for (const uri of uris) expect(await code(ask(uri, several))).toBeDefined();
  });

  it('T032 may have any port on a loopback literal, and nothing else different (RFC 8252 §7.3)', async () => {
    const native = await allowedApp(['http://127.0.0.1/cb']);
    for (const port of [80, 1_024, 65_535]) {
      const answer = await ask(`http://127.0.0.1:${port}/cb`, native);
      expect(answer.location).toMatch(`http://127.0.0.1:${port}/cb?code=`);
    }
    const hosts = [
      'localhost',
      '127.0.0.1.evil.test',
      '127.1',
      '[::1]',
      '127.0.0.2',
      'user@127.0.0.1',
      '127.0.0.1:65536',
    ];
    const others = ['http://127.0.0.1:1024/other', 'https://127.0.0.1:1024/cb', 'http://127.0.0.1:1024/cb?x=1'];
    const ports = [
      'http://127.0.0.1:/cb',
      'http://127.0.0.1:0/cb',
      'http://127.0.0.1:x/cb',
      'http://127.0.0.1:80@evil.test/cb',
    ];
    await expectRefused([...hosts.map((host) => `http://${host}/cb`), ...others, ...ports], native);
  });

  it('T033 may be left out where there is only one, and is the same at the token endpoint (RFC 6749 §4.1.3)', async () => {
    const redeem = async (path: string, text: string, redirectUri?: string): Promise<unknown> => {
      const form = { grant_type: 'authorization_code', code: text, redirect_uri: redirectUri };
      const headers = { authorization: basic(app.clientId, app.clientSecret) };
      const { status, json } = await server.send('POST', path, { form, headers });
      return status === 200 ? typeof json['access_token'] : [status, json['error'], json['access_token']];
    };
    const registered = 'https://app.test/cb';
    for (const path of ['/demo/oauth2/v1/token', '/oauth2/token']) {
      expect(await redeem(path, await code(ask(undefined)))).toBe('string');
      expect(await redeem(path, await code(ask(registered)), registered)).toBe('string');
      for (const other of ['https://app.test/other', 'https://app.test/cb/']) {
        expect(await redeem(path, await code(ask(registered)), other)).toEqual([400, 'invalid_grant', undefined]);
        expect(await redeem(path, await code(ask(undefined)), other)).toEqual([400, 'invalid_grant', undefined]);
      }
    }
    expect(await redeem('/oauth2/token', await code(ask(registered)))).toEqual([400, 'invalid_grant', undefined]);
    const two = await allowedApp(['https://app.test/one', 'https://app.test/two']);
    await expectRefused([undefined], two);
    expect(await code(ask('https://app.test/two', two))).toBeDefined();
  });

  it('T034 that was removed meanwhile gets no code', async () => {
    const changing = await server.createApp({ redirectUris: ['https://app.test/old', 'https://app.test/new'] });
    const pages = {
      old: await visitor.open(server.authorizePath(changing, { redirect_uri: 'https://app.test/old' })),
      new: await visitor.open(server.authorizePath(changing, { redirect_uri: 'https://app.test/new' })),
    };
    await server.app.get(Clients).setRedirectUris(await clientOf(changing), ['https://app.test/new']);
    await changingNothing(server, async () => {
      expectLocalPage(await visitor.submit(pages.old, { decision: 'allow' }));
      expectLocalPage(await visitor.submit(pages.old, { decision: 'deny' }));
    });
    expect(codeOf(await visitor.submit(pages.new, { decision: 'allow' }))).toBeDefined();
  });

  it('T035 keeps the query that was registered, and takes no other (RFC 6749 §3.1.2)', async () => {
    const queried = await allowedApp(['https://app.test/cb?x=1']);
    const { location } = await ask('https://app.test/cb?x=1', queried);
    expect(location).toMatch(/^https:\/\/app\.test\/cb\?x=1&code=ac_/);
    const others = ['?y=1', '?x=1&y=2', '?y=2&x=1', '?x=2', '?x=1&', '?X=1', ''].map(
      (query) => `https://app.test/cb${query}`,
    );
    await expectRefused(others, queried);
  });

  it('T036 is refused quickly where it is huge or holds what no URI holds', async () => {
    await expectRefused(['https://app.test/cb\r\nX: y', 'https://app.test/cb%0d%0aX:%20y', 'https://app.test/çb']);
    const [path = '', query = ''] = server.authorizePath(app).split('?');
    const before = await grantsIn(server);
    const form = new URLSearchParams(query);
    form.set('redirect_uri', `https://app.test/cb?${'x'.repeat(60 * 1024)}`);
    const withNul = new URLSearchParams(query);
    withNul.set('redirect_uri', 'https://app.test/cb\0');
    expectLocalPage(await visitor.post(path, { form: withNul }));
    // In a URL it is refused before any route is looked for, like a request line that is too long: no route documents either.
    const early = await fetch(`${server.origin}${path}?${withNul}`, { redirect: 'manual' });
    expect([early.status, early.headers.get('location')]).toEqual([400, null]);
    const { user: start } = process.cpuUsage();
    expectLocalPage(await visitor.post(path, { form }));
    expect(process.cpuUsage().user - start).toBeLessThan(500_000);
    const huge = await fetch(`${server.origin}${path}?${query}${'x'.repeat(64 * 1024)}`, { redirect: 'manual' });
    expect([huge.status, huge.headers.get('location')]).toEqual([431, null]);
    for (const raw of ['%ff', '%', '%zz', '%c3%28']) expectLocalPage(await visitor.get(`${path}?${query}${raw}`));
    expect(await grantsIn(server)).toEqual(before);
    expect(await code(ask('https://app.test/cb'))).toBeDefined();
  });
});
