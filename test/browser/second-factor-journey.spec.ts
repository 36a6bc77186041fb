import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { Authenticator } from '../support/authenticator.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';

jest.setTimeout(120_000);

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
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();

/** To be looked at: only where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOT_FOLDER'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const [size, width] of Object.entries({ phone: 390, desktop: 1280 })) {
    await page.setViewportSize({ width, height: 844 });
    await page.screenshot({ path: `${folder}/${name}-${size}.png`, fullPage: true });
  }
}

async function signIn(page: Page, { email }: TestUser): Promise<void> {
  await page.goto(address('sign-in'));
  await page.locator('input[name=identifier]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
}

async function signOut(page: Page): Promise<void> {
  await page.goto(address('sign-out'));
  await page.locator('form button[type=submit]').click();
  await page.waitForLoadState();
}

const VARIANTS = [
  { javaScript: true, locale: 'en-GB', language: 'English', t: english },
  { javaScript: false, locale: 'de-DE', language: 'German', t: german },
];

describe.each(VARIANTS)('a second factor in $language, JavaScript: $javaScript', ({ javaScript, locale, t }) => {
  const words = t.secondFactor;
  let person: WatchedBrowser;
  let page: Page;
  let user: TestUser;
  let app: Authenticator;
  let backupCodes: readonly string[];

  beforeAll(async () => {
    user = await server.createUser({ name: 'Ada Lovelace' });
    person = await WatchedBrowser.open(browser, { javaScript, locale, origins: [server.origin] });
    page = await person.page();
    await signIn(page, user);
  });
  afterAll(() => person.context.close());
  afterEach(() => expect(person.complaints).toEqual([]));

  it('is set up with the key that the page shows', async () => {
    await page.goto(address('account/security'));
    await picture(page, `${locale}-section-off`);
    await page.locator('#second-factor-start-password').fill(PASSWORD);
    await press(page, words.section.start);
    await heading(page, words.setup.title);
    await page.getByRole('img', { name: words.setup.qr }).waitFor();
    await picture(page, `${locale}-setup`);
    app = new Authenticator((await page.locator('#secret').innerText()).replace(/\s/g, ''), server.clock);
    await page.getByLabel(words.setup.code, { exact: true }).fill(app.code());
    await press(page, words.setup.submit);
    await heading(page, words.codes.title);
    await picture(page, `${locale}-codes`);
    backupCodes = (await page.getByLabel(words.codes.label, { exact: true }).inputValue()).split('\n');
    expect(backupCodes).toHaveLength(10);
    expect(await page.getByRole('button', { name: words.codes.copy, exact: true }).count()).toBe(javaScript ? 1 : 0);
    await page.getByRole('link', { name: words.codes.done, exact: true }).click();
    await page.getByText(words.notices.secondFactorOn).waitFor();
    await page.getByText(words.section.remaining(10)).waitFor();
    await picture(page, `${locale}-section-on`);
  });

  it('is asked for at the next sign-in, on a page of its own', async () => {
    await signOut(page);
    server.clock.advance(30_000);
    await signIn(page, user);
    await heading(page, words.signIn.title);
    await picture(page, `${locale}-step`);
    await page.getByLabel(words.signIn.code, { exact: true }).fill(app.code());
    await press(page, words.signIn.submit);
    await page.waitForURL(address('account'));
  });

  it('is replaced by a backup code where the app is lost', async () => {
    await signOut(page);
    await signIn(page, user);
    await page.locator('summary', { hasText: words.signIn.lost }).click();
    await picture(page, `${locale}-lost`);
    await page.getByLabel(words.signIn.backupCode, { exact: true }).fill(backupCodes[0] ?? '');
    await page.locator('details button[type=submit]').click();
    await page.waitForURL(address('account'));
    await page.goto(address('account/security'));
    await page.getByText(words.section.remaining(9)).waitFor();
  });

  it('is turned off by password and code', async () => {
    await page.locator('#two-factor summary', { hasText: words.section.turnOff }).click();
    await picture(page, `${locale}-turn-off`);
    await page.locator('#second-factor-off-password').fill(PASSWORD);
    await page.locator('#second-factor-off-otp').fill(backupCodes[1] ?? '');
    await press(page, words.section.turnOffConfirm);
    await page.getByText(words.notices.secondFactorOff).waitFor();
  });
});
