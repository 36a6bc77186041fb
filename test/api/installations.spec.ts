import { Audit } from '../../src/audit/index.js';
import { Apps, Installations } from '../../src/apps/index.js';
import type { AppId, OrganizationId } from '../../src/core/ids.js';
import { AppTests, namesOf, type VendorApp } from '../support/apps.js';
import { OrganizationTests, outcomeOf, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const TICKETS = 'tickets.ticket.r';
const PERSONAL = 'directory.person.r';

let server: TestServer;
let tests: OrganizationTests;
let apps: AppTests;
let organization: TestOrganization;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
  apps = new AppTests(tests);
});
beforeEach(async () => {
  organization = await tests.organization();
});
afterAll(() => server.stop());

const find = async (app: VendorApp, { id } = organization) => {
  const key = { instanceId: server.instance.id, organizationId: id as OrganizationId, appId: app.id as AppId };
  const found = await server.app.get(Installations).find(key);
  return found && { id: found.id, scope: [...found.scope], version: found.version };
};
const patch = (path: string, scopes: unknown) => tests.call(organization.owner.visitor, 'PATCH', path, { scopes });

describe('an installation', () => {
  it('is made by an admin with all or a part of what the app asks of an organization', async () => {
    const entryPoint = 'https://app.test/start?from=hub';
    const app = await apps.app({ title: 'Planner', entryPoint, scopes: [READ, TICKETS, PERSONAL] });
    const admin = await tests.member(organization, ['admin']);
    const { status, json } = await apps.install(admin, organization, app.id, [READ]);
    expect(status).toBe(201);
    expect(json).toMatchObject({
      app: { id: app.id, title: 'Planner', status: 'active' },
      granted: [{ name: READ, description: { en: 'See the details of the organization', de: expect.any(String) } }],
      version: 1,
      installedBy: admin.user.id,
      launchUrl: `${entryPoint}&launchpad=1&organization_id=${organization.id}`,
    });
    // What it asks of people is not the organization's to give.
    expect([namesOf(json['requested']), namesOf(json['waiting'])]).toEqual([[READ, TICKETS], [TICKETS]]);
    expect(await apps.installations(organization)).toEqual([json]);
    expect(await find(app)).toEqual({ id: json['id'], scope: [READ], version: 1 });
    const trail = await server.app.get(Audit).list(server.instance.id, { limit: 1 });
    expect(trail[0]).toMatchObject({ type: 'installation.created', userId: admin.user.id, detail: { scope: READ } });
  });

  it('is seen by every member, and by nobody else', async () => {
    const app = await apps.app({ scopes: [READ] });
    await apps.installed(organization, app, [READ]);
    const [member, stranger] = [await tests.member(organization), await tests.person()];
    const path = `${organization.path}/installations`;
    expect((await tests.call(member.visitor, 'GET', path)).json['installations']).toHaveLength(1);
    expect(outcomeOf(await tests.call(stranger.visitor, 'GET', path))).toBe('404 not_found');
    expect(outcomeOf(await server.send('GET', path))).toBe('401 credentials_required');
  });

  it('is one for an app and an organization', async () => {
    const app = await apps.app({ scopes: [READ, TICKETS] });
    const { id } = await apps.installed(organization, app, [READ]);
    const again = await apps.install(organization.owner, organization, app.id, [TICKETS]);
    expect(outcomeOf(again)).toBe('409 conflict');
    expect(await find(app)).toEqual({ id, scope: [READ], version: 1 });
  });

  it.each([
    ['400 invalid_scope', [TICKETS, MEMBERS]],
    ['400 invalid_scope', ['directory.organization.rw']],
    ['400 invalid_scope', [PERSONAL]],
    ['400 invalid_scope', ['openid']],
    ['400 invalid_scope', ['unknown.thing.r']],
    ['400 invalid_input', 'tickets.ticket.r'],
    ['400 invalid_input', [1]],
    ['400 invalid_input', undefined],
  ])('T154 is refused with %s for the scopes %j', async (outcome, scopes) => {
    const app = await apps.app({ scopes: [READ, TICKETS, PERSONAL] });
    const refused = await apps.install(organization.owner, organization, app.id, scopes as string[]);
    expect(outcomeOf(refused)).toBe(outcome);
    expect(await apps.installations(organization)).toEqual([]);
    expect(await find(app)).toBeUndefined();
  });

  it('of a private app is for its own organization alone', async () => {
    const app = await apps.app({ kind: 'private', scopes: [READ] });
    const foreign = await apps.install(organization.owner, organization, app.id, [READ]);
    const none = await apps.install(organization.owner, organization, organization.id, [READ]);
    expect([outcomeOf(foreign), foreign.json['detail']]).toEqual([outcomeOf(none), none.json['detail']]);
    expect(outcomeOf(none)).toBe('404 not_found');
    await apps.installed(app.vendor, app, [READ]);
    expect(await find(app, app.vendor)).toMatchObject({ scope: [READ] });
  });

  it('works while the app is active and the organization is not suspended', async () => {
    const app = await apps.app({ scopes: [READ] });
    const { id } = await apps.installed(organization, app, [READ]);
    const { visitor } = app.vendor.owner;
    await tests.call(visitor, 'POST', `${app.path}/disable`);
    expect(await find(app)).toBeUndefined();
    expect(await apps.installations(organization)).toMatchObject([{ id, app: { status: 'disabled' } }]);
    const other = await tests.organization();
    expect(outcomeOf(await apps.install(other.owner, other, app.id, [READ]))).toBe('404 not_found');
    await tests.call(visitor, 'POST', `${app.path}/enable`);
    expect(await find(app)).toMatchObject({ id });

    await tests.call(organization.owner.visitor, 'POST', `${organization.path}/suspend`);
    expect(await find(app)).toBeUndefined();
    const path = `${organization.path}/installations/${id}`;
    expect(outcomeOf(await tests.call(organization.owner.visitor, 'DELETE', path))).toBe('403 forbidden');
    await tests.call(organization.owner.visitor, 'POST', `${organization.path}/activate`);
    expect(await find(app)).toMatchObject({ id });
  });
});

describe('what an installation allows', () => {
  it('grows when an admin approves more, and only then (T159)', async () => {
    const app = await apps.app({ scopes: [READ] });
    const { id, path } = await apps.installed(organization, app, [READ]);
    await tests.call(app.vendor.owner.visitor, 'PATCH', app.path, { scopes: [READ, MEMBERS, TICKETS] });
    expect(await find(app)).toEqual({ id, scope: [READ], version: 1 });
    const [listed = {}] = await apps.installations(organization);
    expect([namesOf(listed['granted']), namesOf(listed['waiting'])]).toEqual([[READ], [MEMBERS, TICKETS]]);

    const approved = await patch(path, [READ, TICKETS]);
    expect(approved.json).toMatchObject({ id, version: 2 });
    expect([namesOf(approved.json['granted']), namesOf(approved.json['waiting'])]).toEqual([
      [READ, TICKETS],
      [MEMBERS],
    ]);
    expect(await find(app)).toEqual({ id, scope: [READ, TICKETS], version: 2 });
    expect((await patch(path, [TICKETS, READ])).json).toMatchObject({ id, version: 2 });
  });

  it('shrinks as another installation, so that nothing lives on what was taken', async () => {
    const app = await apps.app({ scopes: [READ, TICKETS] });
    const { id, path } = await apps.installed(organization, app, [READ, TICKETS]);
    const { json } = await patch(path, [TICKETS]);
    expect(json).toMatchObject({ version: 2, id: expect.not.stringMatching(id) });
    expect(await find(app)).toEqual({ id: json['id'], scope: [TICKETS], version: 2 });
    expect(outcomeOf(await patch(path, [READ]))).toBe('404 not_found');
    expect(await apps.installations(organization)).toHaveLength(1);
  });

  it('is never more than the app still wants; what it has may be kept', async () => {
    const app = await apps.app({ scopes: [READ, TICKETS, MEMBERS] });
    const { path } = await apps.installed(organization, app, [READ, TICKETS]);
    await tests.call(app.vendor.owner.visitor, 'PATCH', app.path, { scopes: [TICKETS, MEMBERS] });
    expect(await find(app)).toMatchObject({ scope: [TICKETS] });
    expect(outcomeOf(await patch(path, [READ, TICKETS, PERSONAL]))).toBe('400 invalid_scope');
    expect((await patch(path, [READ, TICKETS, MEMBERS])).json).toMatchObject({ version: 2 });
    expect(await find(app)).toMatchObject({ scope: [TICKETS, MEMBERS], version: 2 });
  });

  it('is added to by a decision about exactly that', async () => {
    const app = await apps.app({ scopes: [READ, TICKETS] });
    const { user } = organization.owner;
    const caller = { type: 'person', instanceId: server.instance.id, userId: user.id } as const;
    const allow = (name: string) =>
      server.app.get(Installations).allow(caller, organization.id, { app: app.id, scope: new Set([name]) });
    const { id } = await allow(READ);
    expect(await allow(TICKETS)).toMatchObject({ id, version: 2 });
    expect(await find(app)).toEqual({ id, scope: [READ, TICKETS], version: 2 });
  });
});

describe('uninstalling', () => {
  it('ends it once, and installing again makes another one', async () => {
    const app = await apps.app({ scopes: [READ, TICKETS] });
    const { id, path } = await apps.installed(organization, app, [READ, TICKETS]);
    const remove = () => tests.call(organization.owner.visitor, 'DELETE', path);
    expect((await remove()).status).toBe(204);
    expect(outcomeOf(await remove())).toBe('404 not_found');
    expect([await find(app), await apps.installations(organization)]).toEqual([undefined, []]);
    const second = await apps.installed(organization, app, [READ]);
    expect(second.id).not.toBe(id);
    expect(await find(app)).toEqual({ id: second.id, scope: [READ], version: 1 });
    expect(outcomeOf(await remove())).toBe('404 not_found');
    expect(await find(app)).toMatchObject({ id: second.id });
  });

  it('an app that an operator made can be installed as well', async () => {
    const { appId } = await server.createApp({ scope: [TICKETS] });
    const { name } = await server.app.get(Apps).get(server.instance.id, appId as AppId);
    expect((await apps.install(organization.owner, organization, appId, [TICKETS])).json).toMatchObject({
      app: { name },
    });
  });
});
