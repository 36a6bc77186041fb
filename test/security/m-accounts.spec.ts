import { Setup } from '../../src/operations/index.js';
import { Database, parseSettings } from '../../src/platform/index.js';
import { Users } from '../../src/users/index.js';
import { type Answer } from '../support/http.js';
import { pkce, type TestUser, TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const signIn = (identifier: string, password: string): Promise<Answer> =>
  server.signIn(server.visitor(), identifier, password);

describe('a person', () => {
  it('T209 who is suspended gets in by no door that was open before', async () => {
    const user: TestUser = await server.createUser();
    const app = await server.createApp();
    const tokens = await server.tokens(user, app);
    const offline = await server.tokens(user, app, { scope: 'openid offline_access', prompt: 'consent' });
    const browser = await server.signedIn(user);
    const { verifier, challenge } = pkce();
    const proof = { code_challenge: challenge, code_challenge_method: 'S256' };
    const code = (await server.authorize(browser, app, proof)).searchParams.get('code') ?? undefined;
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
    const key = { instanceId: server.instance.id, userId: user.id };
    await server.app.get(Users).suspend(key);
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: app.redirectUri, code_verifier: verifier };
    const closed = async (): Promise<number[]> => [
      (await signIn(user.email, user.password)).status,
      (await browser.get('/demo/api/sessions')).status,
      (await server.userinfo(tokens.access_token)).status,
      (await server.refresh(app, tokens.refresh_token)).status,
      (await server.refresh(app, offline.refresh_token)).status,
      (await server.token(app, exchange)).status,
    ];
    expect(await closed()).toEqual([401, 401, 401, 400, 400, 400]);
    expect(await server.isActive(app, tokens.access_token)).toBe(false);
    expect((await browser.open(server.authorizePath(app))).text).toContain('name="password"');
    // Back again, with a new sign-in only: what died stays dead.
    await server.app.get(Users).activate(key);
    expect(await closed()).toEqual([303, 401, 401, 400, 400, 400]);
  });

  it('T212 is there only where somebody has made it', async () => {
    const fresh = await TestServer.start();
    try {
      for (const [name, password] of [
        ['admin', 'admin'],
        ['root', 'root'],
        ['admin@example.com', 'admin'],
        ['demo@latchkey.example', 'demo'],
      ] as const) {
        expect((await fresh.signIn(fresh.visitor(), name, password)).status).toBe(401);
      }
      const [row] = await fresh.app.get(Database).query<{ count: number }>('SELECT COUNT(*) AS "count" FROM users');
      expect(Number(row?.count)).toBe(0);
    } finally {
      await fresh.stop();
    }
  });

  it('T212 nor an instance is there by itself in production, where demo data can not be asked for', async () => {
    const production = {
      NODE_ENV: 'production',
      LATCHKEY_SECRET: 'f3QzT8mWv1LkXn0RbYc7DhJpEsGu5Aio9',
      SEED_DEMO: 'true',
    };
    expect(() => parseSettings({ ...production, PUBLIC_URL: 'https://id.example' })).toThrow(/SEED_DEMO/);
    const environment = { ...production, SEED_DEMO: 'false', DEFAULT_INSTANCE: 'main' };
    const empty = await TestServer.start({ environment });
    try {
      await expect(empty.app.get(Setup).prepare()).rejects.toThrow(/the database is empty/);
      expect((await empty.send('GET', '/main/sign-in')).status).toBe(404);
    } finally {
      await empty.stop();
    }
  });
});

describe('signing in', () => {
  it('T208 can not be begun at its end, finished twice, or taken to another instance', async () => {
    await server.createInstance('other');
    const [user, app] = [await server.createUser(), await server.createApp()];
    const browser = server.visitor();
    const page = await browser.open(server.authorizePath(app));
    const request = /[?&]request=([\w-]+)/.exec(page.text)?.[1] ?? '';
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const allow = { csrf, decision: 'allow', scope: 'openid profile email' };
    // The last step first: nobody is signed in.
    const early = await browser.post(`/demo/consent?request=${request}`, { form: allow });
    expect(early.location ?? '').not.toContain('code=');
    expect((await browser.get('/demo/api/sessions')).status).toBe(401);
    expect((await browser.open(`/demo/oauth2/v1/authorize/continue?request=${request}`)).text).toContain(
      'name="password"',
    );
    // With the cookie sent along by hand: a browser would not.
    const headers = { cookie: `latchkey_browser=${browser.cookie('latchkey_browser')}` };
    for (const path of [`/other/consent?request=${request}`, `/other/sign-in?request=${request}`]) {
      const form = { ...allow, identifier: user.email, password: user.password };
      const jumped = await server.send('POST', path, { form, headers });
      expect([path, [400, 403]]).toEqual([path, expect.arrayContaining([jumped.status])]);
    }
    const consent = await browser.follow(
      await browser.submit(page, { identifier: user.email, password: user.password }),
    );
    expect((await browser.submit(consent, { decision: 'allow' })).location).toContain('code=');
    // And once more: it is over.
    expect((await browser.submit(consent, { decision: 'allow' })).status).toBe(400);
    for (const step of ['sign-in', 'consent', 'oauth2/v1/authorize/continue']) {
      expect([step, (await browser.get(`/demo/${step}?request=${request}`)).status]).toEqual([step, 400]);
    }
  });
});
