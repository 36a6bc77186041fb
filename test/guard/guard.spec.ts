import { randomUUID } from 'node:crypto';
import { Controller, Get } from '@nestjs/common';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import type { ClientId, GrantId, TokenId } from '../../src/core/ids.js';
import { sha256 } from '../../src/core/secret-format.js';
import { type GuardOptions, LatchkeyGuardModule } from '../../src/guard/index.js';
import { KeyRing, TokenSigner } from '../../src/keys/index.js';
import { Database, Random } from '../../src/platform/index.js';
import { Revocations } from '../../src/revocations/index.js';
import { TokenRegistry } from '../../src/tokens/index.js';
import type { User } from '../../src/users/index.js';
import { ApiKeyTests } from '../support/api-keys.js';
import { AppTests } from '../support/apps.js';
import { DirectoryTests } from '../support/directory.js';
import { basic } from '../support/http.js';
import { withinBound } from '../support/nodes.js';
import { ResourceServer } from '../support/resource-server.js';
import { TestServer, type TestApp, TICKETS } from '../support/server.js';
import { SeverableProxy } from '../support/severable-proxy.js';

const READ = 'tickets.ticket.r';
const FEED = /\/revocations/;

let server: TestServer;
let proxy: SeverableProxy;
let service: ResourceServer;
let api: TestApp;
let app: TestApp;
let user: User;
let keys: ApiKeyTests;

const options = (): GuardOptions => ({
  issuer: server.issuer,
  audience: TICKETS,
  client: { id: api.clientId, secret: api.clientSecret },
  address: server.issuer.replace(server.origin, proxy.origin),
  clock: server.clock,
});

beforeAll(async () => {
  server = await TestServer.start();
  proxy = await SeverableProxy.before(server.origin);
  // The operator says by name which app is the API `tickets`: it may introspect the tokens that are for it.
  api = await server.createApp({ name: 'tickets' });
  app = await server.createApp();
  user = await server.createUser();
  keys = new ApiKeyTests(server);
  service = await ResourceServer.start(LatchkeyGuardModule.forRoot(options()));
});
afterAll(async () => {
  await service.stop();
  await proxy.stop();
  await server.stop();
});
afterEach(() => proxy.mend());

const token = async (scope = READ): Promise<string> => (await server.tokens(user, app, { scope })).access_token;
const sign = (claims: object, typ = 'at+jwt'): Promise<string> =>
  server.app.get(TokenSigner).sign({ instanceId: server.instance.id, algorithm: 'ES256', typ }, { ...claims });
const becomes = (outcome: string, credential: string, of = service): Promise<void> =>
  withinBound(async () => (await of.outcome(credential)) === outcome);
const feed = (query = '', authorization = basic(api.clientId, api.clientSecret)) =>
  server.send('GET', `/demo/oauth2/v1/revocations${query}`, { headers: { authorization } });
const revoke = (access: string) => server.token(app, { token: access }, 'revoke');
const introspections = (): number => proxy.passed.filter((line) => line.endsWith('/introspect')).length;
/** The feed is cut, and the guard has noticed. */
const cutFeed = async (probe: string): Promise<void> => {
  proxy.sever(FEED);
  const before = introspections();
  await withinSeconds(async () => (await service.outcome(probe)) !== '' && introspections() > before);
};
const withinSeconds = async (holds: () => Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + 5_000;
  while (!(await holds())) if (performance.now() > deadline) throw new Error('it did not come to hold');
};
/** The guard follows the feed again: it does not have to ask about the token. */
const followed = (probe: string): Promise<void> =>
  withinSeconds(async () => {
    const before = introspections();
    return (await service.outcome(probe)) === '200' && introspections() === before;
  });
/** An opaque token of an organization. */
const opaque = async (bearerId: string, grantId = randomUUID()): Promise<string> => {
  const text = `at_${server.app.get(Random).token()}`;
  const issuedAt = server.clock.now();
  const ids = { id: randomUUID() as string as TokenId, grantId: grantId as string as GrantId };
  const rest = { scope: READ, audience: [TICKETS], issuedAt, expiresAt: issuedAt + 3_600_000 };
  const bearer = { bearerType: 'organization' as const, bearerId, clientId: app.clientId as ClientId };
  const row = { ...ids, ...rest, ...bearer, instanceId: server.instance.id, kind: 'access' as const };
  await server.app.get(TokenRegistry).record([{ ...row, hash: sha256(text) }]);
  return text;
};

describe('a token at another service', () => {
  it('is verified without a request, and becomes the same principal as here', async () => {
    const access = await token();
    expect(await service.outcome(access)).toBe('200');
    const before = introspections();
    const { json } = await service.call(access);
    const { jti, grant_id: grantId, exp } = decodeJwt(access);
    expect(json).toMatchObject({
      ...{ instanceId: server.instance.id, bearer: { type: 'person', id: user.id }, clientId: app.clientId },
      ...{ grantId, scope: [READ], credential: { kind: 'token', id: jti, expiresAt: Number(exp) * 1_000 } },
    });
    expect(introspections()).toBe(before);
  });

  it('must have the scope, and belong to the kind of bearer that is asked for', async () => {
    const refused = await service.call(await token(), 'POST');
    expect([refused.status, refused.json['code']]).toEqual([403, 'insufficient_scope']);
    expect(refused.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
    expect(refused.headers.get('www-authenticate')).toContain('scope="tickets.ticket.w"');
    expect(await service.outcome(await token('tickets.ticket.r tickets.ticket.w'), 'POST')).toBe('201');
  });

  it('is needed on every route that is not public; nothing else is taken for one', async () => {
    const without = await service.call();
    expect([without.status, without.json['code']]).toEqual([401, 'credentials_required']);
    expect(without.headers.get('www-authenticate')).toBe('Bearer realm="latchkey"');
    expect((await service.call(undefined, 'GET', '/tickets/open')).status).toBe(200);
    const access = await token();
    for (const path of [`/tickets?access_token=${access}`, `/tickets?token=${access}`]) {
      expect(await service.outcome(undefined, 'GET', path)).toBe('401 credentials_required');
    }
    const cookie = await fetch(`${service.origin}/tickets`, { headers: { cookie: `ZEYOSID=${access}; =${access}` } });
    expect(cookie.status).toBe(401);
  });

  it('is refused where it is wrong in any way: audience, issuer, kind, time, key, algorithm', async () => {
    const sound = decodeJwt(await token());
    const { kid } = decodeProtectedHeader(await token());
    const forged = async (header: object, claims: object = sound): Promise<string> => {
      const { privateKey } = await generateKeyPair('ES256');
      return new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
        .sign(privateKey);
    };
    const hmac = new SignJWT({ ...sound }).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid });
    const lacking = (name: string): object => Object.fromEntries(Object.entries(sound).filter(([key]) => key !== name));
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(server.clock.now() / 1_000);
    expect(await service.outcome(await sign(sound))).toBe('200');
    const wrong = [
      await sign({ ...sound, aud: 'https://other.example/' }),
      await sign({ ...sound, aud: [server.issuer] }),
      await sign(lacking('aud')),
      await sign({ ...sound, iss: 'https://evil.example/demo/oauth2/v1' }),
      await sign(sound, 'JWT'),
      await sign({ ...sound, exp: now }),
      await sign(lacking('exp')),
      await sign({ ...sound, iat: now + 60, nbf: now + 60 }),
      await sign(lacking('jti')),
      await forged({}),
      await forged({ kid: 'unknown' }),
      await forged({ kid: undefined }),
      await hmac.sign(new TextEncoder().encode(JSON.stringify(await jwks()))),
      `${part({ alg: 'none', typ: 'at+jwt' })}.${part(sound)}.`,
      `${part({ alg: 'none', typ: 'at+jwt', kid })}.${part(sound)}.AA`,
      ...['x.y.z', 'nothing', `at_${'A'.repeat(43)}`, `rt_${'A'.repeat(43)}`],
    ];
    const outcomes = await Promise.all(wrong.map((text) => service.outcome(text)));
    expect(outcomes).toEqual(wrong.map(() => '401 invalid_token'));
  });

  it('T312 tolerates a clock that is 10 s off, and nothing beyond 60 s', async () => {
    const sound = decodeJwt(await token());
    const now = Math.floor(server.clock.now() / 1_000);
    const issuedAt = async (offset: number): Promise<string> =>
      service.outcome(await sign({ ...sound, iat: now + offset, nbf: now + offset }));
    expect(await Promise.all([-60, -10, 0, 9].map(issuedAt))).toEqual(['200', '200', '200', '200']);
    expect(await Promise.all([60, 300].map(issuedAt))).toEqual(['401 invalid_token', '401 invalid_token']);
  });

  it('T313 does not come back to life when the clock is set back', async () => {
    const [expired, revoked] = [await token(), await token()];
    expect([await service.outcome(expired), await service.outcome(revoked)]).toEqual(['200', '200']);
    await revoke(revoked);
    await becomes('401 invalid_token', revoked);
    server.clock.advance(2 * 3_600_000);
    expect(await service.outcome(expired)).toBe('401 invalid_token');
    server.clock.advance(-3 * 3_600_000);
    expect(await service.outcome(revoked)).toBe('401 invalid_token');
    server.clock.advance(3_600_000);
  });

  it('T305 is dead within the bound once it is revoked, and so is all that hangs on what has ended', async () => {
    const [one, family, other] = [await token(), await server.tokens(user, app, { scope: READ }), await token()];
    expect([await service.outcome(one), await service.outcome(family.access_token)]).toEqual(['200', '200']);
    await revoke(one);
    await becomes('401 invalid_token', one);
    expect(await service.outcome(family.access_token)).toBe('200');
    await revoke(family.refresh_token);
    await becomes('401 invalid_token', family.access_token);
    const anchors = [{ type: 'user', id: user.id }] as const;
    await server.app.get(Revocations).revoke(server.instance.id, anchors, 'password changed');
    await becomes('401 invalid_token', other);
    server.clock.advance(10);
    expect(await service.outcome(await token())).toBe('200');
  });

  it('of an organization has the organization as its bearer, and ends with the installation', async () => {
    const apps = new AppTests(keys.organizations);
    const organization = await keys.organizations.organization();
    const vendorApp = await apps.app({ scopes: [READ] });
    const { path } = await apps.installed(organization, vendorApp, [READ]);
    const access = await new DirectoryTests(server, apps).organizationToken(organization, vendorApp, [READ]);
    const { status, json } = await service.call(access);
    expect([status, json['bearer']]).toEqual([200, { type: 'organization', id: organization.id }]);
    await keys.organizations.call(organization.owner.visitor, 'DELETE', path);
    await becomes('401 invalid_token', access);
  });

  it('may be opaque: the issuer is asked once, the feed tells the rest', async () => {
    const organization = await keys.organizations.organization();
    const access = await opaque(organization.id);
    const before = introspections();
    expect([await service.outcome(access), await service.outcome(access)]).toEqual(['200', '200']);
    expect((await service.call(access)).json['bearer']).toEqual({ type: 'organization', id: organization.id });
    expect(introspections()).toBe(before + 1);
    await revoke(access);
    await becomes('401 invalid_token', access);
  });

  it('T269 keeps callers apart, however many come at once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => server.createUser()));
    const tokens = await Promise.all(people.map((person) => server.tokens(person, app, { scope: READ })));
    const calls = Array.from({ length: 100 }, async (_, index) => {
      const { json } = await service.call(tokens[index % 5]?.access_token);
      expect(json['bearer']).toEqual({ type: 'person', id: people[index % 5]?.id });
    });
    await Promise.all(calls);
  });
});

describe('an API key at another service', () => {
  const fresh = async (): Promise<{ readonly key: string; readonly path: string; readonly owner: string }> => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: [READ] });
    return { key, path: id, owner: person.user.id };
  };

  it('is asked about at most once a second, and is refused within the bound once it is revoked (T249)', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: [READ] });
    const asked = (): number => proxy.passed.filter((line) => line.endsWith('/api-keys/verify')).length;
    const before = asked();
    const answers = await Promise.all([service.call(key), service.call(key)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await service.call(key)).json).toMatchObject({
      ...{ bearer: { type: 'person', id: person.user.id }, credential: { kind: 'api-key', id }, scope: [READ] },
    });
    expect(asked() - before).toBeLessThanOrEqual(3);
    expect(await service.outcome(key, 'POST')).toBe('403 insufficient_scope');
    await keys.call(person, 'DELETE', `/demo/api/api-keys/${id}`);
    await becomes('401 invalid_api_key', key);
  });

  it('is not asked about where it can be none, and says one thing whatever is wrong', async () => {
    const { key } = await fresh();
    const before = proxy.passed.length;
    const mistyped = `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;
    expect(await service.outcome(mistyped)).toBe('401 invalid_api_key');
    expect(proxy.passed.slice(before).filter((line) => line.endsWith('verify'))).toEqual([]);
  });

  it('of an organization has the organization as its bearer', async () => {
    const organization = await keys.organizations.organization();
    const { key } = await keys.organizationKey(organization, { scopes: [READ] });
    expect((await service.call(key)).json['bearer']).toEqual({ type: 'organization', id: organization.id });
  });

  it('is tried from the caller’s own address', async () => {
    const organization = await keys.organizations.organization();
    const here = await keys.organizationKey(organization, { scopes: [READ], allowedIps: ['127.0.0.1'] });
    const elsewhere = await keys.organizationKey(organization, { scopes: [READ], allowedIps: ['192.0.2.1'] });
    expect(await service.outcome(here.key)).toBe('200');
    expect(await service.outcome(elsewhere.key)).toBe('401 invalid_api_key');
  });
});

describe('when the issuer is away', () => {
  it('T305 asks by introspection without the feed, refuses with 503 without both, and recovers by itself (I12, I13)', async () => {
    const [live, ended] = [await token(), await token()];
    expect([await service.outcome(live), await service.outcome(ended)]).toEqual(['200', '200']);
    await cutFeed(live);
    await revoke(ended);
    expect([await service.outcome(live), await service.outcome(ended)]).toEqual(['200', '401 invalid_token']);
    proxy.sever();
    const refused = await service.call(live);
    expect([refused.status, refused.json['code']]).toEqual([503, 'temporarily_unavailable']);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(refused.json['detail']).not.toMatch(/127\.0\.0\.1|fetch|ECONN/);
    proxy.mend();
    await withinSeconds(async () => (await service.outcome(live)) === '200');
    expect(await service.outcome(ended)).toBe('401 invalid_token');
  });

  it('T249 asks about each API key each time without the feed', async () => {
    const person = await keys.person();
    const { id, key } = await keys.key(person, { scopes: [READ] });
    await cutFeed(await token());
    expect(await service.outcome(key)).toBe('200');
    await keys.call(person, 'DELETE', `/demo/api/api-keys/${id}`);
    expect(await service.outcome(key)).toBe('401 invalid_api_key');
    proxy.sever();
    expect(await service.outcome(key)).toBe('503 temporarily_unavailable');
  });

  it('starts before its issuer, lets nobody in, and serves once it is there', async () => {
    proxy.sever();
    const early = await ResourceServer.start(LatchkeyGuardModule.forRoot(options()));
    const access = await token();
    expect(await early.outcome(access)).toBe('503 temporarily_unavailable');
    expect((await early.call(undefined, 'GET', '/tickets/open')).status).toBe(200);
    proxy.mend();
    await withinSeconds(async () => (await early.outcome(access)) === '200');
    await early.stop();
  });

  it('T293 knows after an outage what was revoked during it', async () => {
    const [first, second] = [await token(), await token()];
    expect(await service.outcome(first)).toBe('200');
    proxy.sever();
    await withinSeconds(async () => (await service.outcome(second)).startsWith('503'));
    await revoke(first);
    proxy.mend();
    await withinSeconds(async () => (await service.outcome(second)) === '200');
    expect(await service.outcome(first)).toBe('401 invalid_token');
    await followed(second);
    expect(await service.outcome(first)).toBe('401 invalid_token');
  });
});

const jwks = async () => (await server.send('GET', '/demo/oauth2/v1/jwks')).json['keys'];

describe('signing keys', () => {
  it('T316 are rotated without a token that is refused, before and after the new one signs', async () => {
    const before = await token();
    await server.app.get(KeyRing).rotate(server.instance.id, 'ES256');
    expect(await service.outcome(before)).toBe('200');
    server.clock.advance(11 * 60_000);
    const after = await token();
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid);
    expect([await service.outcome(before), await service.outcome(after)]).toEqual(['200', '200']);
  });

  it('T319 that are taken out of use take their tokens along within the bound; the successor works at once', async () => {
    const before = await token();
    expect(await service.outcome(before)).toBe('200');
    await server.app.get(KeyRing).remove(server.instance.id, String(decodeProtectedHeader(before).kid));
    await becomes('401 invalid_token', before);
    await becomes('200', await token());
  });

  it('T321 that are unknown make the guard look once, not each time', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const looks = (): number => proxy.passed.filter((line) => line.endsWith('/jwks')).length;
    const forge = (index: number): Promise<string> =>
      new SignJWT({}).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: `forged-${index}` }).sign(privateKey);
    await service.outcome(await forge(0));
    const before = looks();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => service.outcome(await forge(index + 1))),
    );
    expect(new Set(outcomes)).toEqual(new Set(['401 invalid_token']));
    expect(looks()).toBe(before);
  });
});

describe('a route without a policy', () => {
  @Controller('silent')
  class SilentController {
    @Get()
    read(): string {
      return 'read';
    }
  }

  it('stops the boot', async () => {
    const start = ResourceServer.start(LatchkeyGuardModule.forRoot(options()), [SilentController]);
    await expect(start).rejects.toThrow('SilentController.read');
  });

  it('needs a credential where the service has it so', async () => {
    const guard = LatchkeyGuardModule.forRoot({ ...options(), requirePolicy: false });
    const silent = await ResourceServer.start(guard, [SilentController]);
    expect(await silent.outcome(undefined, 'GET', '/silent')).toBe('401 credentials_required');
    expect((await silent.call(await token(), 'GET', '/silent')).status).toBe(200);
    await silent.stop();
  });
});

describe('the feed over HTTP', () => {
  it('tells what was revoked after a point, and which point comes next', async () => {
    const { json: start } = await feed();
    const access = await token();
    await revoke(access);
    const { status, headers, json } = await feed(`?after=${String(start['sequence'])}`);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(json).toMatchObject({ instance: server.instance.id, reset: false, more: false });
    expect(json['entries']).toContainEqual({ type: 'token', id: decodeJwt(access).jti, notBefore: expect.any(Number) });
    expect(Number(json['sequence'])).toBeGreaterThan(Number(start['sequence']));
    expect((await feed(`?after=${String(json['sequence'])}`)).json['entries']).toEqual([]);
  });

  it('answers a waiting question as soon as something happens, and holds no connection of the database meanwhile', async () => {
    const { json: start } = await feed();
    const access = await token();
    const began = performance.now();
    const waiting = Array.from({ length: 40 }, () => feed(`?after=${String(start['sequence'])}&wait=20`));
    // More than the pool has: whoever held one while waiting would keep this from being answered.
    await withinSeconds(async () => (await server.userinfo('nothing')).status === 401);
    await revoke(access);
    const answers = await Promise.all(waiting);
    expect(performance.now() - began).toBeLessThan(15_000);
    for (const { json } of answers) expect(json['entries']).toMatchObject([{ type: 'token' }]);
  });

  it('tells of its own instance only, and not to clients of another (T257)', async () => {
    const other = await server.createInstance('elsewhere');
    const { json: start } = await feed();
    const id = randomUUID();
    await server.app.get(Revocations).revoke(other.id, [{ type: 'user', id }], 'test');
    const { json } = await feed(`?after=${String(start['sequence'])}`);
    expect(json['entries']).toEqual([]);
    expect(Number(json['sequence'])).toBeGreaterThan(Number(start['sequence']));
    const path = '/elsewhere/oauth2/v1/revocations';
    const headers = { authorization: basic(api.clientId, api.clientSecret) };
    expect((await server.send('GET', path, { headers })).status).toBe(401);
  });

  it('is for clients: by secret, or by a token with the scope', async () => {
    const follower = await server.createApp({ scope: ['directory.revocations.r', READ] });
    const own = async (scope: string): Promise<string> =>
      String((await server.token(follower, { grant_type: 'client_credentials', scope })).json['access_token']);
    expect((await feed('', `Bearer ${await own('directory.revocations.r')}`)).status).toBe(200);
    const person = (await server.tokens(user, app, { scope: 'openid' })).access_token;
    const refused = [
      [`Bearer ${person}`, 403],
      [`Bearer ${await own(READ)}`, 401],
      [basic(api.clientId, 'wrong'), 401],
      ['', 401],
    ] as const;
    for (const [authorization, status] of refused) expect((await feed('', authorization)).status).toBe(status);
  });

  it.each(['?after=-1', '?after=x', '?wait=26', '?wait=-1', '?wait=x', '?after=1e309', '?unknown=1'])(
    'refuses %s',
    async (query) => {
      expect((await feed(query)).status).toBe(400);
    },
  );

  it('T310 begins anew for who comes from another database, or from what is not kept any more', async () => {
    const ahead = await feed('?after=9007199254740991');
    expect([ahead.json['reset'], ahead.json['sequence']]).toEqual([true, (await feed()).json['sequence']]);
    const { json } = await feed();
    await server.app.get(Database).execute('DELETE FROM revocations WHERE sequence < $1', [Number(json['sequence'])]);
    const { json: kept } = await feed('?after=1');
    expect([kept['reset'], kept['oldest'], kept['sequence']]).toEqual([true, json['sequence'], json['sequence']]);
  });

  it('lets a server that stops stop at once', async () => {
    const replica = await server.replica();
    const { json } = await feed();
    const headers = { authorization: basic(api.clientId, api.clientSecret) };
    const path = `${new URL(server.issuer).pathname}/revocations?after=${String(json['sequence'])}&wait=25`;
    const waiting = replica.send('GET', path, { headers });
    await withinSeconds(async () => (await replica.send('GET', '/health/live')).status === 200);
    const began = performance.now();
    await Promise.all([replica.stop(), waiting]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
