import { sha256 } from '../../src/core/secret-format.js';
import { Database } from '../../src/platform/index.js';
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

const invite = (by: Person, { path }: TestOrganization, email: string, roles: readonly string[] = ['member']) =>
  tests.call(by.visitor, 'POST', `${path}/invitations`, { email, roles });
const open = async ({ owner, path }: TestOrganization) => {
  const { json } = await tests.call(owner.visitor, 'GET', `${path}/invitations`);
  return (json['invitations'] as { id: string; email: string }[]).map(({ id, email }) => ({ id, email }));
};

describe('invitations', () => {
  it('go by mail: the inviter never sees the token, and the database only sealed', async () => {
    const organization = await tests.organization();
    const invited = await invite(organization.owner, organization, 'Grace@Example.com', ['designer', 'member']);
    expect(invited.json).toEqual({
      id: expect.any(String),
      email: 'Grace@Example.com',
      roles: ['member', 'designer'],
      invitedBy: organization.owner.user.id,
      createdAt: new Date(server.clock.now()).toISOString(),
      expiresAt: new Date(server.clock.now() + 7 * DAY).toISOString(),
    });
    const token = await tests.mailedToken('Grace@Example.com');
    expect(token).toMatch(/^in_[A-Za-z0-9_-]{43}$/);
    const database = server.app.get(Database);
    const stored = JSON.stringify([
      await database.query('SELECT * FROM outbox_messages'),
      await database.query('SELECT * FROM invitations'),
      await database.query('SELECT * FROM audit_events'),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).toContain(sha256(token));
    expect(JSON.stringify([invited.json, await open(organization)])).not.toContain(token);
  });

  it('are accepted once, by whoever has the address in whatever case', async () => {
    const organization = await tests.organization();
    await invite(organization.owner, organization, 'ADA@example.com', ['developer']);
    const ada = await tests.person('ada@EXAMPLE.com');
    const token = await tests.mailedToken('ADA@example.com');
    const joined = await tests.accept(ada, token);
    expect(joined.json).toMatchObject({ organizationId: organization.id, roles: ['developer'] });
    expect(await tests.rolesOf(organization, ada)).toEqual(['developer']);
    expect(await open(organization)).toEqual([]);
    for (const answer of [tests.accept, tests.decline]) {
      expect(outcomeOf(await answer.call(tests, ada, token))).toBe('404 not_found');
    }
  });

  it('may be declined, for good', async () => {
    const organization = await tests.organization();
    const person = await tests.person();
    await invite(organization.owner, organization, person.user.email);
    const token = await tests.mailedToken(person.user.email);
    const stranger = await tests.person();
    expect(outcomeOf(await tests.decline(stranger, token))).toBe('403 forbidden');
    expect(await open(organization)).toHaveLength(1);
    expect((await tests.decline(person, token)).status).toBe(204);
    expect(outcomeOf(await tests.accept(person, token))).toBe('404 not_found');
    expect(await open(organization)).toEqual([]);
    expect(await tests.rolesOf(organization, person)).toBeUndefined();
  });

  it('replace an earlier one to the same address', async () => {
    const organization = await tests.organization();
    const person = await tests.person();
    await invite(organization.owner, organization, person.user.email, ['admin']);
    const first = await tests.mailedToken(person.user.email);
    await invite(organization.owner, organization, person.user.email.toUpperCase(), ['member']);
    const second = await tests.mailedToken(person.user.email.toUpperCase());
    expect(await open(organization)).toHaveLength(1);
    expect(outcomeOf(await tests.accept(person, first))).toBe('404 not_found');
    expect((await tests.accept(person, second)).json['roles']).toEqual(['member']);
  });

  it('are not for members', async () => {
    const organization = await tests.organization();
    const member = await tests.member(organization);
    expect(outcomeOf(await invite(organization.owner, organization, member.user.email))).toBe('409 conflict');
    const late = await tests.person();
    await invite(organization.owner, organization, late.user.email, ['admin']);
    expect(await open(organization)).toEqual([{ id: expect.any(String), email: late.user.email }]);
  });

  it.each([
    ['owner', 201],
    ['admin', 403],
    ['member', 403],
  ] as const)('of owners come from owners only: by an %s, %d (T171)', async (role, status) => {
    const organization = await tests.organization();
    const by = await tests.member(organization, [role]);
    expect((await invite(by, organization, 'queen@example.com', ['owner'])).status).toBe(status);
    expect(await open(organization)).toHaveLength(status === 201 ? 1 : 0);
    server.clock.advance(DAY);
  });

  it('are seen, sent and taken back by admins', async () => {
    const organization = await tests.organization();
    const [admin, member] = [await tests.member(organization, ['admin']), await tests.member(organization)];
    const { json } = await invite(admin, organization, 'someone@example.com');
    const path = `${organization.path}/invitations`;
    expect(outcomeOf(await invite(member, organization, 'another@example.com'))).toBe('403 forbidden');
    expect(outcomeOf(await tests.call(member.visitor, 'GET', path))).toBe('403 forbidden');
    const one = `${path}/${String(json['id'])}`;
    expect(outcomeOf(await tests.call(member.visitor, 'DELETE', one))).toBe('403 forbidden');
    expect(await open(organization)).toEqual([{ id: json['id'], email: 'someone@example.com' }]);
    expect((await tests.call(admin.visitor, 'DELETE', one)).status).toBe(204);
    expect(outcomeOf(await tests.call(admin.visitor, 'DELETE', one))).toBe('404 not_found');
    expect(await open(organization)).toEqual([]);
  });

  it('are read and taken back by the organization itself, with its scope', async () => {
    const [organization, other] = [await tests.organization(), await tests.organization()];
    const { json } = await invite(organization.owner, organization, 'someone@example.org');
    const path = `${organization.path}/invitations`;
    const reader = await tests.token(organization.id, 'directory.organization_members.r');
    const writer = await tests.token(organization.id, 'directory.organization_members.w');
    const foreign = await tests.token(other.id, 'directory.organization_members.rw');
    expect((await tests.withToken(reader, 'GET', path)).json).toEqual({ invitations: [json] });
    const one = `${path}/${String(json['id'])}`;
    expect(outcomeOf(await tests.withToken(reader, 'DELETE', one))).toBe('403 insufficient_scope');
    expect(outcomeOf(await tests.withToken(foreign, 'DELETE', one))).toBe('404 not_found');
    expect(outcomeOf(await tests.withToken(foreign, 'DELETE', `${other.path}/invitations/${String(json['id'])}`))).toBe(
      '404 not_found',
    );
    expect(await open(organization)).toHaveLength(1);
    expect((await tests.withToken(writer, 'DELETE', one)).status).toBe(204);
    expect(await open(organization)).toEqual([]);
  });

  it.each([
    '',
    'nobody',
    'a@b',
    'two@example.com,three@example.com',
    'x@example.com\r\nBcc: y@example.com',
    'zero\u200bwidth@example.com',
  ])('are sent to addresses only, not to %j', async (email) => {
    const organization = await tests.organization();
    expect(outcomeOf(await invite(organization.owner, organization, email))).toBe('400 invalid_input');
    expect(await open(organization)).toEqual([]);
  });

  it('do not fill a mailbox, whoever sends them', async () => {
    const organizations = [await tests.organization(), await tests.organization()];
    const outcomes = [];
    for (let count = 0; count < 11; count += 1) {
      const organization = organizations[count % 2] ?? (await tests.organization());
      outcomes.push((await invite(organization.owner, organization, 'victim@example.com')).status);
    }
    expect(outcomes).toEqual([...Array.from({ length: 10 }, () => 201), 429]);
    server.clock.advance(3_600_000);
    const [organization] = organizations;
    if (organization) expect((await invite(organization.owner, organization, 'Victim@example.com')).status).toBe(201);
  });

  it.each(['', 'in_', `in_${'A'.repeat(43)}`, `rt_${'A'.repeat(43)}`, `in_${'ä'.repeat(43)}`, `in_${'A'.repeat(42)}=`])(
    'are not answered by what is no token of ours: %j',
    async (token) => {
      const person = await tests.person();
      expect(outcomeOf(await tests.accept(person, token))).toBe('404 not_found');
      expect(outcomeOf(await tests.decline(person, token))).toBe('404 not_found');
      expect((await tests.call(person.visitor, 'GET', ORGANIZATIONS)).json).toEqual({ organizations: [] });
    },
  );
});
