import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { Operators } from '../../src/operators/index.js';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { PASSWORD, TestServer } from '../support/server.js';

jest.setTimeout(120_000);

/** Where the pages are kept as pictures, to be looked at; nowhere unless told. */
const PICTURES = process.env['SCREENSHOTS'];
const SIZES = [
  { width: 360, height: 780 },
  { width: 600, height: 900 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

/** Navigation that is cut off, at whatever edge: what of a link lies outside of the window, or of what shows it. */
const CUT_OFF = `[...document.querySelectorAll('.main-nav a')].filter((link) => {
  const box = link.getBoundingClientRect();
  const frame = link.parentElement.getBoundingClientRect();
  const isInside = box.left >= frame.left - 1 && box.right <= frame.right + 1 && box.right <= innerWidth;
  return !isInside || box.width === 0 || link.scrollWidth > link.clientWidth + 1;
}).map((link) => link.textContent)`;

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([TestServer.start(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** On a phone, a tablet and a desk nothing is wider than the window, and all of the navigation can be read. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect([name, size.width, width]).toEqual([name, size.width, size.width]);
    expect([name, size.width, await page.evaluate<string[]>(CUT_OFF)]).toEqual([name, size.width, []]);
    if (!PICTURES) continue;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: `${PICTURES}/${name}-${size.width}.png`, fullPage: true });
  }
}

describe.each([
  { javaScript: true, locale: 'en-GB', t: english, name: 'acme' },
  { javaScript: false, locale: 'de-DE', t: german, name: 'beispiel' },
])(
  'instances in the browser of an operator, in $locale, JavaScript: $javaScript',
  ({ javaScript, locale, t, name }) => {
    const o = t.operator;
    let person: WatchedBrowser;
    let page: Page;

    const press = (label: string): Promise<void> => page.getByRole('button', { name: label, exact: true }).click();

    beforeAll(async () => {
      const { email } = await server.createUser({
        email: `a-rather-long-name-of-an-operator-${name}@mail.example.com`,
      });
      await server.app.get(Operators).add(email);
      person = await WatchedBrowser.open(browser, { javaScript, locale, origins: [server.origin] });
      page = await person.page();
      await page.goto(`${server.instance.baseUrl}/sign-in`);
      await page.getByLabel(t.fields.email, { exact: true }).fill(email);
      await page.getByLabel(t.fields.password, { exact: true }).fill(PASSWORD);
      await press(t.signIn.submit);
      await page.getByRole('link', { name: t.navigation.operator, exact: true }).waitFor();
    });
    afterAll(() => person.context.close());
    afterEach(() => {
      const unexpected = person.complaints.filter((complaint) => !/status of 400/.test(complaint));
      expect(unexpected).toEqual([]);
    });

    it('are reached from every page, whose navigation can be read in full', async () => {
      for (const place of ['', 'account', 'account/security', 'api-keys', 'organizations', 'launchpad', 'developer']) {
        await page.goto(`${server.instance.baseUrl}/${place}`);
        await look(page, `frame-${place.replace('/', '-')}-${t.locale}`);
      }
      await page.getByRole('link', { name: t.navigation.operator, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: o.title, exact: true }).waitFor();
      await look(page, `operator-${t.locale}`);
    });

    it('are made and set, and what is wrong is said at the field', async () => {
      await page.getByLabel(o.fields.name, { exact: true }).fill(name);
      await page.getByLabel(o.fields.title, { exact: true }).fill('Acme');
      await press(o.create.submit);
      await page.getByText(o.notices.created).waitFor();
      await page.getByLabel(o.fields.colour, { exact: true }).fill('red');
      await press(o.save);
      await page.getByText(o.errors.invalidColour, { exact: true }).waitFor();
      await look(page, `operator-refused-${t.locale}`);
      await page.getByLabel(o.fields.colour, { exact: true }).fill('#7a1fa2');
      await page.getByLabel(o.fields.signUp, { exact: true }).selectOption('closed');
      await page.getByLabel(o.fields.allowedOrigins, { exact: true }).fill('https://app.example\nhttps://shop.example');
      await press(o.save);
      await page.getByText(o.notices.saved).waitFor();
      expect(await page.getByLabel(o.fields.signUp, { exact: true }).inputValue()).toBe('closed');
      await look(page, `operator-instance-${t.locale}`);
    });

    it('are suspended and deleted, each after a second thought, with the keyboard alone', async () => {
      await page.getByText(o.availability.suspend, { exact: true }).press('Enter');
      await look(page, `operator-suspending-${t.locale}`);
      await page.getByRole('button', { name: o.availability.suspendSubmit, exact: true }).press('Enter');
      await page.getByText(o.notices.suspended).waitFor();
      await page.getByText(o.availability.remove, { exact: true }).press('Enter');
      await page.getByLabel(o.availability.confirm(name), { exact: true }).fill('another');
      await press(o.availability.removeSubmit);
      await page.getByText(o.errors.wrongName, { exact: true }).waitFor();
      await look(page, `operator-deleting-${t.locale}`);
      await page.getByLabel(o.availability.confirm(name), { exact: true }).fill(name);
      await press(o.availability.removeSubmit);
      await page.getByText(o.notices.deleted).waitFor();
    });
  },
);
