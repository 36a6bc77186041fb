import type { Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type ContractRoute, contractRoutes, isProtected, pathOf } from '../support/contract-routes.js';
import { type RawAnswer, sendRaw } from '../support/raw-http.js';
import { TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const routes = contractRoutes();
const guarded = routes.filter(isProtected);
const named = (list: readonly ContractRoute[]) =>
  list.map((route) => [`${route.method} ${route.template}`, route] as const);
const send = (method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<RawAnswer> =>
  sendRaw(server.origin, { method, path, headers, body });
/** What the same path answers to anyone by another method. */
const isOpen = ({ template }: ContractRoute, method: string): boolean =>
  routes.some((other) => other.template === template && other.method === method && !isProtected(other));
const origin = (): Record<string, string> => ({ origin: server.origin });

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
    const answers = spellings(path).map(async (spelling) => ({
      spelling,
      ...(await send(route.method, spelling, origin())),
    }));
    for (const { spelling, status, headers } of await Promise.all(answers)) {
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
      else if (isOpen(route, method === 'HEAD' ? 'GET' : method)) expect(status).toBe(200);
      else expect([method, [303, 400, 401, 403, 404, 405]]).toEqual([method, expect.arrayContaining([status])]);
    }
    const plain = await send(route.method, path, origin());
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      for (const override of ['GET', 'DELETE']) {
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
      expect([path, status]).toEqual([path, 200]);
      expect(text).toMatch(/^\{"status":"ok"(?:,"redis":"ok")?\}$/);
    }
    const probes = ['debug', 'admin', 'actuator', 'actuator/env', '.env', '.git/config', 'api', 'api-json', 'graphql'];
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
      expect(text).not.toMatch(/\.[jt]s:\d+|node_modules|nest|fastify|express|"version"/i);
    }
    // From elsewhere: what is told to this machine is tested in test/api/metrics.spec.ts.
    expect((await send('GET', '/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(404);
    const { headers } = await send('GET', '/health/live');
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server', 'x-powered-by']));
  });
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
