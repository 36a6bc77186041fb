import { setTimeout } from 'node:timers/promises';
import { Apps } from '../../src/apps/index.js';
import { Instances, type Instance } from '../../src/instances/index.js';
import { AppTests, type VendorApp } from '../support/apps.js';
import { type ContractRoute, contractRoutes } from '../support/contract-routes.js';
import { DirectoryTests, asTestApp } from '../support/directory.js';
import { everythingStored } from '../support/everything-stored.js';
import type { Answer } from '../support/http.js';
import { OrganizationTests, type Person, type TestMember, type TestOrganization } from '../support/organizations.js';
import { type TestApp, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

// What belongs to another organization, or to another instance, is to a caller what does not exist.

const RANDOM = '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11';
const READ = 'directory.organization.r';
const SCOPES = [READ, 'directory.organization_members.r', 'directory.organization_members.w'];

/** The ids that the routes are asked with, by the names of their parameters. */
interface Ids {
  readonly organization: string;
  readonly app: string;
  readonly membershipId: string;
  readonly invitationId: string;
  readonly installationId: string;
  readonly clientId: string;
}

interface World {
  readonly organization: TestOrganization;
  readonly app: VendorApp;
  readonly member: TestMember;
  readonly ids: Ids;
}

const NOBODY: Ids = {
  ...{ organization: RANDOM, app: RANDOM, membershipId: RANDOM, invitationId: RANDOM, installationId: RANDOM },
  clientId: RANDOM,
};

let server: TestServer;
let people: OrganizationTests;
let apps: AppTests;
let calls: DirectoryTests;
let own: World;
let other: World;
let abroad: Ids;
let token: string;
beforeAll(async () => {
  server = await TestServer.start();
  people = new OrganizationTests(server);
  apps = new AppTests(people);
  calls = new DirectoryTests(server, apps);
  [own, other] = [await build(), await build()];
  token = await calls.organizationToken(own.organization, own.app, SCOPES);
  abroad = await buildAbroad();
});
afterAll(() => server.stop());

async function build(): Promise<World> {
  const organization = await people.organization();
  const app = await calls.app(SCOPES, {}, organization);
  const { id: installationId } = await apps.installed(organization, app, SCOPES);
  const member = await people.member(organization);
  const invited = { email: (await people.person()).user.email, roles: ['member'] };
  const sent = await people.call(organization.owner.visitor, 'POST', `${organization.path}/invitations`, invited);
  const ids = { membershipId: member.membershipId, invitationId: String(sent.json['id']), installationId };
  return {
    organization,
    app,
    member,
    ids: { organization: organization.id, app: app.id, clientId: app.clientId, ...ids },
  };
}

/** The same in another instance, as far as ids go. */
async function buildAbroad(): Promise<Ids> {
  const instance = await server.createInstance('abroad');
  const user = await server.createUser({ instance });
  const visitor = await server.signedIn(user, instance);
  const post = (path: string, json: unknown): Promise<Answer> =>
    visitor.request('POST', `/abroad/api/${path}`, { headers: { origin: server.origin }, json });
  const { json } = await post('organizations', { name: 'Abroad' });
  const organization = String(json['id']);
  const published = await post('apps', { organization, name: 'abroad_app', redirectUris: [], scopes: [READ] });
  const app = String(published.json['id']);
  const client = published.json['client'] as { readonly clientId: string };
  const installed = await post(`organizations/${organization}/installations`, { app, scopes: [READ] });
  const members = await visitor.get(`/abroad/api/organizations/${organization}/memberships`);
  const [membership] = members.json['memberships'] as readonly { readonly id: string }[];
  const invitation = await post(`organizations/${organization}/invitations`, {
    email: 'x@example.com',
    roles: ['member'],
  });
  return {
    ...{ organization, app, membershipId: String(membership?.id), invitationId: String(invitation.json['id']) },
    ...{ installationId: String(installed.json['id']), clientId: client.clientId },
  };
}

const routes = contractRoutes().filter(({ template }) =>
  /^\/\{instance\}\/api\/(?:organizations|apps)\/\{id\}/.test(template),
);
const nested = routes.filter(({ template }) =>
  /\{(?:membershipId|invitationId|installationId|clientId)\}/.test(template),
);
const named = (list: readonly ContractRoute[]): (readonly [string, ContractRoute])[] =>
  list.map((route) => [`${route.method} ${route.template}`, route]);

function pathOf({ template }: ContractRoute, { organization, app, ...ids }: Ids): string {
  const known: Record<string, string> = {
    ...ids,
    instance: 'demo',
    id: template.includes('/apps/{id}') ? app : organization,
  };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? RANDOM);
}

interface Verdict {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

/** What came back, without what differs from request to request. */
async function verdict(by: Visitor | string | undefined, { method }: ContractRoute, path: string): Promise<Verdict> {
  const json = method === 'GET' || method === 'DELETE' ? undefined : {};
  const answer =
    typeof by === 'object'
      ? await people.call(by, method, path, json)
      : await server.send(method, path, { headers: bearer(by), json });
  const { requestId: _, instance: __, ...said } = answer.json;
  return { status: answer.status, json: said };
}

const bearer = (by: string | undefined): Record<string, string> =>
  by === undefined ? {} : { authorization: `Bearer ${by}` };

async function stored(): Promise<string> {
  const tables = ['organizations', 'memberships', 'invitations', 'installations', 'apps', 'clients', 'client_secrets'];
  const all = await everythingStored(server.app);
  return tables.map((table) => all.get(table)).join();
}

describe('what is another’s is to everybody what does not exist', () => {
  it('T262 asks enough routes', () => expect(routes.length).toBeGreaterThan(25));

  it.each(named(routes))('T262 %s', async (_, route) => {
    const callers = [own.organization.owner.visitor, own.member.visitor, token, undefined];
    const before = await stored();
    for (const caller of callers) {
      const nothing = await verdict(caller, route, pathOf(route, NOBODY));
      expect([400, 401, 403, 404]).toContain(nothing.status);
      for (const ids of [other.ids, abroad]) {
        expect(await verdict(caller, route, pathOf(route, ids))).toEqual(nothing);
      }
    }
    expect(await stored()).toBe(before);
  });

  it.each(named(nested))('T263 below what is the caller’s own: %s', async (_, route) => {
    const before = await stored();
    for (const caller of [own.organization.owner.visitor, token]) {
      const mine = { organization: own.ids.organization, app: own.ids.app };
      const nothing = await verdict(caller, route, pathOf(route, { ...NOBODY, ...mine }));
      expect([400, 403, 404]).toContain(nothing.status);
      for (const ids of [other.ids, abroad]) {
        expect(await verdict(caller, route, pathOf(route, { ...ids, ...mine }))).toEqual(nothing);
      }
    }
    expect(await stored()).toBe(before);
  });
});

describe('lists and bodies', () => {
  const foreign = (): string[] => [...Object.values(other.ids), ...Object.values(abroad)];

  it('T264 list nothing of others, whatever they are filtered, sorted or paged by', async () => {
    const { organization } = own;
    const lists = [
      ...['/demo/api/organizations', '/demo/api/apps', `${organization.path}/memberships`],
      ...[`${organization.path}/installations`, `${organization.path}/invitations`],
    ];
    const queries = [
      '',
      ...['organization', 'organizationId', 'instance', 'id', 'userId'].map(
        (name) => `${name}=${other.ids.organization}`,
      ),
    ];
    queries.push(
      'sort=users.password_hash',
      'orderBy=1;--',
      `cursor=${Buffer.from(other.ids.organization).toString('base64url')}`,
    );
    for (const list of lists) {
      for (const query of queries) {
        const { status, text } = await people.call(organization.owner.visitor, 'GET', `${list}?${query}`);
        expect([list, query, status < 500]).toEqual([list, query, true]);
        expect(foreign().filter((id) => text.includes(id))).toEqual([]);
      }
    }
    for (const query of ['offset=-1', 'offset=x', 'limit=100000', 'limit=0']) {
      const { status } = await people.call(
        organization.owner.visitor,
        'GET',
        `${organization.path}/memberships?${query}`,
      );
      expect([query, status]).toEqual([query, 400]);
    }
    const filter = encodeURIComponent('filters[connectable_id]');
    const connections = await calls.asClient(own.app, 'GET', `connections?${filter}=${other.ids.organization}`);
    expect(connections.json).toEqual([]);
  });

  it('T265 make nothing for others, and move nothing to them', async () => {
    const { owner, path } = own.organization;
    const before = await stored();
    const wishes: readonly (readonly [string, string, object])[] = [
      ['POST', '/demo/api/apps', { organization: other.ids.organization, name: 'stolen_app', redirectUris: [] }],
      ['POST', '/demo/api/apps', { organization: abroad.organization, name: 'stolen_app', redirectUris: [] }],
      ['PATCH', own.app.path, { organization: other.ids.organization, vendorOrganizationId: other.ids.organization }],
      ['PATCH', path, { id: other.ids.organization, instanceId: RANDOM }],
      [
        'PATCH',
        `${path}/memberships/${own.ids.membershipId}`,
        { organizationId: other.ids.organization, userId: RANDOM },
      ],
      ['POST', `${path}/installations`, { app: abroad.app, scopes: [READ] }],
      [
        'POST',
        `${path}/invitations`,
        { email: 'y@example.com', roles: ['member'], organizationId: other.ids.organization, tenantId: 'x' },
      ],
    ];
    for (const [method, target, body] of wishes) {
      const { status, text } = await people.call(owner.visitor, method, target, body);
      if (status < 400) expect(text).not.toContain(other.ids.organization);
    }
    const theirs = await people.call(
      other.organization.owner.visitor,
      'GET',
      `${other.organization.path}/installations`,
    );
    expect(theirs.status).toBe(200);
    expect(theirs.text).not.toContain(own.ids.app);
    // What was let through concerns the caller's own organization alone: an invitation, at most.
    const [changed] = [await stored()].filter((after) => after !== before);
    expect(changed?.includes('stolen_app') ?? false).toBe(false);
    const invitations = await people.call(
      other.organization.owner.visitor,
      'GET',
      `${other.organization.path}/invitations`,
    );
    expect(invitations.text).not.toContain('y@example.com');
  });
});

describe('instances beside each other', () => {
  it('T268 one is suspended under load: it is dead everywhere at once, and its neighbour never notices', async () => {
    const replica = await server.replica();
    const doomed = await server.createInstance('doomed');
    const input = { instanceId: doomed.id, name: 'doomed_app', redirectUris: [] };
    const created = await server.app.get(Apps).create({ ...input, scope: [] });
    const theirs = { appId: created.appId, clientId: created.id, clientSecret: created.secret ?? '', redirectUri: '' };
    const mine = asTestApp(own.app);
    let isOver = false;
    let suspendedAt = Infinity;
    const neighbour: number[] = [];
    const late: string[] = [];
    const load = [server, replica].map(async (at) => {
      while (!isOver) {
        neighbour.push((await at.token(mine, { grant_type: 'client_credentials' })).status);
        const askedAt = performance.now();
        const { status } = await tokenOf(at, doomed, theirs);
        if (status === 200 && askedAt > suspendedAt + 1_000) late.push(`${status} ${askedAt - suspendedAt}`);
      }
    });
    await setTimeout(300);
    await server.app.get(Instances).suspend(doomed.id);
    suspendedAt = performance.now();
    await setTimeout(1_400);
    isOver = true;
    await Promise.all(load);
    expect((await tokenOf(replica, doomed, theirs)).status).toBe(404);
    expect(late).toEqual([]);
    expect(new Set(neighbour)).toEqual(new Set([200]));
    await replica.stop();
  }, 30_000);

  const tokenOf = (at: TestServer, { name }: Instance, app: TestApp): Promise<Answer> =>
    at.send('POST', `/${name}/oauth2/v1/token`, {
      form: { grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret },
    });

  it('T269 500 questions at once: no answer carries what belongs to another', async () => {
    const crowd: Person[] = [];
    for (let index = 0; index < 25; index += 1) crowd.push(await people.person(`marker-${index}-x@example.com`));
    const asked = Array.from({ length: 500 }, (_, index) => ({ index, person: crowd[index % crowd.length] }));
    await Promise.all(
      asked.map(async ({ index, person }) => {
        if (!person) throw new Error('nobody asks');
        const marker = `bad${index}parameter`;
        const answers = [
          await person.visitor.get('/demo/api/users/me'),
          await person.visitor.get(`/demo/api/organizations/${marker}`),
          await person.visitor.get(`/demo/oauth2/v1/authorize?client_id=${marker}`),
        ];
        expect(answers[0]?.json['email']).toBe(person.user.email);
        for (const { text } of answers) {
          const others = [...text.matchAll(/marker-\d+-x@example\.com|bad\d+parameter/g)].map(([found]) => found);
          expect(others.filter((found) => found !== person.user.email && found !== marker)).toEqual([]);
        }
      }),
    );
  }, 60_000);
});
