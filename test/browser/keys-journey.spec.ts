import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { PASSWORD, TestServer } from '../support/server.js';

jest.setTimeout(120_000);

/** Where the pages are kept as pictures, to be looked at; nowhere unless told. */
const PICTURES = process.env['SCREENSHOTS'];
const SIZES = [
  { width: 360, height: 780 },
  { width: 1280, height: 800 },
];

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([TestServer.start(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const address = (path: string): string => `${server.instance.baseUrl}/${path}`;
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** On a phone and on a desk nothing is wider than the window; the pictures are for people. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect([name, size.width, width]).toEqual([name, size.width, size.width]);
    if (!PICTURES) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}-${size.width}.png`, fullPage: true });
  }
}

async function signIn(page: Page, email: string, t: typeof english): Promise<void> {
  await page.goto(address('sign-in?return_to=%2Fdemo%2Fapi-keys'));
  await page.getByLabel(t.fields.email, { exact: true }).fill(email);
  await page.getByLabel(t.fields.password, { exact: true }).fill(PASSWORD);
  await press(page, t.signIn.submit);
  await page.getByRole('heading', { level: 1, name: t.apiKeys.title, exact: true }).waitFor();
}

const use = async (key: string): Promise<number> =>
  (await server.send('GET', '/demo/api/users/me', { headers: { authorization: `Bearer ${key}` } })).status;

describe.each([
  { javaScript: true, locale: 'en-GB', t: english },
  { javaScript: false, locale: 'de-DE', t: german },
])('the keys of a person, in $locale, JavaScript: $javaScript', ({ javaScript, locale, t }) => {
  const k = t.apiKeys;
  let person: WatchedBrowser;
  let page: Page;
  let key = '';

  beforeAll(async () => {
    const { email } = await server.createUser();
    person = await WatchedBrowser.open(browser, { javaScript, locale, origins: [server.origin] });
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
    page = await person.page();
    await signIn(page, email, t);
  });
  afterAll(() => person.context.close());
  afterEach(() => expect(person.complaints).toEqual([]));

  const shown = (): Promise<string> => page.getByLabel(k.secret.label, { exact: true }).inputValue();

  it('are none at first', async () => {
    await page.getByText(k.none).waitFor();
    await look(page, `keys-none-${t.locale}`);
  });

  it('are made, copied and used (T248)', async () => {
    await page.getByLabel(k.create.name, { exact: true }).fill('Backup on the office server');
    await page.getByLabel(k.create.expiry, { exact: true }).selectOption('365');
    await page.locator('input[name=scope][value=profile]').check();
    await press(page, k.create.submit);
    key = await shown();
    expect(key).toMatch(/^sk_[0-9a-f]{64}$/);
    const copy = page.getByRole('button', { name: k.secret.copy, exact: true });
    expect(await copy.isVisible()).toBe(javaScript);
    if (javaScript) {
      await copy.click();
      await page.getByText(k.secret.copied, { exact: true }).waitFor();
      expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(key);
    }
    await look(page, `keys-made-${t.locale}`);
    expect(await use(key)).toBe(200);
  });

  it('are not shown again by going away and back, and not made again', async () => {
    await page.goto(address('account'));
    // The page was the answer to a form and is kept nowhere: the browser would have to send it again, and does not by itself.
    const back = await page.goBack({ waitUntil: 'commit' }).then(() => 'shown', String);
    expect(back).toContain('ERR_CACHE_MISS');
    page = await person.page();
    await page.goto(address('api-keys'));
    expect(await page.content()).not.toContain(key);
    expect(await page.locator('.keys > li').count()).toBe(1);
    await look(page, `keys-used-${t.locale}`);
  });

  it('are rotated and revoked, with the keyboard alone', async () => {
    await page.getByLabel(k.rotate.of('Backup on the office server'), { exact: true }).press('Enter');
    await page.getByLabel(k.rotate.overlap, { exact: true }).selectOption('0');
    await look(page, `keys-rotating-${t.locale}`);
    await page.getByRole('button', { name: k.rotate.submit, exact: true }).press('Enter');
    const next = await shown();
    expect([await use(key), await use(next)]).toEqual([401, 200]);
    await page.goto(address('api-keys'));
    await page.getByLabel(k.revoke.of('Backup on the office server'), { exact: true }).press('Enter');
    await page.getByRole('button', { name: k.revoke.submit, exact: true }).press('Enter');
    await page.getByText(k.notices.revoked).waitFor();
    await look(page, `keys-revoked-${t.locale}`);
    expect(await use(next)).toBe(401);
  });

  it('stand in what has happened to the account lately', async () => {
    await page.getByRole('link', { name: t.navigation.security, exact: true }).click();
    await page.getByText(t.security.activity.events.keyRotated, { exact: true }).waitFor();
    await look(page, `security-${t.locale}`);
    await page.goto(address('account'));
    await look(page, `account-${t.locale}`);
  });
});
