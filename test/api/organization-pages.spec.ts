import { Database } from '../../src/platform/index.js';
import { german } from '../../src/ui/texts/de.js';
import { english } from '../../src/ui/texts/en.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestOrganization } from '../support/organizations.js';
import { PASSWORD, TestServer } from '../support/server.js';
import { formsOf, type Visitor } from '../support/visitor.js';

const t = english.organizations;
const DAY = 24 * 3_600_000;

let server: TestServer;
let tests: OrganizationTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
});
afterAll(() => server.stop());

const pageOf = ({ id }: TestOrganization): string => `/demo/organizations/${id}`;

/** Sends the form whose action ends like this, as it was shown but for what is filled in; lists are sent as repeated fields. */
function send(
  visitor: Visitor,
  page: Answer,
  ending: string,
  filled: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<Answer> {
  const form = formsOf(page.text).find(({ action }) => new URL(action, server.origin).pathname.endsWith(ending));
  if (!form) throw new Error(`there is no form for ${ending}: ${page.status}`);
  const kept = form.fields.filter(([name]) => !(name in filled));
  const added = Object.entries(filled).flatMap(([name, value]) => [value].flat().map((text) => [name, text]));
  return visitor.post(form.action, { form: new URLSearchParams([...kept.map((field) => [...field]), ...added]) });
}

const actionsOf = ({ text }: Answer): readonly string[] =>
  formsOf(text).map(({ action }) => new URL(action, server.origin).pathname.split('/').slice(4).join('/'));

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

async function create(person: Person, name: string): Promise<Answer> {
  const list = await person.visitor.get('/demo/organizations');
  return send(person.visitor, list, '/organizations', { name, country_code: 'DE' });
}

describe('pages of organizations', () => {
  it.each(['organizations', 'launchpad', 'organizations/x/apps/install?app=y', 'invitations?token=in_x'])(
    'ask for a sign-in and go back: %s',
    async (path) => {
      const user = await server.createUser();
      const visitor = server.visitor();
      const refused = await visitor.get(`/demo/${path}`);
      expect(refused.location).toBe(`/demo/sign-in?${new URLSearchParams({ return_to: `/demo/${path}` }).toString()}`);
      const signIn = await visitor.follow(refused);
      const signedIn = await visitor.submit(signIn, { identifier: user.email, password: PASSWORD });
      expect(signedIn.location).toBe(`/demo/${path}`);
    },
  );

  it('send no form again after a sign-in, but open the part that it belongs to', async () => {
    const refused = await server.visitor().post('/demo/organizations/x/leave', { form: { csrf: 'x' } });
    expect(refused.location).toBe('/demo/sign-in?return_to=%2Fdemo%2Forganizations');
  });

  it('lead around for who is signed in, and only then', async () => {
    const person = await tests.person();
    const places = ['/demo/launchpad', '/demo/organizations', '/demo/developer', '/demo/account'];
    const home = await person.visitor.get('/demo');
    const list = await person.visitor.get('/demo/organizations');
    for (const page of [home, list]) for (const place of places) expect(page.text).toContain(`href="${place}"`);
    expect(list.text).toContain('<a href="/demo/organizations" aria-current="true">');
    expect((await server.visitor().get('/demo')).text).not.toContain('href="/demo/launchpad"');
  });

  it('are in German for who reads German', async () => {
    const { owner, ...organization } = await tests.organization();
    const page = await owner.visitor.get(`${pageOf({ ...organization, owner })}?ui_locales=de`);
    expect(page.text).toContain(german.organizations.roles.owner);
    expect(page.text).toContain(german.navigation.organizations);
  });
});

describe('an organization', () => {
  it('is created, renamed, and named on the list with the role', async () => {
    const person = await tests.person();
    const created = await create(person, 'Page Printing');
    expect(created.status).toBe(303);
    const page = await person.visitor.follow(created);
    expect(page.text).toContain(t.notices.created);
    const saved = await send(person.visitor, page, '/details', { name: 'Page & Paper', country_code: 'AT' });
    const after = await person.visitor.follow(saved);
    expect(after.text).toContain('<h1>Page &amp; Paper</h1>');
    expect(after.text).toContain('<option value="AT" selected>Austria</option>');
    const list = await person.visitor.get('/demo/organizations');
    expect(list.text).toContain('Page &amp; Paper');
    expect(list.text).toContain(t.roles.owner);
  });

  it.each([
    ['', 400, 'invalidName'],
    ['Admin', 400, 'invalidName'],
    ['<b>Taken</b>', 409, 'nameTaken'],
  ] as const)('is refused the name %j in a sentence of ours, and what was typed stays', async (name, status, error) => {
    const person = await tests.person();
    await create(await tests.person(), '<b>Taken</b>');
    const refused = await create(person, name);
    expect(refused.status).toBe(status);
    expect(refused.text).toContain(t.errors[error]);
    expect(refused.text).toContain(`maxlength="200" value="${escaped(name)}"`);
    expect(refused.text).toContain('<option value="DE" selected>');
  });

  it('is nothing to a stranger, and shows a member no more than a member may do', async () => {
    const organization = await tests.organization();
    const [member, admin] = [await tests.member(organization), await tests.member(organization, ['admin'])];
    const stranger = await tests.person();
    expect((await stranger.visitor.get(pageOf(organization))).status).toBe(404);
    expect((await stranger.visitor.get(`${pageOf(organization)}/apps`)).status).toBe(404);
    const seen = await member.visitor.get(pageOf(organization));
    expect(actionsOf(seen)).toEqual(['leave']);
    expect(seen.text).not.toContain(admin.user.email);
    const managed = await admin.visitor.get(pageOf(organization));
    expect(actionsOf(managed)).toEqual([
      'details',
      ...[`members/${member.membershipId}/roles`, `members/${member.membershipId}/remove`],
      ...[`members/${admin.membershipId}/roles`, 'invitations', 'leave'],
    ]);
    expect(managed.text).not.toContain('value="owner"');
    expect(managed.text).toContain(member.user.email);
  });

  it('is suspended, activated and deleted by an owner, the last after its name was typed', async () => {
    const person = await tests.person();
    const page = await person.visitor.follow(await create(person, 'Short Lived'));
    const path = formsOf(page.text)[0]?.action.replace('/details', '') ?? '';
    const suspended = await person.visitor.follow(await send(person.visitor, page, '/suspend'));
    expect(suspended.text).toContain(t.details.suspendedLead);
    expect(actionsOf(suspended)).toEqual(['activate', 'leave', 'delete']);
    const active = await person.visitor.follow(await send(person.visitor, suspended, '/activate'));
    expect(active.text).toContain(t.notices.activated);
    const refused = await send(person.visitor, active, '/delete', { confirmation: 'Another name' });
    expect([refused.status, refused.text.includes(t.errors.otherName)]).toEqual([400, true]);
    const deleted = await send(person.visitor, refused, '/delete', { confirmation: 'Short Lived' });
    expect((await person.visitor.follow(deleted)).text).toContain(t.notices.deleted);
    expect((await person.visitor.get(path)).status).toBe(404);
  });

  it('takes no form of another kind: an admin neither suspends nor deletes by a crafted one', async () => {
    const organization = await tests.organization();
    const admin = await tests.member(organization, ['admin']);
    const page = await admin.visitor.get(pageOf(organization));
    const csrf = formsOf(page.text)[0]?.fields.find(([name]) => name === 'csrf')?.[1] ?? '';
    for (const step of ['suspend', 'delete']) {
      const name = / ?<h1>(.*)<\/h1>/.exec(page.text)?.[1] ?? '';
      const form = { csrf, confirmation: name };
      expect((await admin.visitor.post(`${pageOf(organization)}/${step}`, { form })).status).toBe(403);
    }
    expect((await admin.visitor.get(pageOf(organization))).text).not.toContain(t.details.suspendedLead);
  });
});

describe('members', () => {
  it('get roles by checkboxes; nobody without one; the last owner stays one', async () => {
    const organization = await tests.organization();
    const member = await tests.member(organization);
    const { visitor, membershipId } = organization.owner;
    const page = await visitor.get(pageOf(organization));
    const form = `/members/${member.membershipId}/roles`;
    const saved = await send(visitor, page, form, { role: ['designer', 'developer'] });
    expect((await visitor.follow(saved)).text).toContain(t.notices.rolesSaved);
    expect(await tests.rolesOf(organization, member)).toEqual(['designer', 'developer']);
    const none = await send(visitor, page, form, { role: [] });
    expect([none.status, none.text.includes(t.errors.noRoles)]).toEqual([400, true]);
    const forged = await send(visitor, page, form, { role: ['root'] });
    expect([forged.status, forged.text.includes(t.errors.noRoles)]).toEqual([400, true]);
    const last = await send(visitor, page, `/members/${membershipId}/roles`, { role: ['member'] });
    expect([last.status, last.text.includes(t.errors.lastOwner)]).toEqual([409, true]);
    expect(await tests.rolesOf(organization, member)).toEqual(['designer', 'developer']);
  });

  it('are not made owners by an admin who adds the checkbox (T171)', async () => {
    const organization = await tests.organization();
    const admin = await tests.member(organization, ['admin']);
    const page = await admin.visitor.get(pageOf(organization));
    const forged = await send(admin.visitor, page, `/members/${admin.membershipId}/roles`, { role: ['owner'] });
    expect(forged.status).toBe(403);
    expect(await tests.rolesOf(organization, admin)).toEqual(['admin']);
  });

  it('are removed, and leave; the last owner can not', async () => {
    const organization = await tests.organization();
    const [removed, leaving] = [await tests.member(organization), await tests.member(organization)];
    const { visitor } = organization.owner;
    const page = await visitor.get(pageOf(organization));
    const form = `/members/${removed.membershipId}/remove`;
    expect((await visitor.follow(await send(visitor, page, form))).text).toContain(t.notices.memberRemoved);
    expect((await removed.visitor.get(pageOf(organization))).status).toBe(404);
    const again = await send(visitor, page, form);
    expect([again.status, again.text.includes(t.errors.gone)]).toEqual([404, true]);
    const left = await send(leaving.visitor, await leaving.visitor.get(pageOf(organization)), '/leave');
    expect((await leaving.visitor.follow(left)).text).toContain(t.notices.left);
    const stuck = await send(visitor, page, '/leave');
    expect([stuck.status, stuck.text.includes(t.errors.lastOwner)]).toEqual([409, true]);
  });

  it('stand on several pages where they are many', async () => {
    const organization = await tests.organization();
    const { visitor } = organization.owner;
    const first = await visitor.get(pageOf(organization));
    expect(first.text).not.toContain('rel="next"');
    const beyond = await visitor.get(`${pageOf(organization)}?page=7`);
    expect(beyond.text).toContain(`href="${pageOf(organization)}?page=1"`);
    expect((await visitor.get(`${pageOf(organization)}?page=-1`)).status).toBe(200);
  });
});

describe('an invitation', () => {
  const invite = async (organization: TestOrganization, email: string, role: readonly string[] = ['member']) => {
    const { visitor } = organization.owner;
    server.clock.advance(1);
    return send(visitor, await visitor.get(pageOf(organization)), '/invitations', { email, role });
  };

  it('is sent by mail, which the page says; the token is nowhere on it; it is accepted on its page', async () => {
    const organization = await tests.organization();
    const person = await tests.person();
    const sent = await organization.owner.visitor.follow(
      await invite(organization, person.user.email, ['admin', 'designer']),
    );
    expect(sent.text).toContain(t.notices.invited);
    expect(sent.text).toContain(person.user.email);
    const token = await tests.mailedToken(person.user.email);
    expect(sent.text).not.toContain(token);
    const shown = await person.visitor.get(`/demo/invitations?token=${token}`);
    expect(shown.text).toContain(`${t.roles.admin}, ${t.roles.designer}`);
    const joined = await send(person.visitor, shown, '/invitations', { decision: 'allow' });
    expect((await person.visitor.follow(joined)).text).toContain(t.notices.joined);
    expect(await tests.rolesOf(organization, person)).toEqual(['admin', 'designer']);
    const used = await person.visitor.get(`/demo/invitations?token=${token}`);
    expect([used.status, used.text.includes(t.invitation.goneTitle)]).toEqual([404, true]);
  });

  it('is declined', async () => {
    const organization = await tests.organization();
    const person = await tests.person();
    await invite(organization, person.user.email);
    const path = `/demo/invitations?token=${await tests.mailedToken(person.user.email)}`;
    const declined = await send(person.visitor, await person.visitor.get(path), '/invitations', { decision: 'deny' });
    expect((await person.visitor.follow(declined)).text).toContain(t.notices.declined);
    expect(await tests.rolesOf(organization, person)).toBeUndefined();
  });

  it('is not for another account, and neither after seven days nor after it was revoked', async () => {
    const organization = await tests.organization();
    const [person, other] = [await tests.person(), await tests.person()];
    await invite(organization, person.user.email);
    const path = `/demo/invitations?token=${await tests.mailedToken(person.user.email)}`;
    const refused = await other.visitor.get(path);
    expect([refused.status, refused.text.includes(t.invitation.otherTitle)]).toEqual([403, true]);
    expect(refused.text).not.toContain(person.user.email);
    const shown = await person.visitor.get(path);
    const { visitor } = organization.owner;
    const revoked = await send(visitor, await visitor.get(pageOf(organization)), '/revoke');
    expect((await visitor.follow(revoked)).text).toContain(t.notices.invitationRevoked);
    const late = await send(person.visitor, shown, '/invitations', { decision: 'allow' });
    expect([late.status, late.text.includes(t.invitation.goneTitle)]).toEqual([404, true]);
    await invite(organization, person.user.email);
    const second = `/demo/invitations?token=${await tests.mailedToken(person.user.email)}`;
    server.clock.advance(7 * DAY);
    const expired = await (await server.signedIn(person.user)).get(second);
    expect([expired.status, expired.text.includes(t.invitation.goneTitle)]).toEqual([404, true]);
  });

  it('is shown again where the form was not ours, and joins nobody', async () => {
    const organization = await tests.organization();
    const person = await tests.person();
    await invite(organization, person.user.email);
    const path = `/demo/invitations?token=${await tests.mailedToken(person.user.email)}`;
    const forged = await send(person.visitor, await person.visitor.get(path), '/invitations', {
      ...{ decision: 'allow', csrf: 'x' },
    });
    expect([forged.status, forged.text.includes(t.errors.formExpired)]).toEqual([403, true]);
    expect(await tests.rolesOf(organization, person)).toBeUndefined();
  });

  it.each([
    ['no address', ['member'], 400, 'invalidEmail'],
    ['new@example.com', [], 400, 'noRoles'],
  ] as const)('to %j as %j is refused in a sentence of ours', async (email, roles, status, error) => {
    const refused = await invite(await tests.organization(), email, roles);
    expect([refused.status, refused.text.includes(t.errors[error])]).toEqual([status, true]);
  });

  it('of a member is refused', async () => {
    const organization = await tests.organization();
    const refused = await invite(organization, organization.owner.user.email);
    expect([refused.status, refused.text.includes(t.errors.alreadyMember)]).toEqual([409, true]);
    const rows = await server.app
      .get(Database)
      .query('SELECT id FROM invitations WHERE organization_id = $1', [organization.id]);
    expect(rows).toEqual([]);
  });
});
