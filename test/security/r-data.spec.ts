import { Users } from '../../src/users/index.js';
import { type ContractRoute, contractRoutes, pathOf } from '../support/contract-routes.js';
import { type RawAnswer, sendRaw } from '../support/raw-http.js';
import { type TestUser, TestServer } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let user: TestUser;
let browser: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
  browser = await server.signedIn(user);
});
afterAll(() => server.stop());

// Routes of the default instance are the same handlers under a shorter path.
const twin = ({ template }: ContractRoute): string => `/{instance}${template}`;
const all = contractRoutes();
const routes = all.filter((route) => !all.some(({ template }) => template === twin(route)));
const named = (list: readonly ContractRoute[]) =>
  list.map((route) => [`${route.method} ${route.template}`, route] as const);
const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<RawAnswer> =>
  sendRaw(server.origin, { method, path, headers, body });
const cookie = (): string => `ZEYOSID=${browser.cookie('ZEYOSID')}`;
const origin = (): Record<string, string> => ({ origin: server.origin });

/** What the person’s account is, apart from when it was last touched. */
async function account(): Promise<unknown> {
  const { updatedAt: _, ...rest } = await server.app.get(Users).get(user.instanceId, user.id);
  return rest;
}

describe('what comes in', () => {
  const FIELDS: Readonly<Record<string, unknown>> = {
    ...{
      id: 'x',
      instanceId: 'x',
      instance_id: 'x',
      tenantId: 'x',
      userId: 'x',
      ownerId: 'x',
      role: 'admin',
      roles: ['admin'],
    },
    ...{
      createdAt: 0,
      updatedAt: 0,
      passwordHash: 'x',
      password_hash: 'x',
      password: 'another four words here',
      trusted: true,
    },
    ...{ emailVerified: true, email_verified: true, email: 'other@example.com', status: 'suspended', isAdmin: true },
    ...{ credentialsNotBefore: 0, hasPassword: false, permissions: ['*'], scope: '*', __typename: 'User' },
  };

  it('T282 changes only what the route is for: JSON', async () => {
    const before = await account();
    for (const [name, value] of Object.entries(FIELDS)) {
      for (const [method, path, rest] of [
        ['PATCH', '/demo/api/users/me', { name: user.name }],
        [
          'POST',
          '/demo/api/users/me/password',
          { currentPassword: user.password, newPassword: 'another four words here' },
        ],
      ] as const) {
        const json = JSON.stringify({ ...rest, [name]: value });
        const answer = await send(
          method,
          path,
          { ...origin(), cookie: cookie(), 'content-type': 'application/json' },
          json,
        );
        expect([name, answer.status]).toEqual([name, 400]);
      }
    }
    expect(await account()).toEqual(before);
  });

  it('T282 changes only what the route is for: forms', async () => {
    const before = await account();
    const extra = Object.fromEntries(
      Object.entries(FIELDS)
        .filter(([name]) => name !== 'password')
        .map(([name, value]) => [name, String(value)]),
    );
    const page = await browser.open('/demo/account');
    expect((await browser.submit(page, { ...extra, name: user.name })).status).toBe(303);
    expect(await account()).toEqual(before);
    const visitor = server.visitor();
    const form = { ...extra, identifier: 'form@example.com', name: 'Form', password: user.password };
    expect((await visitor.submit(await visitor.open('/demo/sign-up'), form)).status).toBe(303);
    const created = await server.app.get(Users).findByEmail(user.instanceId, 'form@example.com');
    expect(created).toMatchObject({ emailVerified: false, status: 'active', instanceId: user.instanceId });
    expect(created?.id).not.toBe('x');
  });

  const BATTERY = [
    "'",
    "' OR 1=1--",
    "';SELECT pg_sleep(60)--",
    '") OR 1=1--',
    '%27',
    '${jndi:ldap://x}',
    '{{7*7}}',
    '../../../etc/passwd',
    '<svg/onload=1>',
    '\u202e\u0007',
    '-1',
    '1e309',
    '[]',
    '{}',
    'null',
    'true',
    '%ff',
    '%',
  ];

  const QUERY = 'request return_to ui_locales client_id redirect_uri scope sort filter cursor limit page q'.split(' ');

  function attack(route: ContractRoute, text: string): Promise<RawAnswer> {
    const value = encodeURIComponent(text);
    const path = `${pathOf(route, 'demo', value)}?${QUERY.map((name) => `${name}=${value}`).join('&')}`;
    const spoken = { 'accept-language': value, 'user-agent': value, 'content-type': 'application/json' };
    const body = JSON.stringify({ name: text, title: text, token: text, a: { $gt: text } });
    const headers = { ...origin(), cookie: cookie(), ...spoken };
    return send(route.method, path, headers, route.method === 'GET' ? undefined : body);
  }

  // Ending sessions takes no input at all.
  const isEnding = ({ method, template }: ContractRoute): boolean =>
    (method === 'DELETE' && !template.includes('{id}')) || template.endsWith('/auth/v1/logout');
  // Metrics are numbers of every kind, and take nothing either.
  const taking = routes.filter((route) => !isEnding(route) && route.template !== '/metrics');
  it.each(named(taking))('T284 is data, wherever it stands: %s', async (_, route) => {
    const started = performance.now();
    for (const { status, text } of await Promise.all(BATTERY.map((text) => attack(route, text)))) {
      // 503 where it is told of a provider that is not configured.
      const isUnconfigured = status === 503 && text.includes('is not configured');
      expect(status < 500 || isUnconfigured).toBe(true);
      expect(text).not.toMatch(/SQLITE|syntax error at|pg_catalog|\b49\b/);
    }
    // What was asked to sleep did not.
    expect(performance.now() - started).toBeLessThan(25_000);
    expect((await browser.get('/demo/api/users/me')).status).toBe(200);
  });
});

describe('what goes out', () => {
  const SECRET_MEMBER = /hash|salt|secret|password|token|private|internal|folded|credentials|sealed|stack|sql/i;

  function memberNames(value: unknown): string[] {
    if (Array.isArray(value)) return value.flatMap(memberNames);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, member]) => [name, ...memberNames(member)]);
  }

  /** The ids of tokens, which are good for nothing else. */
  const IDS = new Set(['revoked_token_ids']);

  it('T283 names nothing that is meant to stay inside', async () => {
    const reads = routes.filter(
      ({ method, template }) => method === 'GET' && /\/api\/|userinfo|jwks|health/.test(template),
    );
    expect(reads.length).toBeGreaterThan(6);
    for (const route of reads) {
      const { status, text } = await send('GET', pathOf(route), { cookie: cookie() });
      if (status !== 200) continue;
      const suspicious = memberNames(JSON.parse(text)).filter((name) => SECRET_MEMBER.test(name) && !IDS.has(name));
      expect([route.template, suspicious]).toEqual([route.template, []]);
      expect(
        memberNames(JSON.parse(text)).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(name)),
      ).toEqual([]);
    }
  });

  it.each(named(routes))(
    'T287 has one shape of refusal, with a number to ask for and nothing of the inside: %s',
    async (_, route) => {
      const paths = [pathOf(route), pathOf(route, 'nobody'), `${pathOf(route)}?a=%00`, `${pathOf(route)}/nothing`];
      const bodies = ['', '{', '[1]', '{"a":1}', `{"a":"${'x'.repeat(70_000)}"}`];
      const headers = { ...origin(), 'content-type': 'application/json' };
      const sent = paths.flatMap((path) =>
        route.method === 'GET'
          ? [send(route.method, path)]
          : bodies.map((body) => send(route.method, path, headers, body)),
      );
      for (const answer of await Promise.all(sent)) expectRefusal(answer);
    },
  );

  function expectRefusal({ status, headers, text }: RawAnswer): void {
    expect(status).not.toBe(500);
    expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/);
    expect(text).not.toMatch(/\.[jt]s:\d+:\d+|node_modules|\/src\/|SELECT |SQLITE|node:internal|TypeError|\b12\.5\./);
    if (status < 400) return;
    const type = headers['content-type'] ?? '';
    expect(type).toMatch(/^(?:application\/problem\+json$|application\/json|text\/html|text\/plain)/);
    if (type.startsWith('text/html')) return expect(text).toContain('<!doctype html>');
    // What apps written for Zaikio and for ZeyOS show to people, and nothing else.
    if (type.startsWith('text/plain')) return expect(text).toMatch(/^(?:error: [A-Z][\w ]+|[A-Z][\w ]+: [\w ,:']+)$/);
    const json = JSON.parse(text) as Record<string, unknown>;
    if (type.startsWith('application/json')) expect(json['error'] ?? json['errors']).toEqual(expect.anything());
    else
      expect(json).toMatchObject({
        type: 'about:blank',
        status,
        code: expect.any(String),
        requestId: headers['x-request-id'],
      });
  }
});
