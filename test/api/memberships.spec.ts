import type { Role } from '../../src/core/roles.js';
import type { OrganizationId } from '../../src/core/ids.js';
import { Memberships } from '../../src/organizations/index.js';
import {
  OrganizationTests,
  outcomeOf,
  type Person,
  type TestMember,
  type TestOrganization,
} from '../support/organizations.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
let tests: OrganizationTests;
beforeAll(async () => {
  server = await TestServer.start();
  tests = new OrganizationTests(server);
});
afterAll(() => server.stop());

const pathOf = (organization: TestOrganization, { membershipId }: TestMember): string =>
  `${organization.path}/memberships/${membershipId}`;
const setRoles = (by: Person, path: string, roles: readonly string[]) =>
  tests.call(by.visitor, 'PATCH', path, { roles });
const remove = (by: Person, path: string) => tests.call(by.visitor, 'DELETE', path);

describe('memberships', () => {
  it('are listed to every member, with addresses to admins only', async () => {
    const organization = await tests.organization();
    const [admin, member] = [
      await tests.member(organization, ['admin']),
      await tests.member(organization, ['developer', 'member']),
    ];
    const seenByAdmin = await tests.members(admin, organization.path);
    expect(seenByAdmin).toEqual([
      expect.objectContaining({
        userId: organization.owner.user.id,
        email: organization.owner.user.email,
        roles: ['owner'],
      }),
      expect.objectContaining({ userId: admin.user.id, email: admin.user.email, roles: ['admin'] }),
      expect.objectContaining({ userId: member.user.id, email: member.user.email, roles: ['member', 'developer'] }),
    ]);
    const seenByMember = await tests.members(member, organization.path);
    expect(seenByMember).toEqual(seenByAdmin.map(({ email: _, ...rest }) => rest));
    const one = await tests.call(member.visitor, 'GET', pathOf(organization, admin));
    expect(one.json).toEqual(seenByMember[1]);
  });

  it('come in pages', async () => {
    const organization = await tests.organization();
    const people = [organization.owner, await tests.member(organization), await tests.member(organization)];
    const page = async (query: string) =>
      (
        await tests.call(
          people[1]?.visitor ?? organization.owner.visitor,
          'GET',
          `${organization.path}/memberships?${query}`,
        )
      ).json;
    const idsOf = (json: Record<string, unknown>) =>
      (json['memberships'] as { userId: string }[]).map(({ userId }) => userId);
    const pages = [await page('perPage=2'), await page('page=2&perPage=2'), await page('page=3&perPage=2')];
    expect(pages.map(idsOf)).toEqual(
      [people.slice(0, 2), people.slice(2), []].map((some) => some.map(({ user }) => user.id)),
    );
    expect(pages.map(({ total }) => total)).toEqual([3, 3, 3]);
    for (const query of ['page=0', 'perPage=101', 'page=x', 'page=1.5', 'limit=1']) {
      const refused = await tests.call(organization.owner.visitor, 'GET', `${organization.path}/memberships?${query}`);
      expect([query, outcomeOf(refused)]).toEqual([query, '400 invalid_input']);
    }
  });

  it.each<[Role[], Role[], Role[], string]>([
    [['owner'], ['member'], ['owner'], '200'],
    [['owner'], ['owner', 'member'], ['member'], '200'],
    [['admin'], ['member'], ['designer', 'member'], '200'],
    [['admin'], ['admin'], ['member'], '200'],
    [['admin'], ['member'], ['admin'], '200'],
    [['admin'], ['member'], ['owner'], '403 forbidden'],
    [['admin'], ['owner'], ['member'], '403 forbidden'],
    [['admin'], ['owner'], ['owner', 'admin'], '403 forbidden'],
    [['member', 'developer'], ['member'], ['designer'], '403 forbidden'],
    [['developer'], ['member'], ['member'], '403 forbidden'],
  ])('T171 %j makes %j into %j: %s', async (actor, current, next, outcome) => {
    const organization = await tests.organization();
    const [by, member] = [await tests.member(organization, actor), await tests.member(organization, current)];
    const answer = await setRoles(by, pathOf(organization, member), next);
    expect(outcomeOf(answer)).toBe(outcome);
    const expected = outcome === '200' ? next : current;
    expect(new Set(await tests.rolesOf(organization, member))).toEqual(new Set(expected));
  });

  it('change at once: who is no admin any more does nothing more', async () => {
    const organization = await tests.organization();
    const [admin, member] = [await tests.member(organization, ['admin']), await tests.member(organization)];
    expect((await setRoles(admin, pathOf(organization, member), ['designer'])).status).toBe(200);
    await setRoles(organization.owner, pathOf(organization, admin), ['member']);
    expect(outcomeOf(await setRoles(admin, pathOf(organization, member), ['member']))).toBe('403 forbidden');
    expect(outcomeOf(await remove(admin, pathOf(organization, member)))).toBe('403 forbidden');
    expect(await tests.rolesOf(organization, member)).toEqual(['designer']);
  });

  it('end when they are taken away, or when somebody leaves', async () => {
    const organization = await tests.organization();
    const [one, two] = [await tests.member(organization), await tests.member(organization, ['admin'])];
    expect(outcomeOf(await remove(one, pathOf(organization, two)))).toBe('403 forbidden');
    expect(outcomeOf(await remove(two, pathOf(organization, organization.owner)))).toBe('403 forbidden');
    expect((await remove(two, pathOf(organization, one))).status).toBe(204);
    expect(outcomeOf(await tests.call(one.visitor, 'GET', organization.path))).toBe('404 not_found');
    expect((await remove(two, `${organization.path}/memberships/me`)).status).toBe(204);
    expect(outcomeOf(await tests.call(two.visitor, 'GET', organization.path))).toBe('404 not_found');
    expect(outcomeOf(await remove(two, `${organization.path}/memberships/me`))).toBe('404 not_found');
    const left = await tests.members(organization.owner, organization.path);
    expect(left.map(({ userId }) => userId)).toEqual([organization.owner.user.id]);
    const find = server.app.get(Memberships);
    expect(await find.find(two.user.id, organization.id as OrganizationId)).toBeUndefined();
    expect(await find.find(organization.owner.user.id, organization.id as OrganizationId)).toMatchObject({
      roles: ['owner'],
    });
  });

  it('always leave an owner: the last one stays one, and stays (T172)', async () => {
    const organization = await tests.organization();
    const { owner, path } = organization;
    await tests.member(organization, ['admin']);
    const attempts = [
      setRoles(owner, pathOf(organization, owner), ['admin']),
      remove(owner, pathOf(organization, owner)),
      remove(owner, `${path}/memberships/me`),
    ];
    for (const attempt of attempts) expect(outcomeOf(await attempt)).toBe('409 conflict');
    expect(await tests.rolesOf(organization, owner)).toEqual(['owner']);
    const second = await tests.member(organization, ['owner']);
    expect((await remove(owner, `${path}/memberships/me`)).status).toBe(204);
    expect(outcomeOf(await setRoles(second, pathOf(organization, second), ['member']))).toBe('409 conflict');
    expect((await setRoles(second, pathOf(organization, second), ['owner', 'designer'])).status).toBe(200);
  });

  it.each([[[]], [['king']], [['member', 'king']], ['member'], [null], [[['member']]]])(
    'know no roles %j',
    async (roles) => {
      const organization = await tests.organization();
      const member = await tests.member(organization);
      const path = pathOf(organization, member);
      expect(outcomeOf(await tests.call(organization.owner.visitor, 'PATCH', path, { roles }))).toBe(
        '400 invalid_input',
      );
      expect(await tests.rolesOf(organization, member)).toEqual(['member']);
    },
  );

  it('are managed by the organization itself, as far as its scope goes and owners are not concerned', async () => {
    const organization = await tests.organization();
    const [member, other] = [await tests.member(organization), await tests.member(organization)];
    const reader = await tests.token(organization.id, 'directory.organization_members.r');
    const writer = await tests.token(organization.id, 'directory.organization_members.w');
    const both = await tests.token(organization.id, 'directory.organization_members.rw');
    const list = `${organization.path}/memberships`;
    for (const token of [reader, both]) {
      const { json } = await tests.withToken(token, 'GET', list);
      expect(json).toMatchObject({ total: 3, memberships: [{ email: organization.owner.user.email }, {}, {}] });
    }
    expect(outcomeOf(await tests.withToken(writer, 'GET', list))).toBe('403 insufficient_scope');
    const path = pathOf(organization, member);
    expect(outcomeOf(await tests.withToken(reader, 'PATCH', path, { roles: ['admin'] }))).toBe(
      '403 insufficient_scope',
    );
    expect(outcomeOf(await tests.withToken(reader, 'DELETE', path))).toBe('403 insufficient_scope');
    expect(await tests.rolesOf(organization, member)).toEqual(['member']);
    expect((await tests.withToken(writer, 'PATCH', path, { roles: ['admin'] })).json).toMatchObject({
      roles: ['admin'],
    });
    expect(outcomeOf(await tests.withToken(both, 'PATCH', path, { roles: ['owner'] }))).toBe('403 forbidden');
    const ofOwner = pathOf(organization, organization.owner);
    expect(outcomeOf(await tests.withToken(both, 'PATCH', ofOwner, { roles: ['member'] }))).toBe('403 forbidden');
    expect(outcomeOf(await tests.withToken(both, 'DELETE', ofOwner))).toBe('403 forbidden');
    expect(await tests.rolesOf(organization, organization.owner)).toEqual(['owner']);
    expect((await tests.withToken(both, 'DELETE', pathOf(organization, other))).status).toBe(204);
    expect(await tests.rolesOf(organization, other)).toBeUndefined();
  });
});
