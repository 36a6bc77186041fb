import { Database } from '../../src/platform/index.js';
import { english } from '../../src/ui/texts/en.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type TestMember, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const ENTRY = 'https://planner.example/start?from=latchkey';
const { errors, notices } = english.organizations;

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let organization: TestOrganization;
let app: VendorApp;
let admin: TestMember;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
beforeEach(async () => {
  organization = await tests.organization();
  app = await apps.app({ title: `Planner ${organization.id}`, scopes: [READ, MEMBERS], entryPoint: ENTRY });
  admin = await tests.member(organization, ['admin']);
});
afterAll(() => server.stop());

const pageOf = ({ id } = organization): string => `/demo/organizations/${id}/apps`;
const installPath = ({ id } = app): string => `${pageOf()}/install?app=${id}`;

async function installed(): Promise<readonly Record<string, unknown>[]> {
  return apps.installations(organization);
}
const rows = (): Promise<unknown[]> =>
  server.app.get(Database).query('SELECT id FROM installations WHERE organization_id = $1', [organization.id]);

function send(
  visitor: Visitor,
  page: Answer,
  ending: string,
  { headers, ...filled }: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const form = formsOf(page.text).find(({ action }) => new URL(action, server.origin).pathname.endsWith(ending));
  if (!form) throw new Error(`there is no form for ${ending}: ${page.status}`);
  const kept = form.fields.filter(([name]) => !(name in filled)).map((field) => [...field]);
  const added = Object.entries(filled).flatMap(([name, value]) => [value].flat().map((text) => [name, String(text)]));
  const options = headers === undefined ? {} : { headers: headers as Record<string, string> };
  return visitor.post(form.action, { form: new URLSearchParams([...kept, ...added]), ...options });
}

describe('installing an app on its page', () => {
  it('says what it gets, gives what was ticked, and leads to the app', async () => {
    const found = await admin.visitor.get(`${pageOf()}?query=${encodeURIComponent(`planner ${organization.id}`)}`);
    expect(found.text).toContain(`href="${installPath()}"`);
    const page = await admin.visitor.get(installPath());
    expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://planner.example;");
    for (const sentence of ['See the details of the organization', 'https://planner.example']) {
      expect(page.text).toContain(sentence);
    }
    expect(formsOf(page.text)[0]?.fields.filter(([name]) => name === 'scope')).toEqual([
      ['scope', READ],
      ['scope', MEMBERS],
    ]);
    const answer = await send(admin.visitor, page, '/install', { decision: 'allow', scope: [READ] });
    expect(answer.status).toBe(303);
    expect(answer.location).toBe(`${ENTRY}&launchpad=1&organization_id=${organization.id}`);
    expect(await installed()).toMatchObject([{ granted: [{ name: READ }], waiting: [{ name: MEMBERS }] }]);
    expect((await admin.visitor.get(installPath())).location).toBe(pageOf());
  });

  it('gives all that was shown where nothing is unticked; leads back to the list where the app has no page', async () => {
    const quiet = await apps.app({ scopes: [READ, MEMBERS] });
    const page = await admin.visitor.get(installPath(quiet));
    const answer = await send(admin.visitor, page, '/install', { decision: 'allow' });
    expect(answer.location).toBe(`${pageOf()}?done=installed`);
    expect((await admin.visitor.follow(answer)).text).toContain(notices.installed);
    expect(await installed()).toMatchObject([{ granted: [{ name: READ }, { name: MEMBERS }] }]);
  });

  it('installs nothing where the admin says no', async () => {
    const answer = await send(admin.visitor, await admin.visitor.get(installPath()), '/install', { decision: 'deny' });
    expect(answer.location).toBe(`${pageOf()}?done=notInstalled`);
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['a scope that the app does not ask for', { scope: [READ, 'directory.organization_members.w'] }],
    ['a scope of people', { scope: ['directory.person.r'] }],
    ['a scope that is none', { scope: ['"><script>'] }],
  ])('gives nothing where the form names %s (T154)', async (_, forged) => {
    const page = await admin.visitor.get(installPath());
    const refused = await send(admin.visitor, page, '/install', { decision: 'allow', ...forged });
    expect([refused.status, refused.text.includes(errors.changedMeanwhile)]).toEqual([400, true]);
    expect(await rows()).toEqual([]);
  });

  it('is installed once: a form that was sent before leads to the list', async () => {
    const page = await admin.visitor.get(installPath());
    await send(admin.visitor, page, '/install', { decision: 'allow' });
    expect((await send(admin.visitor, page, '/install', { decision: 'allow' })).location).toBe(pageOf());
    expect(await installed()).toHaveLength(1);
  });

  it.each([['?app='], [''], ['?app=none'], ['?app=01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14']])(
    'finds no app in %j',
    async (query) => {
      const { status } = await admin.visitor.get(`${pageOf()}/install${query}`);
      expect([400, 404]).toContain(status);
    },
  );
});

describe('T149 T164 who is no admin installs nothing', () => {
  it('neither sees the page nor gets through with an admin’s form', async () => {
    const member = await tests.member(organization, ['member', 'developer']);
    const foreign = (await tests.organization()).owner;
    const shown = await admin.visitor.get(installPath());
    const list = await member.visitor.get(pageOf());
    expect(list.text).not.toContain('id="browse"');
    expect(formsOf(list.text)).toEqual([]);
    for (const [{ visitor }, status] of [[member, 403] as const, [foreign, 404] as const]) {
      expect((await visitor.get(installPath())).status).toBe(status);
      const own = await visitor.get('/demo/organizations');
      const csrf = formsOf(own.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
      const form = { csrf, decision: 'allow', scope: READ };
      expect((await visitor.post(installPath(), { form })).status).toBe(status);
      expect((await send(visitor, shown, '/install', { decision: 'allow' })).status).toBe(status === 403 ? 403 : 404);
    }
    const anonymous = await send(server.visitor(), shown, '/install', { decision: 'allow' });
    expect(anonymous.location).toMatch(/^\/demo\/sign-in\?return_to=/);
    expect(await rows()).toEqual([]);
  });
});

describe('T165 a page of somebody else installs nothing', () => {
  it('not by a link, an image or a fetch: a GET changes nothing, whatever it carries', async () => {
    const query = `&decision=allow&scope=${READ}`;
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    for (const path of [installPath() + query, `${pageOf()}/install?app=${app.id}${query}&csrf=x`]) {
      expect((await admin.visitor.get(path, { headers })).status).toBe(200);
      await admin.visitor.request('HEAD', path, { headers });
    }
    expect(await rows()).toEqual([]);
  });

  it.each([
    ['another origin', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
    ['an origin that is hidden', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { origin: 'https://evil.demo.test', 'sec-fetch-site': 'same-site' }],
  ])('not by a form from %s, even with a token that was shown', async (_, headers) => {
    const page = await admin.visitor.get(installPath());
    const refused = await send(admin.visitor, page, '/install', { decision: 'allow', headers });
    expect(refused.status).toBe(403);
    expect(await rows()).toEqual([]);
  });

  it('not by a form without our token, or with that of another browser or another session', async () => {
    const page = await admin.visitor.get(installPath());
    const other = await organization.owner.visitor.get(installPath());
    const theirs = formsOf(other.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    for (const csrf of [theirs, 'x', '']) {
      const refused = await send(admin.visitor, page, '/install', { decision: 'allow', csrf });
      expect([refused.status, refused.text.includes(errors.formExpired)]).toEqual([403, true]);
    }
    expect(await rows()).toEqual([]);
  });

  it('nor uninstalls, approves or ends anything', async () => {
    await apps.installed(organization, app, [READ]);
    const page = await admin.visitor.get(pageOf());
    for (const ending of ['/uninstall', '/approve']) {
      const headers = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
      expect((await send(admin.visitor, page, ending, { scope: [MEMBERS], headers })).status).toBe(403);
      expect((await send(admin.visitor, page, ending, { scope: [MEMBERS], csrf: 'x' })).status).toBe(403);
    }
    expect(await installed()).toMatchObject([{ granted: [{ name: READ }] }]);
  });
});

describe('T166 an admin who is none any more', () => {
  it('is refused when the form arrives: demoted, removed, or the organization suspended', async () => {
    const { visitor } = organization.owner;
    const second = await tests.member(organization, ['admin']);
    const pages = [await admin.visitor.get(installPath()), await second.visitor.get(installPath())] as const;
    const own = await visitor.get(installPath());
    const member = `${organization.path}/memberships`;
    await tests.call(visitor, 'PATCH', `${member}/${admin.membershipId}`, { roles: ['member'] });
    await tests.call(visitor, 'DELETE', `${member}/${second.membershipId}`);
    expect((await send(admin.visitor, pages[0], '/install', { decision: 'allow' })).status).toBe(403);
    expect((await send(second.visitor, pages[1], '/install', { decision: 'allow' })).status).toBe(404);
    await tests.call(visitor, 'POST', `${organization.path}/suspend`);
    expect((await send(visitor, own, '/install', { decision: 'allow' })).status).toBe(403);
    expect(await rows()).toEqual([]);
  });
});

describe('the apps of an organization', () => {
  it('stand there with what they may do; what they ask for later waits for an approval (T159)', async () => {
    await apps.installed(organization, app, [READ]);
    const wider = { scopes: [READ, MEMBERS, 'directory.sites.r'] };
    await tests.call(app.vendor.owner.visitor, 'PATCH', app.path, wider);
    const page = await admin.visitor.get(pageOf());
    expect(page.text).toContain('See the details of the organization');
    const nothing = await send(admin.visitor, page, '/approve');
    expect([nothing.status, nothing.text.includes(errors.noScopes)]).toEqual([400, true]);
    const approved = await send(admin.visitor, page, '/approve', { scope: ['directory.sites.r'] });
    expect((await admin.visitor.follow(approved)).text).toContain(notices.approved);
    expect(await installed()).toMatchObject([
      { granted: [{ name: READ }, { name: 'directory.sites.r' }], waiting: [{ name: MEMBERS }] },
    ]);
  });

  it('are seen by members, who change nothing there', async () => {
    await apps.installed(organization, app, [READ]);
    const member = await tests.member(organization);
    const page = await member.visitor.get(pageOf());
    expect(page.text).toContain(`Planner ${organization.id}`);
    expect(formsOf(page.text)).toEqual([]);
  });

  it('are uninstalled; a form about what is gone says so', async () => {
    await apps.installed(organization, app, [READ]);
    const page = await admin.visitor.get(pageOf());
    expect((await admin.visitor.follow(await send(admin.visitor, page, '/uninstall'))).text).toContain(
      notices.uninstalled,
    );
    expect(await installed()).toEqual([]);
    for (const ending of ['/uninstall', '/approve']) {
      const late = await send(admin.visitor, page, ending, { scope: [MEMBERS] });
      expect([late.status, late.text.includes(errors.gone)]).toEqual([404, true]);
    }
    expect(await installed()).toEqual([]);
  });
});

describe('the launchpad', () => {
  it('has the apps of every organization, each opening for that organization', async () => {
    const other = await tests.organization();
    const { visitor, user } = organization.owner;
    await tests.call(other.owner.visitor, 'POST', `${other.path}/invitations`, {
      email: user.email,
      roles: ['member'],
    });
    await tests.accept(organization.owner, await tests.mailedToken(user.email));
    const quiet = await apps.app({ title: 'Quiet', scopes: [READ] });
    await apps.installed(organization, app, [READ]);
    await apps.installed(organization, quiet, []);
    await apps.installed(other, app, []);
    const page = await visitor.get('/demo/launchpad');
    const links = [...page.text.matchAll(/<a class="tile" rel="noopener" href="([^"]+)"/g)].map(
      ([, href = '']) => href,
    );
    const link = (id: string): string => `${ENTRY}&launchpad=1&organization_id=${id}`.replaceAll('&', '&amp;');
    expect(links.sort()).toEqual([link(organization.id), link(other.id)].sort());
    expect(page.text).toContain(english.launchpad.noPage);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' data:");
  });

  it('opens no app that can not be used, and none of an organization that is suspended', async () => {
    await apps.installed(organization, app, [READ]);
    const { visitor } = organization.owner;
    expect((await visitor.get('/demo/launchpad')).text).toContain('class="tile" rel="noopener"');
    await tests.call(app.vendor.owner.visitor, 'POST', `${app.path}/disable`);
    const disabled = await visitor.get('/demo/launchpad');
    expect(disabled.text).not.toContain('rel="noopener"');
    expect(disabled.text).toContain(english.launchpad.unavailable);
    await tests.call(app.vendor.owner.visitor, 'POST', `${app.path}/enable`);
    await tests.call(visitor, 'POST', `${organization.path}/suspend`);
    const suspended = await visitor.get('/demo/launchpad');
    expect(suspended.text).not.toContain('rel="noopener"');
    expect(suspended.text).toContain(english.launchpad.suspended);
    expect((await visitor.get(pageOf())).text).not.toContain('rel="noopener"');
  });

  it('says what to do where there is no organization', async () => {
    const { visitor } = await tests.person();
    expect((await visitor.get('/demo/launchpad')).text).toContain(english.launchpad.noOrganizations);
  });
});
