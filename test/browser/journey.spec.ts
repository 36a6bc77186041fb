import type { Browser, Page } from 'playwright-core';
import { english } from '../../src/ui/texts/en.js';
import { german } from '../../src/ui/texts/de.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { RelyingApp } from '../support/relying-app.js';
import { PASSWORD, TestServer } from '../support/server.js';

jest.setTimeout(120_000);

type Texts = typeof english;

let server: TestServer;
let app: RelyingApp;
let browser: Browser;

beforeAll(async () => {
  [server, app, browser] = await Promise.all([TestServer.start(), RelyingApp.start(), launchChromium()]);
  const redirectUris = [app.redirectUri];
  await app.discover(server.issuer, await server.createApp({ title: 'Tickets', vendor: 'Vendor Ltd', redirectUris }));
});

afterAll(async () => {
  await browser.close();
  await app.stop();
  await server.stop();
});

const open = (options: { readonly javaScript?: boolean; readonly locale?: string } = {}): Promise<WatchedBrowser> =>
  WatchedBrowser.open(browser, { ...options, origins: [server.origin, app.origin] });

const address = (path: string): string => `${server.instance.baseUrl}/${path}`;
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();

async function signUp(page: Page, t: Texts, email: string): Promise<void> {
  await page.goto(address(''));
  await page.getByRole('link', { name: t.home.signUp, exact: true }).click();
  await page.getByLabel(t.fields.name, { exact: true }).fill('Ada Lovelace');
  await page.getByLabel(t.fields.email, { exact: true }).fill(email);
  await page.getByLabel(t.fields.password, { exact: true }).fill(PASSWORD);
  await press(page, t.signUp.submit);
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-up'));
}

async function signIn(page: Page, t: Texts, email: string): Promise<void> {
  await page.getByLabel(t.fields.email, { exact: true }).fill(email);
  await page.getByLabel(t.fields.password, { exact: true }).fill(PASSWORD);
  await press(page, t.signIn.submit);
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

async function signOut(page: Page, t: Texts): Promise<void> {
  await page.goto(address('account'));
  await page.getByRole('link', { name: t.frame.signOut, exact: true }).click();
  await press(page, t.signOut.submit);
  await heading(page, t.signOut.doneTitle);
}

async function start(page: Page, search = ''): Promise<void> {
  await page.goto(`${app.origin}/${search}`);
  await page.getByRole('link', { name: 'Sign in' }).click();
}

const VARIANTS = [
  { javaScript: true, locale: 'en-GB', language: 'English', t: english },
  { javaScript: true, locale: 'de-DE', language: 'German', t: german },
  { javaScript: false, locale: 'en-GB', language: 'English', t: english },
  { javaScript: false, locale: 'de-DE', language: 'German', t: german },
];

describe.each(VARIANTS)('in $language, JavaScript: $javaScript', ({ javaScript, locale, t }) => {
  const email = `ada.${javaScript ? 'js' : 'plain'}.${t.locale}@example.com`;
  let person: WatchedBrowser;
  let page: Page;

  beforeAll(async () => {
    person = await open({ javaScript, locale });
    page = await person.page();
  });
  afterAll(() => person.context.close());
  afterEach(() => expect(person.complaints).toEqual([]));

  it('signs up, out and in again on the way to an app, allows it, and comes back to it with a code', async () => {
    await signUp(page, t, email);
    await signOut(page, t);
    await start(page);
    expect(await page.locator('html').getAttribute('lang')).toBe(t.locale);
    await signIn(page, t, email);
    await heading(page, t.consent.title('Tickets'));
    await press(page, t.consent.allow);
    await heading(page, 'Hello Ada Lovelace');
    expect((await server.userinfo(app.accessToken)).status).toBe(200);
  });

  it('is not asked twice, and hands the answer over by a form where the app wants that', async () => {
    await start(page, '?response_mode=form_post');
    if (!javaScript) await press(page, t.formPost.submit);
    await heading(page, 'Hello Ada Lovelace');
    expect((await server.userinfo(app.accessToken)).status).toBe(200);
  });

  it('withdraws what the app was allowed: its token is refused', async () => {
    const token = app.accessToken;
    await page.goto(address('account'));
    await press(page, t.account.apps.withdrawFrom('Tickets'));
    await page.getByText(t.account.notices.appWithdrawn).waitFor();
    await page.getByText(t.account.apps.none).waitFor();
    expect((await server.userinfo(token)).status).toBe(401);
  });

  it('ends another session: that browser has to sign in again', async () => {
    const other = await open({ javaScript, locale });
    const elsewhere = await other.page();
    await elsewhere.goto(address('sign-in'));
    await signIn(elsewhere, t, email);
    await page.goto(address('account/security'));
    const rows = page.locator('#sessions li');
    expect(await rows.count()).toBe(2);
    await rows.getByRole('button').click();
    await page.getByText(t.security.notices.sessionEnded).waitFor();
    expect(await rows.count()).toBe(1);
    await elsewhere.goto(address('account'));
    await heading(elsewhere, t.signIn.title);
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });

  it('signs out: the account is closed', async () => {
    await signOut(page, t);
    await page.goto(address('account'));
    await heading(page, t.signIn.title);
  });
});

describe('the pages', () => {
  it('run no script that is not theirs, and the watch of these tests would have seen it', async () => {
    const person = await open();
    const page = await person.page();
    await page.goto(address('sign-in'));
    expect(person.complaints).toEqual([]);
    const refused = page.waitForEvent('console');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "taken over"';
      document.body.append(script);
    });
    await refused;
    expect(await page.title()).not.toContain('taken over');
    expect(person.complaints).toEqual([expect.stringContaining('Content Security Policy')]);
    await person.context.close();
  });

  it('say what was wrong with a password, keep the address, and let the person try again', async () => {
    const user = await server.createUser();
    const person = await open();
    const page = await person.page();
    await page.goto(address('sign-in'));
    await page.getByLabel(english.fields.email, { exact: true }).fill(user.email);
    await page.getByLabel(english.fields.password, { exact: true }).fill('not this one');
    await press(page, english.signIn.submit);
    await page.getByRole('alert').getByText(english.errors.invalidLogin).waitFor();
    expect(await page.getByLabel(english.fields.email, { exact: true }).inputValue()).toBe(user.email);
    await signIn(page, english, user.email);
    await page.goto(address('account'));
    await heading(page, english.account.title);
    await person.context.close();
  });
});
