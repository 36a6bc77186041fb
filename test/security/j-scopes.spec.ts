import { AppTests, type VendorApp } from '../support/apps.js';
import { outcomeOf } from '../support/code-flow.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestOrganization } from '../support/organizations.js';
import { pkce, REDIRECT_URI, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';
import { formsOf } from '../support/visitor.js';
import { type ZaikioClient, ZaikioOAuthTests } from '../support/zaikio-oauth.js';

type Members = Readonly<Record<string, string | undefined>>;

const PERSON = 'directory.person.r';
const READ = 'directory.organization.r';
const MEMBERS = 'directory.organization_members.r';
const SITES = 'directory.sites.rw';
const NOBODY = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';
const proof = pkce();

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let oauth: ZaikioOAuthTests;
let app: VendorApp;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  oauth = new ZaikioOAuthTests(server);
  app = await apps.app({ scopes: [PERSON, READ, MEMBERS, SITES, 'tickets.ticket.r'], redirectUris: [REDIRECT_URI] });
});
afterAll(() => server.stop());

/** One and the same request at the two surfaces. */
interface Surface {
  authorize(client: ZaikioClient, changes: Members): string;
  token(client: ZaikioClient, form: Members): Promise<Answer>;
}

const SURFACES: Readonly<Record<string, Surface>> = {
  '/{instance}/oauth2/v1': {
    authorize: (client, changes) => server.authorizePath(testApp(client), changes),
    token: (client, form) => server.token(testApp(client), form),
  },
  '/oauth': {
    authorize: (client, changes) => oauth.authorizePath(client, changes),
    token: (client, form) => oauth.token(client, form),
  },
};

const testApp = ({ clientId, clientSecret }: ZaikioClient) => ({
  ...{ appId: app.id, clientId, clientSecret, redirectUri: REDIRECT_URI },
});
const on = (bearer: string, ...names: readonly string[]): string => names.map((name) => `${bearer}.${name}`).join(' ');
const identifierOf = ({ json }: Answer): string => String(json['error_description']).split(': ')[0] ?? '';

async function connected(...scopes: readonly string[]): Promise<TestOrganization> {
  const organization = await people.organization();
  await apps.installed(organization, app, scopes);
  return organization;
}

describe.each(Object.entries(SURFACES))('scopes at %s', (surfaceName, surface) => {
  const ask = (visitor: Visitor, changes: Members, client: ZaikioClient = app): Promise<Answer> =>
    visitor.open(
      surface.authorize(client, { code_challenge: proof.challenge, code_challenge_method: 'S256', ...changes }),
    );
  const allow = (visitor: Visitor, page: Answer, form: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    visitor.submit(page, { decision: 'allow', ...form });
  const credentials = (scope: string, client: ZaikioClient = app): Promise<Answer> =>
    surface.token(client, { grant_type: 'client_credentials', scope });
  const refresh = (refreshToken: unknown, changes: Members = {}): Promise<Answer> =>
    surface.token(app, { grant_type: 'refresh_token', refresh_token: String(refreshToken), ...changes });

  /** What the app hears. */
  async function refusal(by: Person, scope: string): Promise<string> {
    const { location, status, text } = await ask(by.visitor, { scope });
    if (location?.startsWith(REDIRECT_URI) !== true) throw new Error(`not sent back: ${status} ${text.slice(0, 300)}`);
    const { searchParams } = new URL(location);
    return `${searchParams.get('error')} ${searchParams.get('error_description')?.split(': ')[0]}`;
  }

  async function tokens(by: Person, scope: string, form: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const page = await ask(by.visitor, { scope });
    const { location = '' } = page.status === 200 ? await allow(by.visitor, page, form) : page;
    const code = new URL(location).searchParams.get('code') ?? undefined;
    const redeemed = { redirect_uri: REDIRECT_URI, code_verifier: proof.verifier };
    return surface.token(app, { grant_type: 'authorization_code', code, ...redeemed });
  }

  it.each([
    ...['directory.person.rw_evil', 'xdirectory.person.r', 'directory.person.r\0', 'directory.person.r\nOrg/x.y.z.r'],
    ...[
      'Directory.person.r',
      'DIRECTORY.PERSON.R',
      'ｄirectory.person.r',
      'directory..person.r',
      'directory.person.r.',
    ],
    ...['directory.person.', '.person.r', 'directory.person.x', 'directory.person', 'directory.person.r;', '*'],
  ])('T143 %j is no scope', async (scope) => {
    const organization = await connected(READ);
    for (const named of [scope, on(`Org/${organization.id}`, scope)]) {
      const answer = await credentials(named);
      expect([named, answer.status]).toEqual([named, 400]);
      expect(answer.json['error']).toMatch(/^invalid_(?:scope|request)$/);
    }
    const { location = '' } = await ask(organization.owner.visitor, { scope: scope.replace('\0', '') + '!' });
    expect(location).toContain('error=invalid_scope');
  });

  it('T145 takes no scope that the app has not declared, that nobody has, or that another app offers', async () => {
    const person = await people.person();
    const organization = await connected(READ, MEMBERS);
    const vendor = await people.organization();
    const offering = await apps.app({ name: `offering_${surfaceName.length}`, scopes: [] }, vendor);
    const scope = {
      name: `offering_${surfaceName.length}.thing.r`,
      description: { en: 'Things' },
      bearers: ['organization'],
    };
    expect((await people.call(vendor.owner.visitor, 'POST', `${offering.path}/scopes`, scope)).status).toBe(201);
    for (const name of ['directory.person.w', 'directory.nothing.r', scope.name]) {
      expect(await refusal(person, name)).toMatch(/^invalid_scope /);
      expect(await refusal(organization.owner, on(`Org/${organization.id}`, READ, name))).toMatch(/^invalid_scope /);
      expect(outcomeOf(await credentials(on(`Org/${organization.id}`, READ, name)))).toBe('400 invalid_scope');
    }
    const { json } = await tokens(person, PERSON);
    expect(outcomeOf(await refresh(json['refresh_token'], { scope: 'directory.person.w' }))).toBe('400 invalid_scope');
    expect((await refresh(json['refresh_token'])).json['scope']).toBe(PERSON);
  });

  it('T146 takes none that does not fit the bearer, and nobody else’s id', async () => {
    const organization = await connected(READ);
    const stranger = await people.person();
    const { owner, id } = organization;
    expect(await refusal(owner, on('Org', PERSON))).toMatch(/^invalid_scope /);
    expect(await refusal(owner, READ)).toMatch(/^invalid_scope /);
    expect(await refusal(owner, on(`Per/${stranger.user.id}`, PERSON))).toMatch(/^invalid_scope /);
    expect(await refusal(owner, on(`Per/${owner.user.id}`, PERSON))).toMatch(/^invalid_scope /);
    expect(outcomeOf(await credentials(on(`Per/${stranger.user.id}`, PERSON)))).toBe('400 invalid_scope');
    expect(outcomeOf(await credentials(on(`Org/${id}`, PERSON)))).toBe('400 invalid_scope');
    expect(outcomeOf(await credentials(on(`Per/${id}`, READ)))).toBe('400 invalid_scope');
  });

  it('T147 takes one bearer a request', async () => {
    const [one, two] = [await connected(READ, MEMBERS), await people.organization()];
    const mixed = [
      [`${PERSON} ${on('Org', READ)}`, 'different_bearer_types'],
      [`${on('Org', READ)} ${on('Per>Org', MEMBERS)}`, 'different_bearer_types'],
      [`${on('Org', READ)} ${on(`Org/${one.id}`, MEMBERS)}`, 'different_bearer_ids'],
      [`${on(`Org/${two.id}`, READ)} ${on(`Org/${one.id}`, MEMBERS)}`, 'different_bearer_ids'],
    ] as const;
    for (const [scope, identifier] of mixed) {
      expect(await refusal(one.owner, scope)).toBe(`invalid_scope ${identifier}`);
      const answer = await credentials(scope);
      expect([outcomeOf(answer), identifierOf(answer)]).toEqual(['400 invalid_scope', identifier]);
    }
  });

  it('T148 T151 tells nobody which organizations there are', async () => {
    const organization = await connected(READ);
    const bare = await people.organization();
    const [suspended, deleted] = [await connected(READ), await connected(READ)];
    expect((await people.call(suspended.owner.visitor, 'POST', `${suspended.path}/suspend`)).status).toBeLessThan(300);
    expect((await people.call(deleted.owner.visitor, 'DELETE', deleted.path)).status).toBeLessThan(300);
    const stranger = await people.person();
    const member = await people.member(organization);
    const forPeople = [
      [stranger, organization.id],
      [stranger, bare.id],
      [stranger, NOBODY],
      [suspended.owner, suspended.id],
      [deleted.owner, deleted.id],
      [member, organization.id],
    ] as const;
    for (const [by, id] of forPeople) {
      expect(await refusal(by, on(`Org/${id}`, READ, MEMBERS))).toBe('invalid_scope unpermitted_bearer_id');
    }
    const answers = await Promise.all(
      [bare.id, NOBODY, suspended.id, deleted.id].map((id) => credentials(on(`Org/${id}`, READ))),
    );
    expect(new Set(answers.map(({ text, status }) => `${status} ${text}`)).size).toBe(1);
    expect(await apps.installations(bare)).toEqual([]);
  });

  it('T149 lets a plain member install nothing, not by a forged decision either', async () => {
    const organization = await people.organization();
    const member = await people.member(organization);
    const page = await ask(member.visitor, { scope: on('Org', READ) });
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(organization.id);
    expect((await allow(member.visitor, page, { organization: organization.id })).status).toBe(400);
    expect(await apps.installations(organization)).toEqual([]);
  });

  it('T150 knows an id in one spelling', async () => {
    const { id, owner } = await connected(READ);
    const spellings = [
      ...[id.toUpperCase(), `{${id}}`, `urn:uuid:${id}`, `${id}0`, `${id}/`, `/${id}`, id.replaceAll('-', '')],
      ...[id.replace('-', '%2d'), '%2e%2e', '..', 'Organization 1', id.slice(1), `${id}>Org/${id}`],
    ];
    for (const spelling of spellings) {
      expect([spelling, outcomeOf(await credentials(on(`Org/${spelling}`, READ)))]).toEqual([
        spelling,
        '400 invalid_scope',
      ]);
      expect(await refusal(owner, on(`Org/${spelling}`, READ))).toMatch(/^invalid_scope /);
    }
    expect((await credentials(on(`Org/${id}`, READ))).status).toBe(200);
  });

  it('T151 gives an app no more than the organization has allowed', async () => {
    const { id } = await connected(READ);
    const answer = await credentials(on(`Org/${id}`, READ, MEMBERS));
    expect([outcomeOf(answer), identifierOf(answer)]).toEqual(['400 invalid_scope', 'ungranted_scope']);
    expect(outcomeOf(await credentials(on('Org', READ)))).toBe('400 invalid_scope');
    expect(outcomeOf(await credentials(on(`Per>Org/${id}`, READ)))).toBe('400 invalid_scope');
  });

  it('T153 keeps a refresh token with its bearer, and unspent when it is asked for another', async () => {
    const [one, two] = [await connected(READ), await connected(READ)];
    const { json } = await tokens(one.owner, on(`Org/${one.id}`, READ));
    for (const scope of [on(`Org/${two.id}`, READ), on(`Per>Org/${one.id}`, READ), on('Per', PERSON)]) {
      expect(outcomeOf(await refresh(json['refresh_token'], { scope }))).toBe('400 invalid_scope');
    }
    expect((await refresh(json['refresh_token'])).status).toBe(200);
  });

  it('T154 gives the part that was allowed, and nothing that was not asked for', async () => {
    const person = await people.person();
    const scope = `${PERSON} tickets.ticket.r`;
    const form = await ask(person.visitor, { scope });
    const { location = '' } = await allow(person.visitor, form, { scope: PERSON });
    const code = new URL(location).searchParams.get('code') ?? undefined;
    const redeemed = { redirect_uri: REDIRECT_URI, code_verifier: proof.verifier };
    const { json } = await surface.token(app, { grant_type: 'authorization_code', code, ...redeemed });
    expect(json['scope']).toBe(PERSON);
    const other = await people.person();
    const page = await ask(other.visitor, { scope: PERSON });
    expect((await allow(other.visitor, page, { scope: `${PERSON} tickets.ticket.r` })).status).toBe(400);
    const organization = await people.organization();
    const [wide, foreign] = [
      await ask(organization.owner.visitor, { scope: on('Org', READ) }),
      await people.organization(),
    ];
    expect((await allow(organization.owner.visitor, wide, { organization: foreign.id })).status).toBe(400);
    expect(await apps.installations(foreign)).toEqual([]);
  });

  it('T155 asks again for what is more, and for another organization', async () => {
    const person = await people.person();
    expect((await tokens(person, PERSON)).status).toBe(200);
    expect((await ask(person.visitor, { scope: PERSON })).location).toContain('code=');
    expect((await ask(person.visitor, { scope: `${PERSON} tickets.ticket.r` })).status).toBe(200);
    const one = await connected(READ);
    const { json } = await people.call(one.owner.visitor, 'POST', '/demo/api/organizations', {
      name: `Two of ${one.id}`,
    });
    expect((await ask(one.owner.visitor, { scope: on(`Org/${one.id}`, READ) })).location).toContain('code=');
    expect((await ask(one.owner.visitor, { scope: on(`Org/${String(json['id'])}`, READ) })).status).toBe(200);
  });

  it('T156 asks again where any program could be the app', async () => {
    const redirectUris = ['http://127.0.0.1/cb', 'com.example.app:/cb', 'https://app.test/cb'];
    const open = await apps.app({ scopes: [PERSON], redirectUris, confidential: false });
    const person = await people.person();
    const first = await ask(person.visitor, { scope: PERSON, redirect_uri: redirectUris[2] }, open);
    expect((await allow(person.visitor, first)).location).toContain('code=');
    const asked = await Promise.all(
      redirectUris.map((uri) => ask(person.visitor, { scope: PERSON, redirect_uri: uri }, open)),
    );
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 303]);
  });

  it('T157 keeps two grants of one client apart', async () => {
    const person = await people.person();
    const [one, two] = [await tokens(person, PERSON), await tokens(person, 'tickets.ticket.r')];
    expect((await refresh(one.json['refresh_token'])).json['scope']).toBe(PERSON);
    expect((await refresh(two.json['refresh_token'])).json['scope']).toBe('tickets.ticket.r');
    const both = { scope: `${PERSON} tickets.ticket.r` };
    const third = await tokens(person, PERSON);
    expect(outcomeOf(await refresh(third.json['refresh_token'], both))).toBe('400 invalid_scope');
  });

  it.each(['\t', '\n', '\u00a0', '\u2003', ';', '|', '%2C', '+'])('T158 %j separates nothing', async (separator) => {
    const { id } = await connected(READ, MEMBERS);
    const scope = [on(`Org/${id}`, READ), on(`Org/${id}`, MEMBERS)].join(separator);
    expect(outcomeOf(await credentials(scope))).toBe('400 invalid_scope');
  });

  it('T158 collapses what is repeated, and refuses in no time what is too long', async () => {
    const { id } = await connected(READ);
    const one = on(`Org/${id}`, READ);
    expect((await credentials(`${one} ${one}  ${one}`)).json['scope']).toBe(READ);
    const long = Array.from({ length: 500 }, (__, index) =>
      on(`Org/${id}`, `directory.name_${'x'.repeat(index % 9)}.r`),
    );
    const started = performance.now();
    expect(outcomeOf(await credentials(long.join(' ')))).toBe('400 invalid_scope');
    expect(performance.now() - started).toBeLessThan(500);
    expect((await credentials(`${one} `.repeat(20_000))).status).toBe(413);
  });

  it('T160 offers no delegation', async () => {
    const { id } = await connected(READ);
    const { json } = await credentials(on(`Org/${id}`, READ));
    const form = { subject_token: String(json['access_token']), delegate_access_scope: READ };
    expect(outcomeOf(await surface.token(app, { grant_type: 'delegate', ...form }))).toBe('400 unsupported_grant_type');
    // What can be exchanged is an API key, never a token.
    const exchange = { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', ...form };
    for (const type of ['access_token', 'refresh_token', 'jwt']) {
      const named = { ...exchange, subject_token_type: `urn:ietf:params:oauth:token-type:${type}` };
      expect(outcomeOf(await surface.token(app, named))).toMatch(/^400 invalid_(?:grant|request)$/);
    }
    const authorization = { authorization: `Bearer ${String(json['access_token'])}` };
    const delegate = await server.send('POST', '/oauth/delegate', { headers: authorization, form });
    expect(delegate.status).toBe(404);
  });

  it('T161 takes the member and the roles from nowhere but its own records', async () => {
    const organization = await connected(READ);
    const member = await people.member(organization);
    const scope = on(`Per>Org/${organization.id}`, READ);
    const injected = { sub: organization.owner.user.id, person_id: organization.owner.user.id, roles: '511' };
    const { location = '' } = await allow(member.visitor, await ask(member.visitor, { scope, ...injected }), injected);
    const code = new URL(location).searchParams.get('code') ?? undefined;
    const redeemed = { redirect_uri: REDIRECT_URI, code_verifier: proof.verifier, ...injected };
    const { json } = await surface.token(app, { grant_type: 'authorization_code', code, ...redeemed });
    const claims = claimsOf(json['access_token']);
    expect(JSON.stringify(claims)).toContain(member.user.id);
    expect(JSON.stringify(claims)).not.toContain(organization.owner.user.id);
    const both = on(`Per/${organization.owner.user.id}>Org/${organization.id}`, READ);
    expect(outcomeOf(await credentials(both))).toBe('400 invalid_scope');
    const stranger = await people.person();
    expect(await refusal(stranger, scope)).toBe('invalid_scope unpermitted_bearer_id');
  });

  it('T162 makes no token for an API that the grant does not cover', async () => {
    const { id } = await connected(READ);
    const client = { grant_type: 'client_credentials', scope: on(`Org/${id}`, READ) };
    for (const resource of ['https://tickets.example/', 'https://nowhere.example/']) {
      expect(outcomeOf(await surface.token(app, { ...client, resource }))).toBe('400 invalid_target');
    }
    const { json } = await tokens(await people.person(), PERSON);
    const other = await refresh(json['refresh_token'], { resource: 'https://tickets.example/' });
    expect(outcomeOf(other)).toBe('400 invalid_target');
  });

  it('T163 gives an app nothing of what is the person’s own', async () => {
    const organization = await connected(READ, MEMBERS, SITES);
    const { user } = organization.owner;
    const own = await tokens(organization.owner, `${PERSON} tickets.ticket.r`);
    const owned = [own, await credentials(on(`Org/${organization.id}`, READ, MEMBERS, SITES))];
    owned.push(await tokens(organization.owner, on(`Per>Org/${organization.id}`, READ)));
    const forbidden = [
      ['PATCH', '/demo/api/users/me', { name: 'Mallory' }],
      ['GET', '/demo/api/sessions', undefined],
      ['DELETE', '/demo/api/sessions', undefined],
      ['POST', '/demo/api/organizations', { name: 'Taken Over' }],
      ['POST', '/demo/api/apps', { organization: organization.id, name: 'evil-app', redirectUris: [] }],
      ['POST', `${organization.path}/installations`, { app: app.id, scopes: [READ] }],
      ['PATCH', app.path, { scopes: [] }],
    ] as const;
    for (const { json } of owned) {
      for (const [method, path, body] of forbidden) {
        const answer = await people.withToken(String(json['access_token']), method, path, body);
        expect([method, path, [401, 403, 404].includes(answer.status)]).toEqual([method, path, true]);
      }
    }
    const consent = await people.withToken(String(own.json['access_token']), 'GET', '/demo/account');
    expect(formsOf(consent.text)).toEqual([]);
    const seen = await people.call(organization.owner.visitor, 'GET', '/demo/api/users/me');
    expect(seen.json).toMatchObject({ id: user.id, full_name: user.name });
  });
});

function claimsOf(token: unknown): unknown {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString());
}
