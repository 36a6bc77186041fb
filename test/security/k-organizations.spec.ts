import { randomUUID } from 'node:crypto';
import { Users } from '../../src/users/index.js';
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

const DAY = 24 * 3_600_000;

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

describe('T173 an invitation works once, for one account, while it should', () => {
  let organization: TestOrganization;
  beforeEach(async () => {
    organization = await tests.organization();
  });
  const assertRefused = async (person: Person, token: string, outcome = '404 not_found') => {
    expect(outcomeOf(await tests.accept(person, token))).toBe(outcome);
    expect(await tests.rolesOf(organization, person)).toBeUndefined();
  };

  it('not for another account; that attempt leaves it as it was', async () => {
    const { person, token } = await invite(organization.owner, organization);
    await assertRefused(await tests.person(), token, '403 forbidden');
    expect((await tests.accept(person, token)).status).toBe(200);
  });

  it('not after seven days, with nothing to sweep', async () => {
    const [early, late] = [
      await invite(organization.owner, organization),
      await invite(organization.owner, organization),
    ];
    server.clock.advance(7 * DAY - 1_000);
    const again = { ...late.person, visitor: await server.signedIn(late.person.user) };
    const inTime = { ...early.person, visitor: await server.signedIn(early.person.user) };
    const owner = { ...organization.owner, visitor: await server.signedIn(organization.owner.user) };
    organization = { ...organization, owner };
    expect((await tests.accept(inTime, early.token)).status).toBe(200);
    server.clock.advance(1_000);
    await assertRefused(again, late.token);
  });

  it('not after it was revoked, nor a second time after leaving', async () => {
    const { person, token, id } = await invite(organization.owner, organization);
    const path = `${organization.path}/invitations/${id}`;
    expect((await tests.call(organization.owner.visitor, 'DELETE', path)).status).toBe(204);
    await assertRefused(person, token);
    const second = await invite(organization.owner, organization);
    expect((await tests.accept(second.person, second.token)).status).toBe(200);
    await tests.call(second.person.visitor, 'DELETE', `${organization.path}/memberships/me`);
    await assertRefused(second.person, second.token);
  });

  it('not with an organization or roles from the body', async () => {
    const other = await tests.organization();
    const { person, token } = await invite(organization.owner, organization);
    const path = `${ORGANIZATIONS}/invitations/accept`;
    for (const extra of [{ organizationId: other.id }, { roles: ['owner'] }, { email: person.user.email }]) {
      const answer = await tests.call(person.visitor, 'POST', path, { token, ...extra });
      expect(outcomeOf(answer)).toBe('400 invalid_input');
    }
    expect((await tests.accept(person, token)).json).toMatchObject({
      organizationId: organization.id,
      roles: ['member'],
    });
    expect(await tests.rolesOf(other, person)).toBeUndefined();
  });

  it('not with a token that was shortened or changed', async () => {
    const { person, token } = await invite(organization.owner, organization);
    const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const text of [token.slice(0, -1), token.slice(3), flipped, `${token}=`, token.toUpperCase()]) {
      await assertRefused(person, text);
    }
    expect((await tests.accept(person, token)).status).toBe(200);
  });

  it.each<[string, (inviter: Person & { membershipId: string }) => Promise<unknown>]>([
    ['was demoted', ({ membershipId }) => change(membershipId, 'PATCH', { roles: ['member'] })],
    ['was removed', ({ membershipId }) => change(membershipId, 'DELETE')],
    ['has left', ({ visitor }) => tests.call(visitor, 'DELETE', `${organization.path}/memberships/me`)],
    ['was suspended', ({ user }) => server.app.get(Users).suspend({ instanceId: user.instanceId, userId: user.id })],
  ])('not when its inviter %s, nor when the right comes back', async (_, lose) => {
    const inviter = await tests.member(organization, ['admin']);
    const { person, token } = await invite(inviter, organization);
    await lose(inviter);
    await assertRefused(person, token);
    await server.app.get(Users).activate({ instanceId: inviter.user.instanceId, userId: inviter.user.id });
    await change(inviter.membershipId, 'PATCH', { roles: ['admin'] });
    await assertRefused(person, token);
  });
  const change = (membershipId: string, method: string, json?: object) =>
    tests.call(organization.owner.visitor, method, `${organization.path}/memberships/${membershipId}`, json);

  it('not for more than its inviter may give by then', async () => {
    const inviter = await tests.member(organization, ['owner']);
    const [queen, servant] = [await invite(inviter, organization, ['owner']), await invite(inviter, organization)];
    await change(inviter.membershipId, 'PATCH', { roles: ['admin'] });
    await assertRefused(queen.person, queen.token);
    expect((await tests.accept(servant.person, servant.token)).status).toBe(200);
  });

  it('not at another instance', async () => {
    const { person, token } = await invite(organization.owner, organization);
    const elsewhere = await server.createInstance('third');
    const twin = await server.createUser({ email: person.user.email, instance: elsewhere });
    const visitor = await server.signedIn(twin, elsewhere);
    const answer = await tests.call(visitor, 'POST', '/third/api/organizations/invitations/accept', { token });
    expect(outcomeOf(answer)).toBe('404 not_found');
    expect((await tests.accept(person, token)).status).toBe(200);
  });
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

describe('T177 names that look alike are one name', () => {
  const create = async (name: string) => {
    const { visitor } = await tests.person();
    return tests.call(visitor, 'POST', ORGANIZATIONS, { name });
  };

  it.each([
    'LOOKALIKE GmbH',
    'lookalike gmbh',
    'Ｌookalike GmbH',
    'Lookalike  GmbH',
    'Lookalike\u00a0GmbH',
    'Lookalike GmbH.',
    'Lóokalike GmbH',
    'Loo\u212aalike GmbH',
    '𝐋ookalike GmbH',
  ])('%j is taken', async (name) => {
    const first = await create('Lookalike GmbH');
    expect([201, 409]).toContain(first.status);
    expect(outcomeOf(await create(name))).toBe('409 conflict');
  });

  it.each([
    'Zero\u200bWidth',
    '\u202eemcA',
    'A\u2066b\u2069',
    'Bell\u0007',
    'Two\nLines',
    'Ac\ufeffme',
    'A\u00adcme',
    '\u3164',
  ])('%j is refused', async (name) => expect(outcomeOf(await create(name))).toBe('400 invalid_input'));

  it.each(['admin', 'Admin', 'ＡＤＭＩＮ', 'Sécurity', 'system.', 'constructor', 'OAuth2', ' support '])(
    '%j is reserved',
    async (name) => {
      const refused = await create(name);
      expect([outcomeOf(refused), refused.json['fields']]).toEqual([
        '400 invalid_input',
        { name: 'this name is reserved' },
      ]);
    },
  );

  it('is shown as it was folded, and names of every script are names', async () => {
    const { json } = await create('Ｗide  Ｎame ﬁne');
    expect(json).toMatchObject({ name: 'Wide Name fine', slug: 'wide-name-fine' });
    for (const name of ['日本印刷', 'Печать', 'مطبعة', '日本 Acme', 'x'.repeat(200)]) {
      const created = await create(name);
      expect(created.json).toMatchObject({ name, slug: expect.stringMatching(/^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$/) });
      expect(outcomeOf(await create(name))).toBe('409 conflict');
    }
  });
});
