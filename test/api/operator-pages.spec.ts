import { Audit } from '../../src/audit/index.js';
import { Instances } from '../../src/instances/index.js';
import { Operators } from '../../src/operators/index.js';
import { OutboxWorker } from '../../src/platform/index.js';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { pageSecurityHeaders } from '../../src/platform/http/security-headers.js';
import type { Answer } from '../support/http.js';
import { TestServer, type TestUser } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const LIST = '/demo/operator';
const pageOf = (name: string): string => `${LIST}/instances/${name}`;
const t = english.operator;

let server: TestServer;
let operator: TestUser;
let browser: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  operator = await server.createUser();
  await server.app.get(Operators).add(operator.email);
  browser = await server.signedIn(operator);
});
afterAll(() => server.stop());

/** The settings as a browser would send them: boxes of several lines and lists, which `formsOf` leaves out, too. */
function fieldsOf(page: Answer, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}">([\\s\\S]*?)</form>`).exec(page.text)?.[1] ?? '';
  const texts = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</g)].map(([, name, text]) => [name, text]);
  const lists = [...form.matchAll(/<select[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(([, name, options]) => [
    name,
    /value="([^"]*)" selected/.exec(options ?? '')?.[1] ?? /value="([^"]*)"/.exec(options ?? '')?.[1],
  ]);
  const inputs = formsOf(page.text).find((each) => each.action === action)?.fields ?? [];
  return Object.fromEntries([...inputs, ...texts, ...lists]) as Record<string, string>;
}

async function send(path: string, changes: Record<string, string> = {}): Promise<Answer> {
  const page = await browser.open(path);
  return browser.post(path, { form: { ...fieldsOf(page, path), ...changes } });
}

const save = (name: string, changes: Record<string, string>): Promise<Answer> => send(pageOf(name), changes);
/** Also where the page no longer offers it, or does not yet: by whom has kept an older one open. */
async function act(name: string, action: string, changes = {}): Promise<Answer> {
  const { csrf = '' } = fieldsOf(await browser.open(LIST), LIST);
  return browser.post(`${pageOf(name)}/${action}`, { form: { csrf, ...changes } });
}

async function settingsOf(name: string): Promise<Record<string, unknown>> {
  const { json } = await browser.get(`/demo/api/admin/instances/${name}`);
  return { title: json['title'], ...(json['settings'] as object) };
}

describe('the instances, for operators', () => {
  it('are listed, and a new one is made and shown with its settings', async () => {
    const created = await send(LIST, { name: 'acme', title: 'Acme & Sons' });
    expect([created.status, created.location]).toEqual([303, `${pageOf('acme')}?done=created`]);
    const page = await browser.follow(created);
    expect(page.text).toContain(t.notices.created);
    expect(page.text).toContain('<h1>Acme &amp; Sons</h1>');
    const list = await browser.open(LIST);
    expect(list.text).toContain(`href="${pageOf('acme')}"`);
    expect(list.text).toContain(`${server.origin}/acme/oauth2/v1`);
    expect(await typesOf()).toContain('instance.created');
  });

  it.each([
    [{ name: 'demo', title: 'Any' }, 409, 'name', t.errors.nameTaken],
    [{ name: 'api', title: 'Any' }, 400, 'name', t.errors.invalidName],
    [{ name: 'fine', title: '\u200b' }, 400, 'title', t.errors.invalidTitle],
  ])('are not made of %j: it is said at the field', async (typed, status, field, error) => {
    const refused = await send(LIST, typed);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(`<p class="field-error" id="${field}-error">${escaped(error)}</p>`);
    expect(refused.text).toContain(`value="${typed.name}"`);
    expect((await server.app.get(Instances).list()).some(({ title }) => title === typed.title)).toBe(false);
  });

  it('are nothing to anybody else: no page, no form, no way there', async () => {
    const stranger = await server.signedIn(await server.createUser());
    const elsewhere = await server.createInstance('elsewhere');
    const twin = await server.createUser({ email: operator.email, instance: elsewhere });
    const abroad = await server.signedIn(twin, elsewhere);
    for (const path of [LIST, pageOf('demo'), pageOf('nowhere')]) {
      expect((await stranger.get(path)).status).toBe(403);
      expect((await abroad.get(path.replace('demo', 'elsewhere'))).status).toBe(403);
      const nobody = await server.visitor().get(path);
      expect([nobody.status, nobody.location]).toEqual([303, `/demo/sign-in?return_to=${encodeURIComponent(path)}`]);
    }
    const csrf = fieldsOf(await stranger.open('/demo/account'), '/demo/account/profile')['csrf'] ?? '';
    for (const path of [LIST, pageOf('demo'), `${pageOf('elsewhere')}/suspend`]) {
      expect((await stranger.post(path, { form: { csrf, name: 'mine', title: 'Mine' } })).status).toBe(403);
    }
    expect((await abroad.get('/elsewhere/api/users/me')).status).toBe(200);
    const places = ['', '/account', '/account/security', '/organizations', '/api-keys'];
    for (const place of places) {
      expect((await browser.open(`/demo${place}`)).text).toContain(`href="${LIST}"`);
      expect((await stranger.open(`/demo${place}`)).text).not.toContain('/operator"');
      expect((await abroad.open(`/elsewhere${place}`)).text).not.toContain('/operator"');
    }
  });

  it('are shown in German', async () => {
    const page = await browser.open(`${pageOf('demo')}?ui_locales=de`);
    expect(page.text).toContain(german.operator.save);
  });
});

describe('the settings of an instance', () => {
  beforeAll(() => server.createInstance('settled'));

  it('are changed where the form was, and stay defaults where it was not', async () => {
    const shown = fieldsOf(await browser.open(pageOf('settled')), pageOf('settled'));
    expect(shown).toMatchObject({ title: 'settled', sign_up: 'open', algorithm: 'ES256', branding_colour: '#2f5bd3' });
    const changes = {
      ...{ title: 'Settled', access_token_lifetime: '600', password_token_lifetime: '1200', require_pkce: 'yes' },
      ...{ access_token_format: 'opaque', algorithm: 'PS256', sign_up: 'closed', password_minimum: '12', locale: 'de' },
      allowed_origins: 'https://app.example\r\nhttps://shop.example\r\n',
      ...{ branding_name: 'Settled Ltd', branding_colour: '#aa0000', branding_logo: 'https://cdn.example/logo.png' },
      ...{ social_linking: 'no', social_providers: 'github' },
    };
    const saved = await save('settled', changes);
    expect([saved.status, saved.location]).toEqual([303, `${pageOf('settled')}?done=saved`]);
    expect(await settingsOf('settled')).toEqual({
      ...{ title: 'Settled', accessTokenLifetime: 600, passwordTokenLifetime: 1200, requirePkce: true },
      ...{ accessTokenFormat: 'opaque', algorithm: 'PS256', signUp: 'closed', passwordMinimumLength: 12, locale: 'de' },
      allowedOrigins: ['https://app.example', 'https://shop.example'],
      branding: { name: 'Settled Ltd', colour: '#aa0000', logo: 'https://cdn.example/logo.png' },
      social: { linking: false, providers: ['github'] },
    });
    expect(await save('settled', {})).toMatchObject({ status: 303 });
    const again = fieldsOf(await browser.open(pageOf('settled')), pageOf('settled'));
    expect(again).toMatchObject({ ...changes, allowed_origins: 'https://app.example\nhttps://shop.example' });
  });

  it('come back to their defaults where a field is emptied', async () => {
    const empty = 'access_token_lifetime password_token_lifetime require_pkce allowed_origins password_minimum';
    const names = `${empty} branding_name branding_colour branding_logo social_linking social_providers`.split(' ');
    await save('settled', Object.fromEntries(names.map((name) => [name, ''])));
    expect(await settingsOf('settled')).toEqual({
      ...{ title: 'Settled', accessTokenFormat: 'opaque', algorithm: 'PS256', signUp: 'closed', locale: 'de' },
      allowedOrigins: [],
      branding: { name: 'Settled', colour: '#2f5bd3' },
    });
    await save('settled', { sign_up: 'open' });
  });

  it.each([
    ['title', '\u200b', t.errors.invalidTitle],
    ['access_token_lifetime', '5', t.errors.invalidLifetime],
    ['access_token_lifetime', '10.5', t.errors.invalidLifetime],
    ['password_token_lifetime', '86401', t.errors.invalidLifetime],
    ['password_minimum', '7', t.errors.invalidPasswordMinimum],
    ['algorithm', 'none', t.errors.invalidChoice],
    ['sign_up', '', t.errors.invalidChoice],
    ['require_pkce', 'perhaps', t.errors.invalidChoice],
    ['allowed_origins', '*', t.errors.invalidOrigins],
    ['allowed_origins', 'https://app.example/', t.errors.invalidOrigins],
    ['branding_colour', 'red;}body{display:none', t.errors.invalidColour],
    ['branding_name', 'a\u202eb', t.errors.invalidBrandName],
    ['branding_logo', 'http://cdn.example/logo.png', t.errors.invalidLogo],
    ['branding_logo', 'javascript:alert(1)', t.errors.invalidLogo],
    ['branding_logo', 'data:image/svg+xml,<svg onload=alert(1)>', t.errors.invalidLogo],
    ['branding_logo', 'https://cdn.example;script-src', t.errors.invalidLogo],
    ['branding_logo', 'https://*.example/x.png', t.errors.invalidLogo],
    ['social_providers', '../github', t.errors.invalidProviders],
  ])('%s is not %j: that is said at the field, and nothing changes (T260)', async (field, value, error) => {
    const before = await settingsOf('settled');
    const refused = await save('settled', { locale: 'en', [field]: value });
    expect(refused.status).toBe(400);
    const id = field.replaceAll('_', '-');
    expect(refused.text).toContain(`<p class="field-error" id="${id}-error">${escaped(error)}</p>`);
    expect(refused.text).toMatch(new RegExp(`name="${field}"[^>]* aria-invalid="true" aria-describedby="${id}-error`));
    expect(refused.text.match(/class="field-error"/g)).toHaveLength(1);
    expect(fieldsOf(refused, pageOf('settled'))['locale']).toBe('en');
    expect(await settingsOf('settled')).toEqual(before);
  });

  it('are changed by our form alone (T185)', async () => {
    const before = await settingsOf('settled');
    for (const csrf of ['', 'x']) expect((await save('settled', { csrf, title: 'Mallory' })).status).toBe(403);
    const form = fieldsOf(await browser.open(pageOf('settled')), pageOf('settled'));
    const foreign = { form: { ...form, title: 'Mallory' }, headers: { origin: 'https://evil.test' } };
    expect((await browser.post(pageOf('settled'), foreign)).status).toBe(403);
    expect(await settingsOf('settled')).toEqual(before);
    expect((await browser.get(pageOf('nowhere'))).status).toBe(404);
  });
});

describe('the end of an instance', () => {
  it('takes a suspension and its name, and can be turned back until then', async () => {
    const doomed = await server.createInstance('doomed');
    const visitor = await server.signedIn(await server.createUser({ instance: doomed }), doomed);
    expect((await act('doomed', 'remove', { confirm: 'doomed' })).status).toBe(409);
    expect((await browser.follow(await act('doomed', 'suspend'))).text).toContain(t.notices.suspended);
    expect((await visitor.get('/doomed/api/users/me')).status).toBe(404);
    expect((await browser.follow(await act('doomed', 'activate'))).text).toContain(t.notices.activated);
    await act('doomed', 'suspend');
    const refused = await act('doomed', 'remove', { confirm: 'demo' });
    expect([refused.status, refused.text.includes(t.errors.wrongName)]).toEqual([400, true]);
    const removed = await browser.follow(await act('doomed', 'remove', { confirm: 'doomed' }));
    expect(removed.text).toContain(t.notices.deleted);
    expect((await browser.open(pageOf('doomed'))).text).toContain(t.availability.deleting);
    expect((await act('doomed', 'activate')).status).toBe(409);
    await server.app.get(OutboxWorker).drain();
    expect((await browser.get(pageOf('doomed'))).status).toBe(404);
    expect(await typesOf()).toEqual(
      expect.arrayContaining(['instance.suspended', 'instance.activated', 'instance.deleted']),
    );
  });

  it('is not that of the default instance, from which the others are run', async () => {
    for (const action of ['suspend', 'remove']) {
      const refused = await act('demo', action, { confirm: 'demo' });
      expect([refused.status, refused.text.includes(t.errors.changedMeanwhile)]).toEqual([409, true]);
    }
    expect((await browser.get('/demo/api/users/me')).status).toBe(200);
  });
});

describe('the logo of an instance', () => {
  it('stands on its pages, loaded from its one origin and without a word of where; no script comes with it (T260)', async () => {
    const logo = 'https://cdn.example:8443/a/logo.svg?v="1"&x=2'.replaceAll('"', '');
    await server.createInstance('branded', { branding: { name: 'Branded', logo } });
    await server.createInstance('plain');
    for (const path of ['/branded', '/branded/sign-in', '/branded/sign-up', '/branded/nothing/here']) {
      const page = await server.visitor().get(path);
      const image = `<img class="brand-image" src="${escaped(logo)}" alt="" referrerpolicy="no-referrer" decoding="async">`;
      if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
      expect(page.text).toContain(image);
      expect(page.text.match(/<img/g)).toHaveLength(1);
      const policy = (page.headers.get('content-security-policy') ?? '').split('; ');
      expect(policy).toContain("img-src 'self' data: https://cdn.example:8443");
      expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
      expect(policy.filter((directive) => directive.includes('cdn.example'))).toHaveLength(1);
    }
    const other = await server.visitor().get('/plain/sign-in');
    expect(other.text).not.toContain('<img');
    expect(other.headers.get('content-security-policy')).toContain("img-src 'self' data:; ");
  });

  it('is bounded in size, whatever the file holds', async () => {
    const { text } = await server.visitor().get('/assets/latchkey.css');
    const rule = /\.brand-image \{([^}]*)\}/.exec(text)?.[1] ?? '';
    expect(rule).toMatch(/max-width: 112px;[\s\S]*height: 32px;/);
  });

  it.each([
    'https://a;script-src',
    'https://[::1]/x',
    'http://cdn.example/x',
    'javascript:alert(1)',
    'https://*/x',
    '',
  ])('never widens the policy: %j', (image) =>
    expect(() => pageSecurityHeaders({ image })).toThrow('can not come from there'),
  );
});

async function typesOf(): Promise<string[]> {
  const events = await server.app.get(Audit).list(server.instance.id, { limit: 100 });
  return events.map(({ type }) => type);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;');
}
