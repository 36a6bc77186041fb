import { randomUUID } from 'node:crypto';
import { withinBound } from '../support/nodes.js';
import {
  OrganizationTests,
  ORGANIZATIONS,
  outcomeOf,
  type Person,
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

const invite = async (by: Person, { path }: TestOrganization, roles = ['member']) => {
  const person = await tests.person();
  const { json } = await tests.call(by.visitor, 'POST', `${path}/invitations`, { email: person.user.email, roles });
  return { person, id: String(json['id']), token: await tests.mailedToken(person.user.email) };
};

describe('T171 nobody raises themselves', () => {
  const SMUGGLED = [
    { role: 'owner' },
    { roles: ['member'], isAdmin: true },
    { roles: ['member'], 'organization.role': 'owner' },
    { roles: ['member'], permissions: ['*'] },
    { roles: ['member'], ownerId: 'me' },
    { roles: ['member'], isOwner: true, is_owner: true },
    { roles: { 0: 'owner', length: 1 } },
  ];

  it.each(SMUGGLED)('a membership takes no %j', async (input) => {
    const organization = await tests.organization();
    const admin = await tests.member(organization, ['admin']);
    const path = `${organization.path}/memberships/${admin.membershipId}`;
    expect(outcomeOf(await tests.call(admin.visitor, 'PATCH', path, input))).toBe('400 invalid_input');
    expect(await tests.rolesOf(organization, admin)).toEqual(['admin']);
    expect(outcomeOf(await tests.call(admin.visitor, 'PATCH', path, { roles: ['admin', 'owner'] }))).toBe(
      '403 forbidden',
    );
    expect(await tests.rolesOf(organization, admin)).toEqual(['admin']);
  });

  it.each(SMUGGLED)('an invitation takes no %j', async (input) => {
    const organization = await tests.organization();
    const path = `${organization.path}/invitations`;
    const body = { email: 'friend@example.com', ...input };
    expect(outcomeOf(await tests.call(organization.owner.visitor, 'POST', path, body))).toBe('400 invalid_input');
    expect((await tests.call(organization.owner.visitor, 'GET', path)).json).toEqual({ invitations: [] });
  });

  it.each([{ roles: ['owner'] }, { ownerId: 'me' }, { status: 'active' }, { slug: 'other' }, { id: randomUUID() }])(
    'an organization takes no %j',
    async (input) => {
      const organization = await tests.organization();
      const admin = await tests.member(organization, ['admin']);
      const before = await tests.call(admin.visitor, 'GET', organization.path);
      expect(outcomeOf(await tests.call(admin.visitor, 'PATCH', organization.path, input))).toBe('400 invalid_input');
      expect((await tests.call(admin.visitor, 'GET', organization.path)).json).toEqual(before.json);
    },
  );
});

describe('T174 a suspended or deleted organization is over, its neighbours are not', () => {
  const SCOPE = 'directory.organization.r directory.organization_members.rw';

  it.each(['suspend', 'remove'])('%s', async (how) => {
    const [organization, neighbour] = [await tests.organization(), await tests.organization()];
    const tokens = [await tests.token(organization.id, SCOPE), await tests.token(neighbour.id, SCOPE)] as const;
    const invitations = [
      await invite(organization.owner, organization),
      await invite(neighbour.owner, neighbour),
    ] as const;
    for (const [index, { path }] of [organization, neighbour].entries()) {
      expect((await tests.withToken(tokens[index] ?? '', 'GET', path)).status).toBe(200);
    }
    const { owner, path } = organization;
    const end =
      how === 'suspend'
        ? tests.call(owner.visitor, 'POST', `${path}/suspend`)
        : tests.call(owner.visitor, 'DELETE', path);
    expect((await end).status).toBe(204);
    await withinBound(async () => (await tests.withToken(tokens[0], 'GET', path)).status === 401);
    const [dead, alive] = invitations;
    expect(outcomeOf(await tests.accept(dead.person, dead.token))).toBe('404 not_found');
    // Made at that very moment, or by someone who had not heard of it yet: it opens nothing either.
    server.clock.advance(10);
    expect(outcomeOf(await tests.withToken(await tests.token(organization.id, SCOPE), 'GET', path))).toBe(
      '404 not_found',
    );

    expect((await tests.withToken(tokens[1], 'GET', neighbour.path)).status).toBe(200);
    expect((await tests.accept(alive.person, alive.token)).status).toBe(200);
  });

  it('activation brings no token back', async () => {
    const { id, path, owner } = await tests.organization();
    const token = await tests.token(id, SCOPE);
    await tests.call(owner.visitor, 'POST', `${path}/suspend`);
    await tests.call(owner.visitor, 'POST', `${path}/activate`);
    expect(outcomeOf(await tests.withToken(token, 'GET', path))).toBe('401 invalid_token');
    server.clock.advance(10);
    expect((await tests.withToken(await tests.token(id, SCOPE), 'GET', path)).status).toBe(200);
  });
});

describe('T176 a foreign organization is the same as none', () => {
  it('to people, and to other organizations', async () => {
    const [organization, foreign] = [await tests.organization(), await tests.organization()];
    const { json } = await tests.call(foreign.owner.visitor, 'POST', `${foreign.path}/invitations`, {
      email: 'x@example.com',
      roles: ['member'],
    });
    const ids = [
      foreign.id,
      randomUUID(),
      foreign.id.toUpperCase(),
      `${foreign.id}0`,
      'me',
      '..%2f',
      `{${foreign.id}}`,
    ];
    const routes: [string, string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { name: 'Mine now' }],
      ['DELETE', ''],
      ['POST', '/suspend'],
      ['POST', '/activate'],
      ['GET', '/memberships'],
      ['GET', `/memberships/${foreign.owner.membershipId}`],
      ['PATCH', `/memberships/${foreign.owner.membershipId}`, { roles: ['member'] }],
      ['DELETE', `/memberships/${foreign.owner.membershipId}`],
      ['DELETE', '/memberships/me'],
      ['GET', '/invitations'],
      ['POST', '/invitations', { email: 'y@example.com', roles: ['member'] }],
      ['DELETE', `/invitations/${String(json['id'])}`],
    ];
    const token = await tests.token(organization.id, 'directory.organization.r directory.organization_members.rw');
    for (const [method, route, body] of routes) {
      const asPerson = await Promise.all(
        ids.map((id) => tests.call(organization.owner.visitor, method, `${ORGANIZATIONS}/${id}${route}`, body)),
      );
      const asOrganization = await Promise.all(
        ids.map((id) => tests.withToken(token, method, `${ORGANIZATIONS}/${id}${route}`, body)),
      );
      for (const answers of [asPerson, asOrganization]) {
        const faces = answers.map(({ status, json: { requestId: _, ...body }, headers }) => [
          status,
          body,
          [...headers.keys()],
        ]);
        expect(new Set(faces.map((face) => JSON.stringify(face))).size).toBe(1);
      }
      expect(asPerson[0]?.status).toBe(404);
    }
    expect(await tests.members(foreign.owner, foreign.path)).toHaveLength(1);
  });

  it('nor are its members and invitations reached through an organization of one’s own', async () => {
    const [organization, foreign] = [await tests.organization(), await tests.organization()];
    const { id } = await invite(foreign.owner, foreign);
    const attempts: [string, string, object?][] = [
      ['GET', `/memberships/${foreign.owner.membershipId}`],
      ['PATCH', `/memberships/${foreign.owner.membershipId}`, { roles: ['member'] }],
      ['DELETE', `/memberships/${foreign.owner.membershipId}`],
      ['DELETE', `/invitations/${id}`],
    ];
    for (const [method, route, body] of attempts) {
      const answer = await tests.call(organization.owner.visitor, method, organization.path + route, body);
      expect(outcomeOf(answer)).toBe('404 not_found');
    }
    expect(await tests.rolesOf(foreign, foreign.owner)).toEqual(['owner']);
    const { json } = await tests.call(foreign.owner.visitor, 'GET', `${foreign.path}/invitations`);
    expect(json['invitations']).toHaveLength(1);
  });
});
