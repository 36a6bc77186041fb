import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { linkTo, mailedTo } from '../support/mailbox.js';
import { RecoveryTests } from '../support/recovery.js';
import { TestServer } from '../support/server.js';

jest.setTimeout(120_000);

const NEW_PASSWORD = 'a lantern under nine stairs';
const PHONE = { width: 375, height: 760 };
const DESKTOP = { width: 1_200, height: 800 };
/** Where pictures of the pages go, for whoever wants to look at them. */
const pictures = process.env['RECOVERY_PICTURES'];

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

/** At both widths: nothing sticks out. */
async function look(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ phone: PHONE, desktop: DESKTOP })) {
    await page.setViewportSize(viewport);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(viewport.width);
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${size}.png`), fullPage: true });
  }
}

it.each([
  ['en-GB', english],
  ['de-DE', german],
])('forgotten, mailed, chosen anew, signed in: %s, without a script', async (locale, t) => {
  const user = await server.createUser({ name: 'Ada Lovelace' });
  const watched = await WatchedBrowser.open(browser, {
    javaScript: pictures !== undefined,
    locale,
    origins: [server.origin],
  });
  const page = await watched.page();
  await page.goto(address('sign-in'));
  await look(page, `${t.locale}-sign-in`);
  await page.getByRole('link', { name: t.recovery.forgot, exact: true }).click();
  await look(page, `${t.locale}-forgot`);
  await page.getByLabel(t.fields.email, { exact: true }).fill(user.email);
  await press(page, t.recovery.ask.submit);
  await heading(page, t.recovery.asked.title);
  await look(page, `${t.locale}-asked`);

  await new RecoveryTests(server).drain();
  const [mail] = await mailedTo(server, user.email);
  const reader = await watched.page();
  await reader.setContent(mail?.html ?? '');
  await look(reader, `${t.locale}-mail`);

  const link = await linkTo(server, user.email, 'reset-password');
  await page.goto(link.href);
  expect(page.url()).toBe(address('reset-password'));
  await look(page, `${t.locale}-reset`);
  await page.getByLabel(t.fields.newPassword, { exact: true }).fill(NEW_PASSWORD);
  await press(page, t.recovery.reset.submit);
  await heading(page, t.recovery.resetDone.title);
  await look(page, `${t.locale}-done`);
  await page.goto(link.href);
  await heading(page, t.recovery.over.title);
  await look(page, `${t.locale}-over`);

  await page.goto(address('sign-in'));
  await page.getByLabel(t.fields.email, { exact: true }).fill(user.email);
  await page.getByLabel(t.fields.password, { exact: true }).fill(NEW_PASSWORD);
  await press(page, t.signIn.submit);
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));

  await page.goto(address('account/security'));
  await look(page, `${t.locale}-security`);
  await page.getByLabel(t.recovery.section.newEmail, { exact: true }).fill(`moved-${t.locale}@example.org`);
  await page.locator('#email-password').fill(NEW_PASSWORD);
  await press(page, t.recovery.section.submit);
  await page.getByText(t.recovery.section.asked).waitFor();
  await new RecoveryTests(server).drain();
  await page.goto((await linkTo(server, `moved-${t.locale}@example.org`, 'email-change-confirm')).href);
  await look(page, `${t.locale}-change`);
  await press(page, t.recovery.change.submit);
  await heading(page, t.recovery.changeDone.title);
  const [told] = await mailedTo(server, user.email);
  await reader.setContent(told?.html ?? '');
  await look(reader, `${t.locale}-mail-changed`);
});
