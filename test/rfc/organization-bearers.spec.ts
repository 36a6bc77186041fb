import { AppTests, type Installed, type VendorApp } from '../support/apps.js';
import { jwtParts, outcomeOf } from '../support/code-flow.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestMember, type TestOrganization } from '../support/organizations.js';
import { pkce, TestServer } from '../support/server.js';

const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const NOBODY = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let app: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  app = await apps.app({ scopes: [READ, MEMBERS, 'directory.person.r', 'tickets.ticket.r'] });
});
afterAll(() => server.stop());

const client = () => ({
  appId: app.id,
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  redirectUri: 'https://app.test/cb',
});
const named = (id: string, ...names: string[]): string => names.map((name) => `Org/${id}.${name}`).join(' ');
const credentials = (scope: string): Promise<Answer> =>
  server.token(client(), { grant_type: 'client_credentials', scope });
const isAlive = async (organization: TestOrganization, token: string): Promise<boolean> =>
  (await people.withToken(token, 'GET', organization.path)).status === 200;

async function connected(
  scopes = [READ, MEMBERS],
): Promise<{ organization: TestOrganization; installation: Installed }> {
  const organization = await people.organization();
  return { organization, installation: await apps.installed(organization, app, scopes) };
}

/** The answer at the app, after the consent page where there is one. */
async function authorize(by: Person, scope: string, form: Record<string, string> = {}): Promise<URL | Answer> {
  const page = await by.visitor.open(
    server.authorizePath(client(), { scope, code_challenge: proof.challenge, code_challenge_method: 'S256' }),
  );
  const answer = page.status === 200 ? await by.visitor.submit(page, { decision: 'allow', ...form }) : page;
  return answer.location?.startsWith('https://app.test') ? new URL(answer.location) : answer;
}
const proof = pkce();

async function tokens(by: Person, scope: string, form: Record<string, string> = {}): Promise<Answer> {
  const back = await authorize(by, scope, form);
  if (!(back instanceof URL)) throw new Error(`no answer: ${back.status} ${back.text.slice(0, 2000)}`);
  const code = back.searchParams.get('code') ?? '';
  if (code === '') throw new Error(back.href);
  const redirect = { redirect_uri: 'https://app.test/cb', code_verifier: proof.verifier };
  return server.token(client(), { grant_type: 'authorization_code', code, ...redirect });
}

describe('client credentials for an organization that has installed the app', () => {
  it('give a token whose bearer is the organization, and no person behind it', async () => {
    const { organization, installation } = await connected();
    const { status, json } = await credentials(named(organization.id, READ));
    expect(status).toBe(200);
    expect(json).toMatchObject({ token_type: 'Bearer', scope: READ, expires_in: 3_600 });
    expect(json['refresh_token']).toBeUndefined();
    const { claims } = jwtParts(String(json['access_token']));
    expect(claims).toMatchObject({ sub: organization.id, bearer_type: 'organization', grant_id: installation.id });
    expect(claims['act']).toBeUndefined();
    expect(await isAlive(organization, String(json['access_token']))).toBe(true);
  });

  it('T151 are refused in one way, whatever is missing', async () => {
    const { organization } = await connected([READ]);
    const stranger = await people.organization();
    const refused = await Promise.all([
      credentials(named(stranger.id, READ)),
      credentials(named(NOBODY, READ)),
      credentials(`Per/${organization.owner.user.id}.directory.person.r`),
      credentials(`Org.${READ}`),
      credentials(`Per>Org/${organization.id}.${READ}`),
    ]);
    for (const { status, json } of refused) {
      expect([status, json['error']]).toEqual([400, 'invalid_scope']);
      expect(String(json['error_description'])).toMatch(/^bearer_does_not_exist: /);
    }
    const wider = await credentials(named(organization.id, READ, MEMBERS));
    expect(outcomeOf(wider)).toBe('400 invalid_scope');
    expect(outcomeOf(await credentials(named(organization.id, 'directory.person.r')))).toBe('400 invalid_scope');
  });

  it('T167 end with the installation, and T169 stay dead when the app comes back', async () => {
    const { organization, installation } = await connected();
    const { json } = await credentials(named(organization.id, READ));
    const token = String(json['access_token']);
    await people.call(organization.owner.visitor, 'DELETE', installation.path);
    expect(await isAlive(organization, token)).toBe(false);
    expect(outcomeOf(await credentials(named(organization.id, READ)))).toBe('400 invalid_scope');
    await apps.installed(organization, app, [MEMBERS]);
    expect(await isAlive(organization, token)).toBe(false);
    expect(outcomeOf(await credentials(named(organization.id, READ)))).toBe('400 invalid_scope');
    expect((await credentials(named(organization.id, MEMBERS))).status).toBe(200);
  });

  it('give a token of a person who has consented, and of nobody else', async () => {
    const person = await people.person();
    await tokens(person, 'directory.person.r');
    const { json } = await credentials(`Per/${person.user.id}.directory.person.r`);
    expect(jwtParts(String(json['access_token'])).claims).toMatchObject({ sub: person.user.id, bearer_type: 'person' });
  });
});

describe('the code flow for an organization', () => {
  it('installs the app for the organization that its admin picks', async () => {
    const organization = await people.organization();
    const { status, json } = await tokens(organization.owner, `Org.${READ} Org.${MEMBERS}`, {
      organization: organization.id,
    });
    expect(status).toBe(200);
    expect(json['scope']).toBe(`${READ} ${MEMBERS}`);
    expect(json['refresh_token']).toEqual(expect.any(String));
    const { claims } = jwtParts(String(json['access_token']));
    expect(claims).toMatchObject({ sub: organization.id, bearer_type: 'organization' });
    expect(claims['sid']).toBeUndefined();
    expect(await isAlive(organization, String(json['access_token']))).toBe(true);
    expect(await apps.installations(organization)).toHaveLength(1);
  });

  it('makes a new organization on the way', async () => {
    const person = await people.person();
    const form = { organization: 'new', organization_name: 'Made On The Way' };
    const { json } = await tokens(person, `Org.${READ}`, form);
    const { sub } = jwtParts(String(json['access_token'])).claims;
    const { json: shown } = await people.call(person.visitor, 'GET', `/demo/api/organizations/${String(sub)}`);
    expect(shown).toMatchObject({ name: 'Made On The Way' });
  });

  it('asks again, with what was typed, where the name is taken', async () => {
    const person = await people.person();
    await people.organization('Taken Name');
    const form = { organization: 'new', organization_name: 'taken name' };
    const answer = await authorize(person, `Org.${READ}`, form);
    expect(answer).toMatchObject({ status: 409 });
    if (!('text' in answer)) throw new Error('no page');
    expect(answer.text).toContain('value="taken name"');
    const second = await person.visitor.submit(answer, {
      decision: 'allow',
      organization: 'new',
      organization_name: 'Free Name',
    });
    expect(second.location).toContain('code=');
  });

  it('T155 needs no decision where the named organization has allowed it all, and asks for what is more', async () => {
    const { organization } = await connected([READ]);
    const ask = (scope: string) =>
      organization.owner.visitor.open(
        server.authorizePath(client(), { scope, code_challenge: proof.challenge, code_challenge_method: 'S256' }),
      );
    expect((await ask(named(organization.id, READ))).location).toContain('code=');
    const page = await ask(named(organization.id, READ, MEMBERS));
    expect(page.status).toBe(200);
    expect(page.text).toContain('organization');
  });

  it('T148 T149 refuses in one way: no member, no admin, no such organization, a suspended one', async () => {
    const { organization } = await connected([READ]);
    const member = await people.member(organization);
    const stranger = await people.person();
    const suspended = await people.organization();
    await people.call(suspended.owner.visitor, 'POST', `${suspended.path}/suspend`);
    const attempts: readonly (readonly [Person, string])[] = [
      [member, organization.id],
      [stranger, organization.id],
      [stranger, NOBODY],
      [suspended.owner, suspended.id],
    ];
    for (const [by, id] of attempts) {
      const back = await authorize(by, named(id, MEMBERS));
      if (!(back instanceof URL)) throw new Error(back.text);
      expect(back.searchParams.get('error')).toBe('invalid_scope');
      expect(back.searchParams.get('error_description')).toMatch(/^unpermitted_bearer_id: /);
    }
    expect((await apps.installations(organization))[0]).toMatchObject({ version: 1 });
  });

  it('T154 takes no other organization than the request names, and no scope beyond it', async () => {
    const organization = await people.organization();
    const other = await people.organization();
    const scope = named(organization.id, READ);
    expect(await authorize(organization.owner, scope, { organization: other.id })).toMatchObject({ status: 400 });
    expect(await authorize(organization.owner, scope, { scope: `${READ} ${MEMBERS}` })).toMatchObject({ status: 400 });
    expect(await authorize(organization.owner, scope, { organization: 'new', organization_name: 'X' })).toMatchObject({
      status: 400,
    });
    expect(await apps.installations(organization)).toEqual([]);
  });

  it('T166 looks at the right when the admin decides, not when the page was shown', async () => {
    const { organization } = await connected([READ]);
    const admin = await people.member(organization, ['admin']);
    const path = server.authorizePath(client(), { scope: named(organization.id, MEMBERS) });
    const page = await admin.visitor.open(path);
    expect(page.status).toBe(200);
    await people.call(organization.owner.visitor, 'PATCH', `${organization.path}/memberships/${admin.membershipId}`, {
      roles: ['member'],
    });
    expect((await admin.visitor.submit(page, { decision: 'allow' })).status).toBe(400);
    expect((await apps.installations(organization))[0]).toMatchObject({ version: 1 });
  });

  it('T147 takes one bearer a request', async () => {
    const { organization } = await connected();
    const mixed = [`${READ} Org.${READ}`, `Org.${READ} Org/${organization.id}.${MEMBERS}`, `openid Org.${READ}`];
    for (const scope of mixed) {
      const back = await authorize(organization.owner, scope);
      expect(back instanceof URL && back.searchParams.get('error')).toBe('invalid_scope');
    }
  });
});

describe('refresh tokens of an organization', () => {
  async function renewable(): Promise<{ organization: TestOrganization; refresh: string; scope: string }> {
    const organization = await people.organization();
    const scope = named(organization.id, READ, MEMBERS);
    const { json } = await tokens(organization.owner, scope);
    return { organization, refresh: String(json['refresh_token']), scope };
  }

  it('outlive the session of the admin, and the admin', async () => {
    const { organization, refresh } = await renewable();
    const second = await people.member(organization, ['owner']);
    await people.call(second.visitor, 'DELETE', `${organization.path}/memberships/${organization.owner.membershipId}`);
    const { status, json } = await server.refresh(client(), refresh);
    expect([status, json['scope']]).toEqual([200, `${READ} ${MEMBERS}`]);
    expect(jwtParts(String(json['access_token'])).claims).toMatchObject({ sub: organization.id });
  });

  it('are denied after uninstallation, suspension and a scope that was taken away', async () => {
    const endings: readonly ((at: TestOrganization) => Promise<unknown>)[] = [
      async ({ path, owner }) =>
        people.call(owner.visitor, 'DELETE', `${path}/installations/${await installationOf(path, owner)}`),
      ({ path, owner }) => people.call(owner.visitor, 'POST', `${path}/suspend`),
      async ({ path, owner }) =>
        people.call(owner.visitor, 'PATCH', `${path}/installations/${await installationOf(path, owner)}`, {
          scopes: [READ],
        }),
    ];
    for (const end of endings) {
      const { organization, refresh } = await renewable();
      await end(organization);
      expect(outcomeOf(await server.refresh(client(), refresh))).toBe('400 invalid_grant');
    }
  });

  it('T153 stay with their bearer', async () => {
    const { organization, refresh } = await renewable();
    const other = await connected([READ]);
    const foreign = await server.refresh(client(), refresh, { scope: named(other.organization.id, READ) });
    expect(outcomeOf(foreign)).toBe('400 invalid_scope');
    const { json } = await server.refresh(client(), refresh, { scope: named(organization.id, READ) });
    expect(json['scope']).toBe(READ);
    const person = await people.person();
    const own = await tokens(person, 'directory.person.r');
    const crossed = await server.refresh(client(), String(own.json['refresh_token']), {
      scope: named(organization.id, READ),
    });
    expect(outcomeOf(crossed)).toBe('400 invalid_scope');
  });

  async function installationOf(path: string, { visitor }: TestMember): Promise<string> {
    const { json } = await people.call(visitor, 'GET', `${path}/installations`);
    return String((json['installations'] as { id: string }[])[0]?.id);
  }
});

describe('T161 tokens on behalf of a member', () => {
  it("are the organization's, name the member, and are no more than it has allowed", async () => {
    const { organization } = await connected([READ]);
    const member = await people.member(organization);
    const { json } = await tokens(
      member,
      `Per>Org/${organization.id}.${READ} Per>Org/${organization.id}.directory.person.r`,
    );
    expect(json['scope']).toBe(READ);
    const token = String(json['access_token']);
    expect(jwtParts(token).claims).toMatchObject({ sub: organization.id, act: { sub: member.user.id } });
    expect(await isAlive(organization, token)).toBe(true);
  });

  it('are not given to who is no member, or where the app is not installed', async () => {
    const { organization } = await connected([READ]);
    const bare = await people.organization();
    const member = await people.member(bare);
    for (const [by, id] of [
      [await people.person(), organization.id],
      [member, bare.id],
    ] as const) {
      const back = await authorize(by, `Per>Org/${id}.${READ}`);
      expect(back instanceof URL && back.searchParams.get('error_description')).toMatch(/^unpermitted_bearer_id: /);
    }
  });

  it('T170 end with the membership, and with the roles that they were given for', async () => {
    const { organization } = await connected([READ]);
    const changes = [
      (member: TestMember) =>
        people.call(organization.owner.visitor, 'DELETE', `${organization.path}/memberships/${member.membershipId}`),
      (member: TestMember) =>
        people.call(organization.owner.visitor, 'PATCH', `${organization.path}/memberships/${member.membershipId}`, {
          roles: ['member', 'designer'],
        }),
    ];
    for (const change of changes) {
      const member = await people.member(organization);
      const { json } = await tokens(member, `Per>Org/${organization.id}.${READ}`);
      expect(await isAlive(organization, String(json['access_token']))).toBe(true);
      await change(member);
      expect(await isAlive(organization, String(json['access_token']))).toBe(false);
      expect(outcomeOf(await server.refresh(client(), String(json['refresh_token'])))).toBe('400 invalid_grant');
    }
  });
});

it("T141 a person of a hundred organizations has a token as small as anybody else's", async () => {
  const person = await people.person();
  for (let count = 0; count < 100; count += 1) {
    const { status } = await people.call(person.visitor, 'POST', '/demo/api/organizations', { name: `Many ${count}` });
    expect(status).toBe(201);
  }
  const { json } = await tokens(person, 'directory.person.r openid profile email');
  expect(String(json['access_token']).length).toBeLessThan(2_048);
  expect(String(json['id_token']).length).toBeLessThan(2_048);
});
