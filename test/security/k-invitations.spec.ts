import { Users } from '../../src/users/index.js';
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
