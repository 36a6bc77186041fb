import type { Browser, Page } from 'playwright-core';
import { english as t } from '../../src/ui/texts/en.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { githubPerson } from '../support/fake-github.js';
import { googlePerson } from '../support/fake-google.js';
import { SocialTests } from '../support/social.js';

jest.setTimeout(120_000);

let social: SocialTests;
let browser: Browser;
let person: WatchedBrowser;
let page: Page;

beforeAll(async () => {
  [social, browser] = await Promise.all([SocialTests.start(), launchChromium()]);
  const { server, github, google } = social;
  person = await WatchedBrowser.open(browser, { origins: [server.origin, github.origin, google.origin] });
  page = await person.page();
  github.person = githubPerson(7, 'ada@example.com', { name: 'Ada Lovelace' });
  google.person = googlePerson('g-7', 'ada.lovelace@example.org');
});

afterAll(async () => {
  await browser.close();
  await social.stop();
});

afterEach(() => expect(person.complaints).toEqual([]));

const address = (path: string): string => `${social.server.instance.baseUrl}/${path}`;
const linked = (title: string) => page.getByRole('button', { name: t.social.section.unlinkOf(title), exact: true });
const shot = async (name: string): Promise<void> => {
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

it('offers what is configured, and comes back to the form when the person cancels', async () => {
  await page.goto(address('sign-in'));
  await shot('social-sign-in');
  await page.getByRole('link', { name: t.social.continueWith('GitHub'), exact: true }).click();
  await page.getByRole('link', { name: 'Cancel', exact: true }).click();
  await page.getByLabel(t.fields.email, { exact: true }).waitFor();
});

it('signs in with GitHub, links Google to the account, and signs in with that', async () => {
  await page.getByRole('link', { name: t.social.continueWith('GitHub'), exact: true }).click();
  await page.getByRole('link', { name: 'Continue', exact: true }).click();
  await page.waitForURL(address('account'));

  await page.goto(address('account/security'));
  await page.getByRole('button', { name: t.social.section.link('Google'), exact: true }).click();
  await page.getByRole('link', { name: 'Continue', exact: true }).click();
  await page.getByText(t.social.notices.identityLinked, { exact: true }).waitFor();
  await linked('Google').waitFor();
  await shot('social-linked');

  await person.context.clearCookies();
  await page.goto(address('sign-in'));
  await page.getByRole('link', { name: t.social.continueWith('Google'), exact: true }).click();
  await page.getByRole('link', { name: 'Continue', exact: true }).click();
  await page.waitForURL(address('account'));
  await page.getByText('ada@example.com').first().waitFor();
});

it('unlinks one, but not the last', async () => {
  await page.goto(address('account/security'));
  await linked('GitHub').click();
  await page.getByText(t.social.notices.identityUnlinked, { exact: true }).waitFor();
  await linked('Google').click();
  await page.getByText(t.social.section.last, { exact: true }).waitFor();
  await shot('social-last');
  person.complaints.splice(0, person.complaints.length, ...person.complaints.filter((text) => !text.includes('409')));

  await person.context.clearCookies();
  await page.goto(address('sign-in'));
  await page.getByRole('link', { name: t.social.continueWith('Corporate'), exact: true }).click();
  await page.getByRole('link', { name: 'Continue', exact: true }).click();
  await page.waitForURL(address('account'));
});
