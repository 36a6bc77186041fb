import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Controller, Get, Injectable, Module } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  CurrentPrincipal,
  GUARD_OPTIONS,
  LatchkeyGuard,
  LatchkeyGuardModule,
  LatchkeyVerifier,
  type Principal,
  Requires,
} from '../../src/guard/index.js';
import { FakeIssuer, LatchkeyTestingModule } from '../../src/testing/index.js';
import { refusal, withinBound } from '../support/nodes.js';

/** Handles messages and sockets alike: whoever calls it is told who it is. */
@Injectable()
class Handler {
  @Requires({ scope: 'tickets.ticket.r' })
  handle(@CurrentPrincipal() { bearer }: Principal): string {
    return bearer.id;
  }
}

@Controller('silent')
class SilentController {
  @Get()
  read(): string {
    return 'read';
  }
}

let issuer: FakeIssuer;
let service: TestingModule;
let verifier: LatchkeyVerifier;
const bearer = (text: string): string => `Bearer ${text}`;
const ada = {
  bearer: { type: 'person', id: '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' },
  scope: ['tickets.ticket.rw'],
} as const;

beforeAll(async () => {
  issuer = await FakeIssuer.create();
  const imports = [LatchkeyTestingModule.forRoot(issuer)];
  service = await Test.createTestingModule({ imports, providers: [Handler] }).compile();
  await service.init();
  verifier = service.get(LatchkeyVerifier);
});
afterAll(() => service.close());

describe('the fake issuer', () => {
  it('mints tokens for whom it is told, JWT and opaque, and API keys', async () => {
    const token = await verifier.verify(bearer(await issuer.token(ada)));
    expect(token).toMatchObject({ bearer: ada.bearer, clientId: 'test-client', credential: { kind: 'token' } });
    expect([...token.scope].sort()).toEqual(['tickets.ticket.r', 'tickets.ticket.rw', 'tickets.ticket.w']);
    expect((await verifier.verify(bearer(issuer.opaqueToken(ada)))).bearer).toEqual(ada.bearer);
    const key = await verifier.verify(bearer(issuer.apiKey(ada)));
    expect(key).toMatchObject({ bearer: ada.bearer, credential: { kind: 'api-key' } });
    const organization = { type: 'organization', id: issuer.newId() } as const;
    const actor = { userId: ada.bearer.id, membershipId: issuer.newId() };
    const onBehalf = await verifier.verify(bearer(await issuer.token({ bearer: organization, actor })));
    expect(onBehalf).toMatchObject({ bearer: organization, actor: ada.bearer.id });
  });

  it('moves time, ends credentials and what they hang on, rotates keys, and goes away', async () => {
    const [short, long, key] = [
      await issuer.token({ ...ada, lifetime: 1_000 }),
      await issuer.token(ada),
      issuer.apiKey(ada),
    ];
    const outcome = (text: string): Promise<unknown> => refusal(verifier.verify(bearer(text)));
    expect(await Promise.all([short, long, key].map(outcome))).toEqual([undefined, undefined, undefined]);
    issuer.clock.advance(1_000);
    expect(await Promise.all([short, long].map(outcome))).toEqual(['invalid_token', undefined]);
    issuer.revoke(key);
    await withinBound(async () => (await outcome(key)) === 'invalid_api_key');
    issuer.end({ type: 'user', id: ada.bearer.id });
    await withinBound(async () => (await outcome(long)) === 'invalid_token');
    await issuer.rotateKey();
    issuer.clock.advance(1);
    const next = await issuer.token(ada);
    await withinBound(async () => (await outcome(next)) === undefined);
    issuer.isReachable = false;
    await withinBound(async () => (await outcome(issuer.opaqueToken(ada))) === 'temporarily_unavailable');
    issuer.isReachable = true;
  });

  it('takes the place of the real one in an application that is put together already', async () => {
    const real = { issuer: 'https://id.example/demo/oauth2/v1', audience: 'a', client: { id: 'a', secret: 'b' } };
    @Module({ imports: [LatchkeyGuardModule.forRootAsync({ useFactory: () => real })] })
    class AppModule {}
    const building = Test.createTestingModule({ imports: [AppModule] });
    const app = await building.overrideProvider(GUARD_OPTIONS).useValue(issuer.guardOptions).compile();
    await app.init();
    expect((await app.get(LatchkeyVerifier).verify(bearer(await issuer.token(ada)))).bearer).toEqual(ada.bearer);
    await app.close();
  });
});

describe('the guard before messages and sockets', () => {
  it.each([
    ['rpc', (text: string) => ({ authorization: bearer(text) })],
    ['rpc', (text: string) => ({ headers: { authorization: bearer(text) } })],
    ['ws', (text: string) => ({ handshake: { headers: { authorization: bearer(text) }, address: '192.0.2.1' } })],
    ['ws', (text: string) => ({ handshake: { headers: {}, auth: { token: text } } })],
  ] as const)('finds the credential of a %s call, and refuses what is none', async (type, carrierOf) => {
    const guard = service.get(LatchkeyGuard);
    const context = (carrier: object): ExecutionContextHost => {
      const made = new ExecutionContextHost([carrier], Handler, Handler.prototype.handle);
      made.setType(type);
      return made;
    };
    expect(await guard.canActivate(context(carrierOf(await issuer.token(ada))))).toBe(true);
    expect(await refusal(guard.canActivate(context(carrierOf(await issuer.token()))))).toBe('insufficient_scope');
    expect(await refusal(guard.canActivate(context({})))).toBe('credentials_required');
    expect(await refusal(guard.canActivate(context(carrierOf('nothing'))))).toBe('invalid_token');
  });
});

describe('what a service loads with the guard', () => {
  it('has no database in it', () => {
    // What is imported as a type alone is gone when it runs.
    const imports = /^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gm;
    const top = join(__dirname, '../..');
    const seen = new Set(['src/guard/index.ts', 'src/testing/index.ts']);
    for (const path of seen) {
      if (!path.startsWith('src/')) continue;
      for (const [, name = ''] of readFileSync(join(top, path), 'utf8').matchAll(imports)) {
        seen.add(name.startsWith('.') ? join(dirname(path), name).replace(/\.js$/, '.ts') : name);
      }
    }
    const database = /^(?:typeorm|@nestjs\/typeorm|sqlite3|pg|ioredis|@node-rs\/argon2|src\/platform\/index\.ts)$/;
    const loaded = [...seen].filter((path) => database.test(path));
    expect(seen.size).toBeGreaterThan(30);
    expect(loaded).toEqual([]);
  });

  it('is refused without an audience, a client or a URL', async () => {
    const sound = issuer.guardOptions;
    const wrong = [
      { ...sound, audience: [] },
      { ...sound, client: { id: '', secret: '' } },
      { ...sound, issuer: 'id.example' },
    ];
    for (const options of wrong) {
      const imports = [LatchkeyGuardModule.forRoot(options)];
      await expect(Test.createTestingModule({ imports }).compile()).rejects.toThrow(/the guard needs|is not a URL/);
    }
  });

  it('does not start with a route that says nothing', async () => {
    const imports = [LatchkeyTestingModule.forRoot(issuer)];
    const app = (
      await Test.createTestingModule({ imports, controllers: [SilentController] }).compile()
    ).createNestApplication();
    await expect(app.init()).rejects.toThrow('SilentController.read');
    await app.close().catch(() => undefined);
  });
});
