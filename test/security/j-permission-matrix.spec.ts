import { FirstPartyTokens } from '../../src/oauth2/index.js';
import { contextOf } from '../../src/platform/index.js';
import { ApiKeyTests } from '../support/api-keys.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { type ContractRoute, contractRoutes } from '../support/contract-routes.js';
import { asTestApp, DirectoryTests } from '../support/directory.js';
import { everythingStored } from '../support/everything-stored.js';
import { type Answer, basic } from '../support/http.js';
import { OrganizationTests, type Person, type TestMember, type TestOrganization } from '../support/organizations.js';
import { TestServer } from '../support/server.js';

// Who may do what, asked of every route that concerns an organization, its apps or the directory. The routes come from the
// OpenAPI document: one that is added and not judged here fails the test.

const ORGANIZATION_SCOPES = ['organization.r', 'organization_members.rw', 'connections_and_subscriptions.r', 'apps.r'];
const PERSON_SCOPES = ['person.rw', 'organizations.rw'];
const directory = (names: readonly string[]): string[] => names.map((name) => `directory.${name}`);

const CALLERS = {
  nobody: 'no credential at all',
  stranger: 'a person of another organization, in the browser',
  member: 'a member, in the browser',
  admin: 'an admin, in the browser',
  owner: 'an owner, in the browser',
  frontEnd: 'the same owner, by an access token of the product’s own front end',
  organization: 'the organization itself, with every scope that an app can ask of it',
  reader: 'the organization itself, with organization.r alone',
  other: 'another organization, with every scope',
  person: 'an app in the name of the owner, with every scope that an app can ask of a person',
  organizationKey: 'the organization itself, by an API key with every scope that it can have',
  personalKey: 'the owner, by an API key with every scope that a person can have',
  client: 'an app for itself',
  basic: 'an app with its client id and secret',
} as const;

type Caller = keyof typeof CALLERS;

const everyMember: readonly Caller[] = ['member', 'admin', 'owner'];
const admins: readonly Caller[] = ['admin', 'owner'];
const owners: readonly Caller[] = ['owner'];
const signedIn: readonly Caller[] = ['stranger', 'member', 'admin', 'owner'];
const anybody = Object.keys(CALLERS) as readonly Caller[];

interface World {
  readonly organization: TestOrganization;
  readonly app: VendorApp;
  readonly appName: string;
  readonly member: TestMember;
  readonly admin: TestMember;
  /** Whom nobody is in these tests: for being changed and removed. */
  readonly victim: TestMember;
  readonly invitation: string;
  readonly invited: Person;
  /** Of the organization. */
  readonly apiKey: string;
  readonly installation: string;
  readonly testAccount: string;
  readonly stranger: Person;
  readonly tokens: Readonly<
    Record<
      'organization' | 'reader' | 'other' | 'person' | 'client' | 'organizationKey' | 'personalKey' | 'frontEnd',
      string
    >
  >;
}

/** Ids of what no world has: whoever is let in learns that, and nobody else. */
const NONE = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';

interface Rule {
  readonly may: readonly Caller[];
  /** What makes the request a sound one. */
  readonly body?: (world: World) => object;
  /** Fills `{id}` where it is not the organization's or the app's. */
  readonly ids?: (world: World) => Readonly<Record<string, string>>;
}

const appRoute = ({ app }: World): Readonly<Record<string, string>> => ({ id: app.id, clientId: app.clientId });
const memberRoute = ({ victim }: World): Readonly<Record<string, string>> => ({ id: victim.membershipId });
const rule = (may: readonly Caller[], body?: Rule['body'], ids?: Rule['ids']): Rule => ({ may, body, ids });
const own = (may: readonly Caller[], body?: Rule['body']): Rule => rule(may, body, appRoute);

const API = '/{instance}/api';
const RULES: Readonly<Record<string, Rule>> = {
  [`POST ${API}/organizations`]: rule(signedIn, () => ({ name: `Another ${Math.trunc(performance.now() * 1e6)}` })),
  [`GET ${API}/organizations`]: rule(signedIn),
  [`GET ${API}/organizations/{id}`]: rule([...everyMember, 'organization', 'reader']),
  [`PATCH ${API}/organizations/{id}`]: rule(admins, () => ({ countryCode: 'DE' })),
  [`DELETE ${API}/organizations/{id}`]: rule(owners),
  [`POST ${API}/organizations/{id}/suspend`]: rule(owners),
  [`POST ${API}/organizations/{id}/activate`]: rule(owners),
  [`GET ${API}/organizations/{id}/memberships`]: rule([...everyMember, 'organization']),
  [`GET ${API}/organizations/{id}/memberships/{membershipId}`]: rule([...everyMember, 'organization']),
  [`PATCH ${API}/organizations/{id}/memberships/{membershipId}`]: rule([...admins, 'organization'], () => ({
    roles: ['designer'],
  })),
  [`DELETE ${API}/organizations/{id}/memberships/{membershipId}`]: rule([...admins, 'organization']),
  // The owner may, and can not: somebody has to be one.
  [`DELETE ${API}/organizations/{id}/memberships/me`]: rule(['member', 'admin']),
  [`GET ${API}/organizations/{id}/invitations`]: rule([...admins, 'organization']),
  [`POST ${API}/organizations/{id}/invitations`]: rule(admins, () => ({ email: 'x@example.com', roles: ['member'] })),
  [`DELETE ${API}/organizations/{id}/invitations/{invitationId}`]: rule([...admins, 'organization']),
  [`POST ${API}/organizations/invitations/accept`]: rule([], () => ({ token: 'not-theirs' })),
  [`POST ${API}/organizations/invitations/decline`]: rule([], () => ({ token: 'not-theirs' })),
  [`GET ${API}/organizations/{id}/installations`]: rule(everyMember),
  [`POST ${API}/organizations/{id}/installations`]: rule(admins, ({ app }) => ({ app: app.id, scopes: [] })),
  [`PATCH ${API}/organizations/{id}/installations/{installationId}`]: rule(admins, () => ({ scopes: [] })),
  [`DELETE ${API}/organizations/{id}/installations/{installationId}`]: rule(admins),
  [`GET ${API}/organizations/{id}/available-apps`]: rule(everyMember),
  [`GET ${API}/organizations/{id}/api-keys`]: rule(admins),
  [`POST ${API}/organizations/{id}/api-keys`]: rule(admins, () => ({ name: 'Another' })),
  [`PATCH ${API}/organizations/{id}/api-keys/{keyId}`]: rule(admins, () => ({ name: 'Renamed' })),
  [`DELETE ${API}/organizations/{id}/api-keys/{keyId}`]: rule(admins),
  [`POST ${API}/organizations/{id}/api-keys/{keyId}/rotate`]: rule(admins, () => ({})),
  [`GET ${API}/organizations/{id}/api-keys/{keyId}/usage`]: rule(admins),
  // Operators are made on the command line (test/api/operators.spec.ts): to everybody else these are closed.
  [`GET ${API}/audit-events`]: rule([]),
  [`GET ${API}/audit-events/export`]: rule([]),
  [`GET ${API}/admin/instances`]: rule([]),
  [`POST ${API}/admin/instances`]: rule([], () => ({ name: 'another', title: 'Another' })),
  [`GET ${API}/admin/instances/{name}`]: rule([]),
  [`PATCH ${API}/admin/instances/{name}`]: rule([], () => ({ title: 'Other' })),
  [`POST ${API}/admin/instances/{name}/suspend`]: rule([]),
  [`POST ${API}/admin/instances/{name}/activate`]: rule([]),
  [`DELETE ${API}/admin/instances/{name}`]: rule([]),
  [`GET ${API}/scopes`]: rule(signedIn),
  [`POST ${API}/apps`]: rule(admins, ({ organization }) => ({
    organization: organization.id,
    name: freshName(),
    redirectUris: [],
  })),
  [`GET ${API}/apps`]: rule(signedIn),
  [`GET ${API}/apps/{id}`]: own(admins),
  [`PATCH ${API}/apps/{id}`]: own(admins, () => ({ title: 'Other' })),
  [`POST ${API}/apps/{id}/disable`]: own(admins),
  [`POST ${API}/apps/{id}/enable`]: own(admins),
  [`POST ${API}/apps/{id}/clients`]: own(admins, () => ({ name: 'Second' })),
  [`PATCH ${API}/apps/{id}/clients/{clientId}`]: own(admins, () => ({ name: 'Renamed' })),
  [`POST ${API}/apps/{id}/clients/{clientId}/disable`]: own(admins),
  [`POST ${API}/apps/{id}/clients/{clientId}/rotate-secret`]: own(admins, () => ({})),
  [`PUT ${API}/apps/{id}/clients/{clientId}/authentication`]: own(admins, () => ({ method: 'client_secret_basic' })),
  [`GET ${API}/apps/{id}/scopes`]: own(admins),
  [`POST ${API}/apps/{id}/scopes`]: own(admins, ({ appName }) => ({
    ...{ name: `${appName}.thing.r`, description: { en: 'See things' }, bearers: ['organization'] },
  })),
  [`DELETE ${API}/apps/{id}/scopes/{name}`]: own(admins),
  [`GET ${API}/apps/{id}/webhook`]: own(admins),
  [`PUT ${API}/apps/{id}/webhook`]: own(admins, () => ({ url: 'https://hooks.example.com/in' })),
  [`DELETE ${API}/apps/{id}/webhook`]: own(admins),
  [`POST ${API}/apps/{id}/webhook/rotate-secret`]: own(admins),
  [`POST ${API}/apps/{id}/webhook/test`]: own(admins),
  [`GET ${API}/apps/{id}/webhook/deliveries`]: own(admins),
  [`POST ${API}/apps/{id}/webhook/deliveries/{deliveryId}/replay`]: own(admins),
  'GET /api/v1/person': rule(['person']),
  'PATCH /api/v1/person': rule(['person'], () => ({ person: { full_name: 'Other Name' } })),
  'GET /api/v1/person/organization_memberships': rule(['person']),
  'POST /api/v1/person/organizations': rule(['person'], () => ({ organization: { name: freshName() } })),
  'GET /api/v1/person/organizations/{id}/memberships': rule(['person']),
  'GET /api/v1/organization': rule(['organization', 'reader', 'other']),
  'GET /api/v1/organization/memberships': rule(['organization', 'other']),
  'GET /api/v1/organization/memberships/{id}': rule(['organization'], undefined, memberRoute),
  'PATCH /api/v1/organization/memberships/{id}': rule(
    ['organization'],
    () => ({ membership: { roles: ['designer'] } }),
    memberRoute,
  ),
  'DELETE /api/v1/organization/memberships/{id}': rule(['organization'], undefined, memberRoute),
  'GET /api/v1/connections': rule(['basic', 'organization', 'other']),
  'GET /api/v1/connections/{id}': rule(['basic', 'organization'], undefined, ({ organization }) => ({
    id: `Organization-${organization.id}`,
  })),
  'GET /api/v1/app': rule(['basic']),
  'PATCH /api/v1/app': rule(['basic'], () => ({ configuration: { entry_point_url: 'https://app.test/in' } })),
  'GET /api/v1/apps': rule(['organization', 'other']),
  'GET /api/v1/test_accounts': rule(['basic']),
  'POST /api/v1/test_accounts': rule(['basic'], () => ({ test_account: { name: freshName() } })),
  'DELETE /api/v1/test_accounts/{id}': rule(['basic'], undefined, ({ testAccount }) => ({ id: testAccount })),
  'GET /api/v1/roles': rule(anybody),
  'GET /api/v1/jwt_public_keys': rule(anybody),
  'GET /api/v1/revoked_access_tokens': rule(anybody),
  'POST /api/v1/revoked_access_tokens': rule(['organization', 'reader', 'other', 'person', 'client']),
};

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let calls: DirectoryTests;
let keys: ApiKeyTests;
let names = 0;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  calls = new DirectoryTests(server, apps);
  keys = new ApiKeyTests(server);
});
afterAll(() => server.stop());

function freshName(): string {
  names += 1;
  return `fresh_name_${names}`;
}

async function build(): Promise<World> {
  const organization = await people.organization();
  const scopes = directory([
    ...ORGANIZATION_SCOPES,
    'organization_members.r',
    'organization_members.w',
    'organization.r',
  ]);
  const input = { name: freshName(), scopes: [...new Set([...scopes, ...directory(PERSON_SCOPES)])] };
  const app = await calls.app(input.scopes, input, organization);
  const { id: installation } = await apps.installed(organization, app, [...new Set(scopes)]);
  const [member, admin, victim] = [
    await people.member(organization),
    await people.member(organization, ['admin']),
    await people.member(organization),
  ];
  const invited = await people.person();
  const sent = await people.call(organization.owner.visitor, 'POST', `${organization.path}/invitations`, {
    ...{ email: invited.user.email, roles: ['member'] },
  });
  const made = await calls.asClient(app, 'POST', 'test_accounts', { name: freshName() });
  const other = await people.organization();
  const organizationKey = await keys.organizationKey(organization);
  return {
    apiKey: organizationKey.id,
    ...{ organization, app, appName: input.name, member, admin, victim, invited, installation, stranger: other.owner },
    invitation: String(sent.json['id']),
    testAccount: String(made.json['id']),
    tokens: {
      organization: await calls.organizationToken(organization, app, directory(ORGANIZATION_SCOPES)),
      reader: await calls.organizationToken(organization, app, ['directory.organization.r']),
      other: await calls.connected(app, other, directory(ORGANIZATION_SCOPES)),
      person: await calls.personToken(organization.owner.user, app, directory(PERSON_SCOPES).join(' ')),
      organizationKey: organizationKey.key,
      personalKey: (await keys.key(organization.owner)).key,
      frontEnd: await frontEndToken(organization.owner),
      client: String((await server.token(asTestApp(app), { grant_type: 'client_credentials' })).json['access_token']),
    },
  };
}

/** Without the cost of a password. */
async function frontEndToken({ user }: Person): Promise<string> {
  const context = contextOf({ url: '/', headers: {}, socket: { remoteAddress: '192.0.2.1' } });
  const signIn = { user, instance: server.instance, amr: ['pwd'], context, type: 'user.signed_in' } as const;
  return (await server.app.get(FirstPartyTokens).issue(signIn)).accessToken;
}

/** How each caller says who it is: by a browser's cookies, or by a header. */
const BROWSERS: Partial<Record<Caller, (world: World) => Person>> = {
  stranger: ({ stranger }) => stranger,
  member: ({ member }) => member,
  admin: ({ admin }) => admin,
  owner: ({ organization }) => organization.owner,
};

function headersOf({ app, tokens }: World, caller: Caller): Record<string, string> {
  if (caller === 'nobody') return {};
  if (caller === 'basic') return { authorization: basic(app.clientId, app.clientSecret) };
  return { authorization: `Bearer ${tokens[caller as keyof World['tokens']]}` };
}

async function ask(world: World, caller: Caller, route: ContractRoute): Promise<Answer> {
  const { body, ids } = ruleOf(route);
  const path = pathIn(world, route, ids?.(world));
  const json = body?.(world);
  const browser = BROWSERS[caller]?.(world);
  if (browser) return people.call(browser.visitor, route.method, path, json);
  return server.send(route.method, path, { headers: headersOf(world, caller), json });
}

function pathIn(world: World, { template }: ContractRoute, ids: Readonly<Record<string, string>> = {}): string {
  const { organization, victim, invitation, installation, apiKey } = world;
  const known: Readonly<Record<string, string>> = {
    ...{ instance: 'demo', id: organization.id, membershipId: victim.membershipId, installationId: installation },
    ...{ invitationId: invitation, keyId: apiKey, deliveryId: NONE, name: 'no.such.r' },
    ...ids,
  };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? NONE);
}

const CONCERNED = /^(?:\/\{instance\}\/api\/(?:organizations|apps|scopes|admin|audit-events)|\/api\/v1\/)/;
const routes = contractRoutes().filter(({ template }) => CONCERNED.test(template) && !template.endsWith('.json'));
const nameOf = ({ method, template }: ContractRoute): string => `${method} ${template}`;

/** A key may what a token with the same scopes may … */
const KEYS_OF: Partial<Record<Caller, Caller>> = {
  ...{ organization: 'organizationKey', person: 'personalKey' },
  // Who is there in person may the same, whichever way.
  owner: 'frontEnd',
};
/** … where it is not about the token itself, or the app that the token was given to. */
const TOKENS_ONLY = new Set(['POST /api/v1/revoked_access_tokens', 'POST /api/v1/person/organizations']);

function ruleOf(route: ContractRoute): Rule {
  const found = RULES[nameOf(route)];
  if (!found) throw new Error(`nobody has said who may ${nameOf(route)}`);
  const byKey = TOKENS_ONLY.has(nameOf(route)) ? [] : found.may.flatMap((caller) => KEYS_OF[caller] ?? []);
  return { ...found, may: [...found.may, ...byKey.filter((caller) => !found.may.includes(caller))] };
}

/** Everything that the routes can change. */
async function state(): Promise<string> {
  const stored = await everythingStored(server.app);
  const tables = [
    'organizations',
    'memberships',
    'invitations',
    'installations',
    'apps',
    'clients',
    'client_secrets',
    'api_keys',
  ];
  return [...tables, 'users', 'instances', 'resource_servers', 'resource_scopes', 'webhook_deliveries', 'revocations']
    .map((table) => stored.get(table) ?? `there is no table ${table}`)
    .join();
}

const isRefusal = ({ status }: Answer): boolean => [401, 403, 404].includes(status);
/** Let in, and told that what was named below is not there. */
const isLetIn = ({ status, text }: Answer): boolean =>
  status <= 400 || status === 409 || (status === 404 && /no such (?:delivery|scope)|no webhook/i.test(text));

describe('the permission matrix, of every route that the OpenAPI document has', () => {
  let shared: World;
  beforeAll(async () => {
    shared = await build();
  });

  it('judges every route, and no route that is not there', () => {
    expect(Object.keys(RULES).sort()).toEqual(routes.map(nameOf).sort());
  });

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    'T149 T152 T163 T164 %s refuses, and changes nothing',
    async (_, route) => {
      const refused = anybody.filter((caller) => !ruleOf(route).may.includes(caller));
      const before = await state();
      const outcomes: unknown[] = [];
      for (const caller of refused) {
        const answer = await ask(shared, caller, route);
        if (!isRefusal(answer) && !(answer.status === 409 && ['owner', 'frontEnd'].includes(caller)))
          outcomes.push([caller, answer.status, answer.text]);
      }
      expect(outcomes).toEqual([]);
      expect(await state()).toBe(before);
    },
  );

  it.each(routes.map((route) => [nameOf(route), route] as const))(
    '%s lets in whom it should',
    async (_, route) => {
      const outcomes: unknown[] = [];
      for (const caller of ruleOf(route).may) {
        const world = route.method === 'GET' ? shared : await build();
        const answer = await ask(world, caller, route);
        if (!isLetIn(answer)) outcomes.push([caller, answer.status, answer.text]);
      }
      expect(outcomes).toEqual([]);
    },
    60_000,
  );
});
