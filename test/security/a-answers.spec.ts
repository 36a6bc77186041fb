import { randomBytes } from 'node:crypto';
import { codeOf, expectError, expectLocalPage, grantsIn, wordsOf } from '../support/authorization.js';
import type { Answer } from '../support/http.js';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
/** Signed in, with consent given. */
let visitor: Visitor;

beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  app = await server.createApp({ title: 'Third Party' });
  visitor = await server.signedIn(user);
  await server.authorize(visitor, app);
});
afterAll(() => server.stop());

type Changes = Readonly<Record<string, string | undefined>>;

const ask = (changes: Changes = {}, by = visitor): Promise<Answer> => by.get(server.authorizePath(app, changes));
const credentials = (): Record<string, string> => ({ identifier: user.email, password: user.password });

describe('every page', () => {
  it('T015 is not framed, stored or sniffed, tells no other site where it was, and loads nothing from elsewhere', async () => {
    const pages = {
      signIn: await server.visitor().open(server.authorizePath(app)),
      consent: await visitor.open(server.authorizePath(app, { prompt: 'consent' })),
      error: await ask({ client_id: 'nobody' }),
      turnBack: await ask({ scope: 'nothing.we.know' }, server.visitor()),
      formPost: await ask({ response_mode: 'form_post' }),
    };
    const statuses = Object.values(pages).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 400, 400, 200]);
    for (const { headers, text } of Object.values(pages)) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toMatch(/^(?:no-referrer|same-origin)$/);
      expect(headers.get('cache-control')).toBe('no-store');
      const loaded = [...text.matchAll(/<(?:script|link|img|iframe|form)\b[^>]*?\b(?:src|href)="([^"]*)"/g)];
      expect(loaded.length).toBeGreaterThan(1);
      for (const [, source] of loaded) expect(source).toMatch(/^\/(?!\/)/);
      expect(text).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+=|<style|\sstyle=/);
    }
  });

  it('T023 says our own sentences, whatever the request says', async () => {
    const phish = '<b>Call 555-0199 now</b> your account is locked';
    const shown = { error_description: phish, message: phish, error: phish, login_hint: phish, ui_locales: phish };
    const pages = [
      await ask({ client_id: 'nobody', ...shown }),
      await ask({ scope: phish, ...shown }, server.visitor()),
      await visitor.get(`/demo/sign-in?${new URLSearchParams(shown)}`),
      await visitor.get(`/demo/consent?${new URLSearchParams({ request: phish, ...shown })}`),
      await visitor.get(`/demo/nowhere?${new URLSearchParams(shown)}`),
    ];
    for (const { text } of pages) {
      expect(text).not.toContain('<b>');
      expect(wordsOf(text)).not.toMatch(/555-0199|locked/);
    }
    // The hint is for the field that the person is about to fill in, and for nothing else.
    const page = await server.visitor().open(server.authorizePath(app, { login_hint: '"><b>x</b>' }));
    expect(new Map(formsOf(page.text)[0]?.fields).get('identifier')).toBe('"><b>x</b>');
    expect(page.text).not.toContain('<b>');
  });
});

describe('every answer', () => {
  it('T017 says which issuer gave it, success and error alike (RFC 9207 §2)', async () => {
    const instance = await server.createInstance('second');
    const second = await server.createApp({ instanceId: instance.id, scope: [] });
    const person = await server.signedIn(await server.createUser({ instance }), instance);
    const path = (changes: Changes): string => server.authorizePath(second, changes).replace('/demo/', '/second/');
    const { location = '' } = await person.submit(await person.open(path({})), { decision: 'allow' });
    const ofSecond = [location, (await person.get(path({ response_type: 'token' }))).location ?? ''];
    const ofDemo = [(await ask()).location ?? '', (await ask({ response_type: 'token' })).location ?? ''];
    for (const [issuer, answers] of [[instance.issuer, ofSecond] as const, [server.issuer, ofDemo] as const]) {
      expect(answers.map((answer) => new URL(answer).searchParams.has('code'))).toEqual([true, false]);
      for (const answer of answers) expect(new URL(answer).searchParams.getAll('iss')).toEqual([issuer]);
      const { json } = await server.send('GET', `${new URL(issuer).pathname}/.well-known/openid-configuration`);
      expect(json).toMatchObject({ issuer, authorization_response_iss_parameter_supported: true });
    }
  });

  it.each([
    ['8 KiB of it', randomBytes(6_144).toString('base64url')],
    ['other scripts', 'Ω–日本語–🔑'],
    ['line breaks', 'a\r\nSet-Cookie:a=b'],
    ['parameters', '&code=evil&iss=https://evil.test'],
    ['signs', 'a b+c%2B#d?e=f/"<>\\'],
  ])('T018 brings the state back as it was: %s', async (_, state) => {
    for (const answer of [await ask({ state }), await ask({ state, response_type: 'token' })]) {
      const back = new URL(answer.location ?? '');
      expect(back.searchParams.getAll('state')).toEqual([state]);
      expect(back.searchParams.getAll('iss')).toEqual([server.issuer]);
      expect([...back.searchParams.keys()].length).toBeLessThanOrEqual(4);
      expect(back.searchParams.get('code')).not.toBe('evil');
      expect(back.origin + back.pathname).toBe(REDIRECT_URI);
      expect(answer.headers.getSetCookie().filter((line) => line.startsWith('a='))).toEqual([]);
    }
    expect(codeOf(await ask({ state }))).toMatch(/^ac_/);
  });

  it('T019 copies the nonce into the ID token, and needs none', async () => {
    const claims = async (nonce?: string): Promise<Record<string, unknown>> => {
      const form = { grant_type: 'authorization_code', code: codeOf(await ask({ nonce })), redirect_uri: REDIRECT_URI };
      const { json } = await server.token(app, form);
      return JSON.parse(Buffer.from(String(json['id_token']).split('.')[1] ?? '', 'base64url').toString());
    };
    for (const length of [64, 384])
      expect(await claims('n'.repeat(length))).toMatchObject({ nonce: 'n'.repeat(length) });
    expect(await claims()).not.toHaveProperty('nonce');
    expectError(await ask({ nonce: 'n'.repeat(513) }), server, 'invalid_request');
  });

  it('T020 is posted with every character as it was, and goes by no way that is not offered', async () => {
    const state = `"'><script>alert(1)</script></form><form action="https://evil.test">&amp;&quot;`;
    for (const answer of [
      await ask({ response_mode: 'form_post', state }),
      await ask({ response_mode: 'form_post', state, prompt: 'x' }),
    ]) {
      expect(answer.status).toBe(200);
      const forms = formsOf(answer.text);
      expect(forms.map(({ action }) => action)).toEqual([REDIRECT_URI]);
      expect(new Map(forms[0]?.fields).get('state')).toBe(state);
      expect(answer.text).not.toContain('alert(1)</script>');
    }
    for (const mode of ['web_message', 'query.jwt', 'jwt', 'bogus', 'QUERY']) {
      expectError(await ask({ response_mode: mode }), server, 'invalid_request');
    }
    const fragment = new URL((await ask({ response_mode: 'fragment' })).location ?? '');
    expect(fragment.search).toBe('');
    expect([...new URLSearchParams(fragment.hash.slice(1)).keys()]).toEqual(['code', 'state', 'iss']);
  });
});

describe('the way back', () => {
  it.each([
    ...[
      '//evil.test',
      'https:evil.test',
      'https://evil.test/',
      '\\\\evil.test',
      '/\\evil.test',
      '/demo\\..\\..\\evil.test',
    ],
    ...[
      '/\t/evil.test',
      '/\n/evil.test',
      'javascript:alert(1)',
      'user@evil.test',
      '/demo/../../evil.test',
      '/demo@evil.test',
    ],
  ])('T022 after signing in or out is never another site: %j', async (target) => {
    const names = ['return_to', 'next', 'continue', 'redirect', 'redirect_uri', 'returnTo', 'post_logout_redirect_uri'];
    const query = new URLSearchParams(names.map((name) => [name, target])).toString();
    const person = server.visitor();
    const signedIn = await person.submit(await person.get(`/demo/sign-in?${query}`), credentials());
    expect(signedIn).toMatchObject({ status: 303, location: '/demo/account' });
    const signedOut = await person.submit(await person.get(`/demo/sign-out?${query}`), {});
    expect(signedOut).toMatchObject({ status: 303, location: '/demo/sign-out' });
  });

  it('T022 after signing in is a path of this instance that was asked for', async () => {
    const person = server.visitor();
    const page = await person.get('/demo/sign-in?return_to=%2Fdemo%2Faccount%3Fui_locales%3Dde');
    expect((await person.submit(page, credentials())).location).toBe('/demo/account?ui_locales=de');
  });

  it('T025 to a third party’s app is taken by hand, where nobody was known here and the request is faulty', async () => {
    const before = await grantsIn(server);
    const wrong = { scope: 'nothing.we.know' };
    const page = await ask(wrong, server.visitor());
    expect(page).toMatchObject({ status: 400, location: undefined });
    expect(wordsOf(page.text)).toContain('Third Party');
    const back = /<a class="button" href="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expectError({ ...page, status: 303, location: back }, server, 'invalid_scope');
    expectLocalPage(await ask({ ...wrong, redirect_uri: 'https://evil.test/x' }, server.visitor()));
    expectError(await ask(wrong), server, 'invalid_scope');
    const ours = await server.createApp({ firstParty: true });
    expectError(await server.visitor().get(server.authorizePath(ours, wrong)), server, 'invalid_scope');
    expect(await grantsIn(server)).toEqual(before);
  });
});
