import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Users } from '../../src/users/index.js';
import { type ContractRoute, contractRoutes, isProtected, pathOf } from '../support/contract-routes.js';
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

const routes = contractRoutes();
const guarded = routes.filter(isProtected);
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

/** Spellings that a proxy in front and a router behind could read differently. */
function spellings(path: string): string[] {
  const [, first = '', ...rest] = path.split('/');
  const tail = rest.join('/');
  const last = path.slice(-1);
  const encoded = `%${last.charCodeAt(0).toString(16)}`;
  return [
    ...[
      `/${path}`,
      path.replace(/\/(?=[^/]*$)/, '//'),
      `${path}/`,
      `${path}//`,
      `/.${path}`,
      `/x/..${path}`,
      `${path}/.`,
    ],
    ...[`${path}/..%2f${last}`, `/%2e${path}`, `/x/%2e%2e${path}`, path.slice(0, -1) + encoded, `/${first}%2f${tail}`],
    ...[
      `${path};x`,
      `${path};/`,
      `/${first};x/${tail}`,
      path.toUpperCase(),
      `${path}%20`,
      `${path}%09`,
      `${path}.json`,
      `${path}?`,
    ],
    ...[`${path}%00`, `${path}%0a`, `${path}\\`, `/${first}\\${tail}`, `${path}#x`, `${path}%23`, `${path}%3f`],
  ];
}

describe('without a credential', () => {
  it('T280 T288 there are routes to test', () => {
    expect(guarded.length).toBeGreaterThan(15);
    expect(routes.length).toBeGreaterThan(guarded.length);
  });

  it.each(named(guarded))('T280 no spelling of the path gets through: %s', async (_, route) => {
    const path = pathOf(route);
    expect([401, 303]).toContain((await send(route.method, path, origin())).status);
    for (const spelling of spellings(path)) {
      const { status, headers } = await send(route.method, spelling, origin());
      expect([spelling, status < 200 || status >= 300]).toEqual([spelling, true]);
      if (status === 303) expect(headers.location).toMatch(/^\/demo\/sign-in\?return_to=/);
    }
  });

  it.each(named(guarded))('T281 no other method gets through: %s', async (_, route) => {
    const path = pathOf(route);
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'POST', 'GET', 'PROPFIND', 'MKCOL']) {
      const { status, text } = await send(method, path, origin());
      // A preflight is answered for whoever asks, with nothing in it.
      if (method === 'OPTIONS' && status === 204) expect(text).toBe('');
      else expect([method, [303, 400, 401, 403, 404, 405]]).toEqual([method, expect.arrayContaining([status])]);
    }
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      for (const override of ['GET', 'DELETE']) {
        const plain = await send(route.method, path, origin());
        expect((await send(route.method, path, { ...origin(), [name]: override })).status).toBe(plain.status);
      }
    }
  });

  it('T281 HEAD is decided as GET is', async () => {
    for (const route of routes.filter(({ method, template }) => method === 'GET' && !/authorize/.test(template))) {
      const [get, head] = [await send('GET', pathOf(route)), await send('HEAD', pathOf(route))];
      expect([route.template, head.status, head.text]).toEqual([route.template, get.status, '']);
    }
  });

  it('T288 nothing can be reached that the document does not tell of', () => {
    const known = new Set(routes.map(({ template }) => template.replace(/\{[^}]+\}/g, ':')));
    const undocumented = registeredPaths().filter((path) => !known.has(path.replace(/:[^/]+/g, ':')));
    // The explorer and the document itself.
    for (const path of undocumented) expect(path).toMatch(/^\/(?:docs(?:\/.*)?|openapi\.json)$/);
  });

  it('T270 only what is meant for everybody is open, and says nothing of the inside', async () => {
    for (const path of ['/health/live', '/health/ready']) {
      const { status, text } = await send('GET', path);
      expect([path, status, text]).toEqual([path, 200, '{"status":"ok"}']);
    }
    const probes = [
      'metrics',
      'debug',
      'admin',
      'actuator',
      'actuator/env',
      '.env',
      '.git/config',
      'api',
      'api-json',
      'graphql',
    ];
    const files = [
      'server-status',
      'swagger.json',
      'docs-json',
      'package.json',
      'data/secret',
      'health',
      'phpinfo.php',
      'api/admin',
    ];
    for (const path of [...probes, ...files]) {
      const { status, text } = await send('GET', `/${path}`);
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toMatch(/\bat .+:\d+|node_modules|nest|fastify|express|"version"/i);
    }
    const { headers } = await send('GET', '/health/live');
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server', 'x-powered-by']));
  });
});

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
    "';SELECT pg_sleep(3)--",
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

  it.each(named(routes))('T284 is data, wherever it stands: %s', async (_, route) => {
    const started = performance.now();
    for (const text of BATTERY) {
      const value = encodeURIComponent(text);
      const query = [
        'request',
        'return_to',
        'ui_locales',
        'client_id',
        'redirect_uri',
        'scope',
        'sort',
        'filter',
        'cursor',
        'limit',
        'page',
        'q',
      ];
      const path = `${pathOf(route, 'demo', value)}?${query.map((name) => `${name}=${value}`).join('&')}`;
      const headers = {
        ...origin(),
        cookie: cookie(),
        'accept-language': value,
        'user-agent': value,
        'content-type': 'application/json',
      };
      // Nothing that would sign the browser out is let through: the name of the member is not known either.
      const body = route.method === 'GET' ? undefined : JSON.stringify({ [text]: text, name: { $gt: text } });
      if (route.method === 'DELETE' && !route.template.includes('{id}')) continue;
      const { status, text: answered } = await send(route.method, path, headers, body);
      expect([path, status < 500]).toEqual([path, true]);
      expect(answered).not.toMatch(/SQLITE|syntax error|pg_|49\b.*49/);
    }
    expect(performance.now() - started).toBeLessThan(10_000);
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

  it('T283 names nothing that is meant to stay inside', async () => {
    const reads = routes.filter(
      ({ method, template }) => method === 'GET' && /\/api\/|userinfo|jwks|health/.test(template),
    );
    expect(reads.length).toBeGreaterThan(6);
    for (const route of reads) {
      const { status, text } = await send('GET', pathOf(route), { cookie: cookie() });
      if (status !== 200) continue;
      expect([route.template, memberNames(JSON.parse(text)).filter((name) => SECRET_MEMBER.test(name))]).toEqual([
        route.template,
        [],
      ]);
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
      for (const path of paths) {
        for (const body of route.method === 'GET' ? [undefined] : bodies) {
          const headers = { ...origin(), 'content-type': 'application/json' };
          expectRefusal(await send(route.method, path, body === undefined ? {} : headers, body));
        }
      }
    },
  );

  function expectRefusal({ status, headers, text }: RawAnswer): void {
    expect(status).not.toBe(500);
    expect(headers['x-request-id']).toMatch(/^[\w-]{16}$/);
    expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\/src\/|SELECT |SQLITE|node:internal|TypeError|\b12\.5\./);
    if (status < 400) return;
    const type = headers['content-type'] ?? '';
    expect(type).toMatch(/^(?:application\/problem\+json$|application\/json|text\/html)/);
    if (type.startsWith('text/html')) return expect(text).toContain('<!doctype html>');
    const json = JSON.parse(text) as Record<string, unknown>;
    if (type.startsWith('application/json')) expect(json).toMatchObject({ error: expect.any(String) });
    else
      expect(json).toMatchObject({
        type: 'about:blank',
        status,
        code: expect.any(String),
        requestId: headers['x-request-id'],
      });
  }
});

/** The paths that Nest has been given, from the controllers’ own metadata: the same on both adapters. */
function registeredPaths(): string[] {
  const controllers = [...server.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers.flatMap(({ metatype }) => {
    const prototype = (metatype as Type<unknown>).prototype as Record<string, object>;
    const bases = [Reflect.getMetadata('path', metatype as object) as string | string[]].flat();
    const handlers = Object.getOwnPropertyNames(prototype).filter(
      (name) => name !== 'constructor' && Reflect.hasMetadata('path', prototype[name] ?? {}),
    );
    const tails = handlers.flatMap((name) =>
      [Reflect.getMetadata('path', prototype[name] ?? {}) as string | string[]].flat(),
    );
    return bases.flatMap((base) =>
      tails.map((tail) => `/${base}/${tail}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1')),
    );
  });
}
