import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import { launchChromium, WatchedBrowser } from '../support/chromium.js';
import { OrganizationTests } from '../support/organizations.js';
import { RelyingApp } from '../support/relying-app.js';
import { PASSWORD, TestServer, type TestUser } from '../support/server.js';

jest.setTimeout(120_000);

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';

let server: TestServer;
let tests: OrganizationTests;
let app: RelyingApp;
let evil: Server;
let browser: Browser;

beforeAll(async () => {
  [server, app, browser] = await Promise.all([TestServer.start(), RelyingApp.start(), launchChromium()]);
  tests = new OrganizationTests(server);
  const input = { title: 'Print Planner', vendor: 'Vendor Ltd', entryPoint: `${app.origin}/`, firstParty: true };
  const client = await server.createApp({ ...input, redirectUris: [app.redirectUri], scope: [READ, MEMBERS] });
  await app.discover(server.issuer, client);
  evil = createServer();
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await browser.close();
  evil.close();
  evil.closeAllConnections();
  await app.stop();
  await server.stop();
});

const evilOrigin = (host = 'localhost'): string => `http://${host}:${(evil.address() as AddressInfo).port}`;
const address = (path: string): string => `${server.instance.baseUrl}/${path}`;
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const follow = (page: Page, name: string): Promise<void> =>
  page.getByRole('link', { name, exact: true }).first().click();
const heading = (page: Page, name: string): Promise<void> => page.getByRole('heading', { name, exact: true }).waitFor();
const unfold = (page: Page, name: string): Promise<void> =>
  page
    .locator('summary')
    .and(page.getByText(name, { exact: true }))
    .or(page.locator(`summary[aria-label="${name}"]`))
    .click();

async function signedIn(
  user: TestUser,
  options: { javaScript: boolean; locale: string },
): Promise<[WatchedBrowser, Page]> {
  const person = await WatchedBrowser.open(browser, { ...options, origins: [server.origin, app.origin, evilOrigin()] });
  const page = await person.page();
  await page.goto(address('sign-in'));
  await signIn(page, user);
  return [person, page];
}

async function signIn(page: Page, { email }: TestUser): Promise<void> {
  await page.locator('input[name=identifier]').fill(email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

const VARIANTS = [
  { javaScript: true, locale: 'en-GB', language: 'English', t: english },
  { javaScript: false, locale: 'de-DE', language: 'German', t: german },
];

describe.each(VARIANTS)('an organization in $language, JavaScript: $javaScript', ({ javaScript, locale, t }) => {
  const name = `Acme ${locale}`;
  let ada: WatchedBrowser;
  let adaPage: Page;
  let grace: TestUser;

  beforeAll(async () => {
    const owner = await server.createUser({ name: 'Ada Lovelace' });
    grace = await server.createUser({ name: 'Grace Hopper' });
    [ada, adaPage] = await signedIn(owner, { javaScript, locale });
  });
  afterAll(() => ada.context.close());
  afterEach(() => expect(ada.complaints).toEqual([]));

  it('is created, and somebody is invited by mail', async () => {
    await adaPage.goto(address(''));
    await follow(adaPage, t.navigation.organizations);
    await adaPage.getByLabel(t.organizations.fields.name, { exact: true }).fill(name);
    await adaPage.getByLabel(t.organizations.fields.country, { exact: true }).selectOption('DE');
    await press(adaPage, t.organizations.create.submit);
    await heading(adaPage, name);
    await adaPage.getByLabel(t.organizations.fields.email, { exact: true }).fill(grace.email);
    await adaPage.locator('#invite-designer').check();
    await press(adaPage, t.organizations.invitations.submit);
    await adaPage.getByText(t.organizations.notices.invited).waitFor();
    await adaPage.getByText(grace.email).waitFor();
  });

  it('is joined by the link of the mail, which asks for a sign-in first', async () => {
    const token = await tests.mailedToken(grace.email);
    const other = await WatchedBrowser.open(browser, { javaScript, locale, origins: [server.origin] });
    const page = await other.page();
    await page.goto(address(`invitations?token=${token}`));
    await signIn(page, grace);
    await heading(page, t.organizations.invitation.title(name));
    await press(page, t.organizations.invitation.accept);
    await page.getByText(t.organizations.notices.joined).waitFor();
    expect(await page.locator('#details form, #invitations, .confirm').count()).toBe(1);
    expect(other.complaints).toEqual([]);
    await other.context.close();
  });

  it('installs an app with a part of what it asks for, and is led to it', async () => {
    await follow(adaPage, t.organizations.sections.apps);
    await adaPage.getByLabel(t.organizationApps.browse.search, { exact: true }).fill('planner');
    await press(adaPage, t.organizationApps.browse.submit);
    await adaPage.getByLabel(t.organizationApps.browse.installOf('Print Planner')).click();
    await heading(adaPage, t.organizationApps.install.title('Print Planner', name));
    await adaPage.locator(`input[value="${MEMBERS}"]`).uncheck();
    await press(adaPage, t.organizationApps.install.allow);
    await adaPage.waitForURL(`${app.origin}/?launchpad=1&organization_id=*`);
  });

  it('opens it from the launchpad, signed in there at once', async () => {
    await adaPage.goto(address('launchpad'));
    await adaPage.locator('a.tile', { hasText: 'Print Planner' }).click();
    await adaPage.waitForURL(`${app.origin}/?launchpad=1&organization_id=*`);
    await adaPage.getByRole('link', { name: 'Sign in' }).click();
    await heading(adaPage, 'Hello Ada Lovelace');
  });

  it('approves what waits, and uninstalls it after a question', async () => {
    await adaPage.goto(address('organizations'));
    await adaPage.getByRole('link', { name }).click();
    await follow(adaPage, t.organizations.sections.apps);
    await adaPage.locator('.waiting input[type=checkbox]').check();
    await press(adaPage, t.organizationApps.approve);
    await adaPage.getByText(t.organizations.notices.approved).waitFor();
    await unfold(adaPage, t.organizationApps.uninstallOf('Print Planner'));
    await press(adaPage, t.organizationApps.uninstallConfirm);
    await adaPage.getByText(t.organizations.notices.uninstalled).waitFor();
    await adaPage.getByText(t.organizationApps.none).waitFor();
  });

  it('changes roles, removes a member, and is deleted after its name was typed', async () => {
    await adaPage.goto(address('organizations'));
    await adaPage.getByRole('link', { name }).click();
    await unfold(adaPage, t.organizations.members.rolesOf('Grace Hopper'));
    await adaPage.locator('details[open] input[value=admin]').check();
    await press(adaPage, t.organizations.members.saveRoles);
    await adaPage.getByText(t.organizations.notices.rolesSaved).waitFor();
    await unfold(adaPage, t.organizations.members.removeOf('Grace Hopper'));
    await press(adaPage, t.organizations.members.removeConfirm);
    await adaPage.getByText(t.organizations.notices.memberRemoved).waitFor();
    await unfold(adaPage, t.organizations.status.remove);
    await adaPage.locator('#confirmation').fill(name);
    await press(adaPage, t.organizations.status.removeConfirm);
    await adaPage.getByText(t.organizations.notices.deleted).waitFor();
  });
});

describe('T165 the browser of an admin', () => {
  // To one our cookie is not sent along with a form; to the other, which is the same site on another port, it is.
  it.each([
    ['localhost', 303],
    ['127.0.0.1', 403],
  ])('installs nothing at the wish of %s: image, fetch, and a form that sends itself', async (host, status) => {
    const organization = await tests.organization();
    const owner = await server.createUser();
    await tests.call(organization.owner.visitor, 'POST', `${organization.path}/invitations`, {
      ...{ email: owner.email, roles: ['admin'] },
    });
    const [admin, page] = await signedIn(owner, { javaScript: true, locale: 'en-GB' });
    await page.goto(address(`invitations?token=${await tests.mailedToken(owner.email)}`));
    await press(page, english.organizations.invitation.accept);
    await heading(page, english.organizations.sections.members);
    const { appId } = await server.createApp({ title: 'Wanted', scope: [READ] });
    const target = address(`organizations/${organization.id}/apps/install?app=${appId}`);
    const query = `&decision=allow&scope=${READ}`;
    evil.removeAllListeners('request').on('request', (_, response) =>
      response.setHeader('content-type', 'text/html').end(`<!doctype html><link rel="icon" href="data:,">
        <img src="${target}${query}"><script>fetch('${target}${query}',{mode:'no-cors',credentials:'include'})</script>
        <form method="post" action="${target}"><input name="decision" value="allow"><input name="scope" value="${READ}"></form>
        <script>document.forms[0].submit()</script>`),
    );
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.goto(evilOrigin(host));
    expect((await answered).status()).toBe(status);
    await page.locator('h1').waitFor();
    const { json } = await tests.call(organization.owner.visitor, 'GET', `${organization.path}/installations`);
    expect(json['installations']).toEqual([]);
    await admin.context.close();
  });
});
