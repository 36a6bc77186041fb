import { Apps, Installations } from '../../src/apps/index.js';
import type { AppId, OrganizationId } from '../../src/core/ids.js';
import { Memberships } from '../../src/organizations/index.js';
import { Settings, SystemClock } from '../../src/platform/index.js';
import { Revocations } from '../../src/revocations/index.js';
import { CommandLine } from '../support/command-line.js';
import { withinBound } from '../support/nodes.js';
import { TestServer, type TestUser } from '../support/server.js';

const READ = 'directory.organization.r';
const TICKETS = 'tickets.ticket.r';
const REDIRECT = ['--redirect-uri', 'https://app.test/cb'];
const NOBODY = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';

let server: TestServer;
let cli: CommandLine;
let owner: TestUser;
let count = 0;

beforeAll(async () => {
  // The command line has the time of day, so the server needs it too.
  server = await TestServer.start({ clock: new SystemClock() });
  const { databaseUrl, publicUrl } = server.app.get(Settings);
  const secret = 'a-master-key-for-tests-of-sufficient-length';
  cli = new CommandLine({ DATABASE_URL: databaseUrl, PUBLIC_URL: publicUrl, LATCHKEY_SECRET: secret });
  owner = await server.createUser({ email: 'Owner@example.com' });
});
afterAll(() => server.stop());

const found = async () => {
  count += 1;
  return cli.json(['organization', 'create', '--name', `Acme ${count}`, '--owner', 'owner@EXAMPLE.com']);
};
const publish = async (...more: string[]) => {
  count += 1;
  const name = `app-${count}-cli`;
  const scopes = ['--scope', `${READ} ${TICKETS}`];
  const { app_id: id } = await cli.json(['app', 'create', '--name', name, ...REDIRECT, ...scopes, ...more]);
  return { name, id: String(id) };
};
const find = (organizationId: unknown, appId: unknown) =>
  server.app.get(Installations).find({
    instanceId: server.instance.id,
    organizationId: String(organizationId) as OrganizationId,
    appId: String(appId) as AppId,
  });

describe('organization create', () => {
  it('makes an organization with its first owner', async () => {
    const made = await found();
    expect(made).toMatchObject({ name: `Acme ${count}`, slug: `acme-${count}`, owner: owner.email, instance: 'demo' });
    const membership = await server.app.get(Memberships).find(owner.id, String(made['id']) as OrganizationId);
    expect(membership).toMatchObject({ roles: ['owner'] });
    const create = ['organization', 'create', '--owner', owner.email, '--name'];
    expect(await cli.refusal([...create, `ACME ${count}`])).toBe('conflict');
    expect(await cli.refusal([...create, 'admin'])).toBe('invalid_input');
    expect(await cli.refusal(['organization', 'create', '--name', 'New', '--owner', 'x@example.com'])).toBe(
      'not_found',
    );
  });
});

describe('app create', () => {
  it('gives the app to the organization that is named as its vendor', async () => {
    const organization = await found();
    for (const vendor of [String(organization['id']), String(organization['slug'])]) {
      const { id } = await publish('--vendor', vendor);
      expect(await server.app.get(Apps).get(server.instance.id, id as AppId)).toMatchObject({
        vendor: organization['name'],
        vendorOrganizationId: organization['id'],
      });
    }
    const named = await publish('--vendor', 'Somebody Ltd');
    const app = await server.app.get(Apps).get(server.instance.id, named.id as AppId);
    expect([app.vendor, app.vendorOrganizationId]).toEqual(['Somebody Ltd', undefined]);
    const nobody = ['app', 'create', '--name', 'no-vendor', ...REDIRECT, '--vendor', NOBODY];
    expect(await cli.refusal(nobody)).toBe('not_found');
  });
});

describe('app list and client list', () => {
  it('show what there is, disabled ones included, and no secret', async () => {
    const app = await publish();
    await cli.json(['client', 'create', '--app', app.name, '--public', ...REDIRECT]);
    await cli.json(['app', 'disable', '--name', app.name]);
    const { apps } = await cli.json(['app', 'list']);
    expect(apps).toContainEqual(expect.objectContaining({ name: app.name, status: 'blocked', kind: 'public' }));
    const listed = await cli.run(['client', 'list', '--app', app.name, '--json']);
    expect(JSON.parse(listed.out)).toMatchObject({
      clients: [
        { status: 'active', public: false, redirect_uris: ['https://app.test/cb'] },
        { status: 'active', public: true },
      ],
    });
    expect(listed.out).not.toMatch(/cs_/);
    expect(await cli.json(['app', 'enable', '--name', app.name])).toMatchObject({ status: 'active' });
    expect((await cli.json(['app', 'list']))['apps']).toContainEqual(
      expect.objectContaining({ name: app.name, status: 'active' }),
    );
    expect(await cli.refusal(['client', 'list', '--app', 'no-such-app'])).toBe('not_found');
  });
});

describe('installation', () => {
  it('create allows an app what is named, and delete ends it in the running server', async () => {
    const [organization, app] = [await found(), await publish()];
    const which = ['--organization', String(organization['slug']), '--app', app.name];
    const made = await cli.json(['installation', 'create', ...which, '--scope', READ]);
    expect(made).toMatchObject({
      organization_id: organization['id'],
      app_id: app.id,
      scope: [READ],
      version: 1,
    });
    const standing = await find(organization['id'], app.id);
    expect(standing).toMatchObject({ id: made['id'], version: 1 });
    expect(standing?.installedBy).toBeUndefined();
    expect(await cli.refusal(['installation', 'create', ...which, '--scope', READ])).toBe('conflict');

    const anchors = [{ type: 'grant', id: String(made['id']) } as const];
    expect(server.app.get(Revocations).isRevoked(anchors, Number.MAX_SAFE_INTEGER - 1)).toBe(false);
    expect(await cli.json(['installation', 'delete', ...which])).toMatchObject({
      id: made['id'],
      status: 'uninstalled',
    });
    await withinBound(() => server.app.get(Revocations).isRevoked(anchors, Number.MAX_SAFE_INTEGER - 1));
    expect(await find(organization['id'], app.id)).toBeUndefined();
    expect(await cli.refusal(['installation', 'delete', ...which])).toBe('not_found');
  });

  it.each([
    ['invalid_scope', ['--scope', 'directory.organization_members.r']],
    ['invalid_scope', ['--scope', 'openid']],
    ['not_found', ['--organization', NOBODY]],
    ['not_found', ['--app', 'no-such-app']],
    ['unknown_instance', ['--instance', 'nowhere']],
  ])('create answers %s to %j', async (code, more) => {
    const [organization, app] = [await found(), await publish()];
    const [option] = more;
    const which = ['--organization', String(organization['id']), '--app', app.name, '--scope', TICKETS];
    const kept = which.filter((word, index) => word !== option && which[index - 1] !== option);
    expect(await cli.refusal(['installation', 'create', ...kept, ...more])).toBe(code);
    expect(await find(organization['id'], app.id)).toBeUndefined();
  });
});
