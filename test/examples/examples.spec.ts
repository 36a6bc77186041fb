import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule as HostModule } from '../../examples/host-app/app.module.js';
import { AppModule as ResourceModule } from '../../examples/resource-server/app.module.js';
import { createHttpApp, DemoSeed, parseSettings, Setup } from '../../src/index.js';
import { FakeIssuer } from '../../src/testing/index.js';

const ADAPTERS = ['fastify', 'express'] as const;

let app: INestApplication;
let origin: string;
const folder = mkdtempSync(join(tmpdir(), 'latchkey-'));
afterEach(() => app.close());
afterAll(() => rmSync(folder, { recursive: true }));

const listen = async (started: INestApplication): Promise<void> => {
  app = started;
  await app.listen(0, '127.0.0.1');
  origin = (await app.getUrl()).replace(/\/$/, '');
};
const call = async (path: string, token?: string, init: RequestInit = {}) => {
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(origin + path, {
    ...init,
    headers: { 'content-type': 'application/json', ...authorization },
  });
  const text = await response.text();
  return { status: response.status, json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} };
};

describe.each(ADAPTERS)('on %s', (adapter) => {
  it('the resource server lets in who has the scope, and nobody else', async () => {
    const issuer = await FakeIssuer.create({ audience: 'https://tickets.example/' });
    const host = adapter === 'express' ? new ExpressAdapter() : new FastifyAdapter();
    await listen(await NestFactory.create(ResourceModule.forRoot(issuer.guardOptions), host, { logger: false }));
    const reader = await issuer.token({ scope: ['tickets.ticket.r'] });
    const results = [await call('/status'), await call('/tickets'), await call('/tickets', reader)];
    const post = { method: 'POST', body: '{}' };
    results.push(await call('/tickets', reader, post));
    results.push(await call('/tickets', await issuer.token({ scope: ['tickets.ticket.rw'] }), post));
    expect(results.map(({ status }) => status)).toEqual([200, 401, 200, 403, 201]);
  });

  it('the host application guards its own routes, and has the surfaces that it chose', async () => {
    const settings = parseSettings({
      ...{
        DATABASE_URL: `sqlite:${join(folder, `${adapter}.sqlite`)}`,
        LATCHKEY_SECRET: 'a-master-key-for-tests-of-sufficient-length',
      },
      ...{ HTTP_ADAPTER: adapter, LOG_LEVEL: 'silent', SEED_DEMO: 'true', PUBLIC_URL: 'http://127.0.0.1:3999' },
    });
    const started = await createHttpApp(HostModule.forRoot(settings), settings);
    await started.init();
    await started.get(Setup).prepare();
    await listen(started);
    const { email, password } = started.get(DemoSeed).credentials();
    const login = await call('/api/auth/login', undefined, {
      method: 'POST',
      body: JSON.stringify({ email, password }),
    });
    expect(login.status).toBe(200);
    const orders = await call('/shop/orders', String(login.json['accessToken']));
    expect(orders).toMatchObject({ status: 200, json: { orders: [expect.stringContaining('has ordered')] } });
    expect((await call('/shop/orders')).status).toBe(401);
    expect((await call('/demo/oauth2/v1/jwks')).status).toBe(200);
    expect((await call('/api/v1/roles')).status).toBe(404);
  });
});
