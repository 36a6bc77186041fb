import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { english } from '../../src/ui/texts/en.js';
import { EXPLORER_CLIENT } from '../../src/operations/index.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { PASSWORD, type TestApp, TestServer, type TestUser } from '../support/server.js';

jest.setTimeout(120_000);

let server: TestServer;
let browser: Browser;
let user: TestUser;
let confidential: TestApp;

beforeAll(async () => {
  [server, browser] = await Promise.all([TestServer.start(), launchChromium()]);
  const redirectUris = [`${server.origin}/docs/oauth2-redirect.html`];
  await server.createApp({ id: EXPLORER_CLIENT, title: 'API explorer', isPublic: true, redirectUris });
  confidential = await server.createApp();
  user = await server.createUser({ email: 'ada@example.com', name: 'Ada Lovelace' });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

let person: WatchedBrowser;
let page: Page;

beforeEach(async () => {
  person = await WatchedBrowser.open(browser, { origins: [server.origin] });
  await person.context.route('**/openapi.json', (route) => route.fulfill({ json: committedDocument() }));
  page = await person.page();
  await page.goto(`${server.origin}/docs`);
  await page.locator('.opblock-tag').first().waitFor();
});
afterEach(() => person.context.close());

/** As the build describes it: the compiler plugin that reads the fields of the DTOs does not run in tests. */
function committedDocument(): Description {
  const text = readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8');
  return JSON.parse(text.replaceAll('http://localhost:3000', server.origin)) as Description;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
}

const operations = (): Operation[] => Object.values(committedDocument().paths).flatMap((item) => Object.values(item));

/** The heading of a group, by which it opens and closes. */
const heading = (tag: string): Locator => page.locator(`.opblock-tag[data-tag="${tag}"]`);

/** The part of the dialog behind "Authorize" that is about one scheme. */
async function authorizing(scheme: string): Promise<Locator> {
  await page.locator('.auth-wrapper .btn.authorize').click();
  return page.locator('.auth-container', { has: page.locator('h4', { hasText: scheme }) });
}

const confirm = (part: Locator): Promise<void> => part.getByRole('button', { name: /^(?:Authorize|Apply)/ }).click();

async function authorizeClient(): Promise<void> {
  const part = await authorizing('client');
  await part.locator('input[name="username"]').fill(confidential.clientId);
  await part.locator('input[name="password"]').fill(confidential.clientSecret);
  await confirm(part);
  await part.getByText('Logout').waitFor();
  await part.getByText('Close', { exact: true }).click();
}

async function signIn(on: Page): Promise<void> {
  await on.getByLabel(english.fields.email, { exact: true }).fill(user.email);
  await on.getByLabel(english.fields.password, { exact: true }).fill(PASSWORD);
  await on.getByRole('button', { name: english.signIn.submit, exact: true }).click();
}

/** From the top of the page on, until it holds: of so many routes only those in sight are in the document. */
async function scrollThrough(holds: () => Promise<boolean>): Promise<boolean> {
  await page.evaluate(() => scrollTo(0, 0));
  for (;;) {
    await page.waitForTimeout(50);
    if (await holds()) return true;
    const position = await page.evaluate(() => scrollY);
    await page.evaluate(() => scrollBy(0, innerHeight / 2));
    if ((await page.evaluate(() => scrollY)) === position) return false;
  }
}

/** "Try it out" on a route, with some fields filled in; the status and the body that the page shows. */
async function tryOut(
  id: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<{ status: string; body: string }> {
  const block = page.locator(`[id$="-${id}"]`);
  const group = heading(operations().find(({ operationId }) => operationId === id)?.tags[0] ?? '');
  if ((await group.getAttribute('data-is-open')) !== 'true') await group.click();
  await scrollThrough(async () => (await block.count()) > 0);
  await block.locator('.opblock-summary-control').click();
  await block.getByRole('button', { name: 'Try it out' }).click();
  for (const [name, value] of Object.entries(fields)) {
    await block
      .locator(`tr[data-property-name="${name}"], tr[data-param-name="${name}"]`)
      .locator('input')
      .first()
      .fill(value);
  }
  await block.getByRole('button', { name: 'Execute' }).click();
  const answer = block.locator('.live-responses-table');
  const status = await answer.locator('.response-col_status').last().innerText();
  return { status: status.trim(), body: await answer.locator('.response-col_description').last().innerText() };
}

describe('the explorer', () => {
  it('shows every route, and asks nobody but this server', async () => {
    const routes = operations();
    expect(routes.length).toBeGreaterThan(50);
    for (const tag of new Set(routes.flatMap(({ tags }) => tags))) {
      const expected = routes.filter(({ tags }) => tags.includes(tag)).length;
      const shown = new Set<string>();
      await heading(tag).click();
      await scrollThrough(async () => {
        const blocks = page.locator('.opblock');
        for (const id of await blocks.evaluateAll((all) => all.map((block) => block.id))) shown.add(id);
        return shown.size >= expected;
      });
      expect([tag, shown.size]).toEqual([tag, expected]);
      await heading(tag).click();
    }
    expect(await page.locator('link[rel="icon"]').getAttribute('href')).toBe('/assets/icon.svg');
    expect(await page.evaluate(() => document.title)).toBe('Latchkey API');
    expect(person.complaints).toEqual([]);
  });

  it('signs a person in with PKCE and consent, and calls with the token', async () => {
    const part = await authorizing('person');
    const opened = page.waitForEvent('popup');
    await confirm(part);
    const popup = await opened;
    await signIn(popup);
    await popup.getByRole('heading', { name: english.consent.title('API explorer') }).waitFor();
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: english.consent.allow, exact: true }).click();
    await closed;
    await part.getByText('Logout').waitFor();
    await part.getByText('Close', { exact: true }).click();
    await person.context.clearCookies();
    const { status, body } = await tryOut('getInstanceOauth2V1Userinfo');
    expect(status).toBe('200');
    expect(body).toContain('"name": "Ada Lovelace"');
    expect(person.complaints).toEqual([]);
  });

  it('calls as a client: a token for it, and what introspection says of it', async () => {
    await authorizeClient();
    const issued = await tryOut('postInstanceOauth2V1Token', { grant_type: 'client_credentials' });
    expect(issued.status).toBe('200');
    const [, token = ''] = /"access_token": "([^"]+)"/.exec(issued.body) ?? [];
    const { status, body } = await tryOut('postInstanceOauth2V1Introspect', { token });
    expect(status).toBe('200');
    expect(body).toContain('"active": true');
    expect(body).toContain(confidential.clientId);
    expect(person.complaints).toEqual([]);
  });

  it('calls with the cookie of who has signed in on the pages', async () => {
    const pages = await person.page();
    await pages.goto(`${server.instance.baseUrl}/sign-in`);
    await signIn(pages);
    await pages.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    const { status, body } = await tryOut('getInstanceOauth2V1Userinfo');
    expect(status).toBe('200');
    expect(body).toContain('"email": "ada@example.com"');
    expect(person.complaints).toEqual([]);
  });

  it('shows the refusal of who has nothing, as a sentence', async () => {
    const { status, body } = await tryOut('getInstanceOauth2V1Userinfo');
    expect(status).toBe('401');
    expect(body).toContain('this needs a credential: a bearer token or a session');
    expect(person.complaints).toEqual([expect.stringContaining('status of 401')]);
  });

  it('sends who opened 127.0.0.1 under its other name to where signing in comes back to', async () => {
    const { port } = new URL(server.origin);
    const stray = await WatchedBrowser.open(browser, { origins: [server.origin, `http://localhost:${port}`] });
    const elsewhere = await stray.page();
    await elsewhere.goto(`http://localhost:${port}/docs`);
    await elsewhere.waitForURL(`${server.origin}/docs`);
    await elsewhere.locator('.opblock-tag').first().waitFor();
    expect(stray.complaints).toEqual([]);
    await stray.context.close();
  });

  it('loads nothing from elsewhere, and can be put into nobody’s frame', async () => {
    const { headers } = await server.send('GET', '/docs');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    expect((await server.send('GET', '/docs/swagger-ui.css.map')).status).toBe(404);
    expect((await server.send('GET', '/docs/package.json')).status).toBe(404);
    expect((await server.send('GET', '/docs/swagger-ui.css')).status).toBe(200);
  });
});
