import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { LONGEST_TOKEN_LIFETIME } from '../../src/instances/index.js';
import { type NewResourceServer, Resources } from '../../src/resources/index.js';
import { codeOf, type Form, jwtParts, outcomeOf } from '../support/code-flow.js';
import { basic } from '../support/http.js';
import { type TestApp, TestServer, TICKETS } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let visitor: Visitor;
const audienceOf = (name: string): string => `https://${name}.example/`;

beforeAll(async () => {
  server = await TestServer.start();
  await api('classic', { algorithm: 'RS256' });
  await api('modern', { algorithm: 'PS256', accessTokenLifetime: 300_000 });
  await api('sealed', { tokenFormat: 'opaque', accessTokenLifetime: 120_000 });
  const scope = ['tickets.ticket.r', 'classic.data.r', 'modern.data.r', 'sealed.data.r'];
  app = await server.createApp({ scope });
  visitor = await server.signedIn(await server.createUser());
});
afterAll(() => server.stop());

async function api(name: string, changes: Partial<NewResourceServer>): Promise<void> {
  const resources = server.app.get(Resources);
  const common = { instanceId: server.instance.id, name, title: name, audience: audienceOf(name) };
  const created = await resources.create({ ...common, ...changes });
  await resources.addScopes(created, [{ name: `${name}.data.r`, description: { en: 'See data' } }]);
}

/** What a client gets for itself. */
async function own(changes: Form): Promise<Record<string, unknown>> {
  const { json, status, text } = await server.token(app, { grant_type: 'client_credentials', ...changes });
  if (status !== 200) throw new Error(text);
  return json;
}

async function verified(token: string, audience: string): Promise<string> {
  const { json } = await server.send('GET', '/demo/oauth2/v1/jwks');
  const keys = createLocalJWKSet(json as unknown as JSONWebKeySet);
  const now = new Date(server.clock.now());
  const expected = { issuer: server.issuer, audience, typ: 'at+jwt', currentDate: now };
  return (await jwtVerify(token, keys, expected)).protectedHeader.alg;
}

describe('the format of an access token follows its resource server', () => {
  it.each([
    ['tickets', 'ES256', 'tickets.ticket.r', 3_600],
    ['classic', 'RS256', 'classic.data.r', 3_600],
    ['modern', 'PS256', 'modern.data.r', 300],
  ])('%s verifies a JWT signed with %s by itself', async (name, algorithm, scope, lifetime) => {
    const { access_token: token, expires_in: expiresIn } = await own({ scope });
    expect(await verified(String(token), audienceOf(name))).toBe(algorithm);
    await expect(verified(String(token), 'https://other.example/')).rejects.toThrow(/aud/);
    expect(expiresIn).toBe(lifetime);
    expect(await server.isActive(app, String(token))).toBe(true);
  });

  it('an opaque token says nothing, and introspection tells its resource server everything', async () => {
    const { access_token: token, expires_in: expiresIn } = await own({ scope: 'sealed.data.r' });
    expect(token).toMatch(/^at_[A-Za-z0-9_-]{43}$/);
    expect(expiresIn).toBe(120);
    const sealed = await server.createApp({ name: 'sealed', scope: [] });
    const { json } = await server.token(sealed, { token: String(token) }, 'introspect');
    expect(json).toMatchObject({
      active: true,
      aud: [audienceOf('sealed')],
      scope: 'sealed.data.r',
      client_id: app.clientId,
    });
    const classic = await server.createApp({ name: 'classic', scope: [] });
    expect((await server.token(classic, { token: String(token) }, 'introspect')).json).toEqual({ active: false });
    server.clock.advance(120_000);
    expect(await server.isActive(app, String(token))).toBe(false);
  });

  it('opaque wins where a token is for several, and so does the shortest lifetime', async () => {
    const mixed = await own({ scope: 'sealed.data.r modern.data.r' });
    expect(mixed).toMatchObject({ access_token: expect.stringMatching(/^at_/), expires_in: 120 });
    const { json } = await server.token(app, { token: String(mixed['access_token']) }, 'introspect');
    expect(json['aud']).toEqual([audienceOf('modern'), audienceOf('sealed')]);
  });
});

describe('resource (RFC 8707 §2)', () => {
  const BOTH = 'tickets.ticket.r classic.data.r';

  it('chooses among the audiences of the scope', async () => {
    const all = await own({ scope: BOTH });
    expect(jwtParts(String(all['access_token'])).claims['aud']).toEqual([audienceOf('classic'), TICKETS]);
    const one = await own({ scope: BOTH, resource: TICKETS });
    expect(jwtParts(String(one['access_token'])).claims['aud']).toBe(TICKETS);
  });

  it('may be named several times', async () => {
    const form = `grant_type=client_credentials&resource=${encodeURIComponent(TICKETS)}&resource=${audienceOf('classic')}`;
    const headers = { authorization: basic(app.clientId, app.clientSecret) };
    const { json } = await server.send('POST', '/demo/oauth2/v1/token', { form, headers });
    expect(jwtParts(String(json['access_token'])).claims['aud']).toEqual([audienceOf('classic'), TICKETS]);
  });

  it.each([
    ['unknown', 'https://other.example/'],
    ['written otherwise', 'https://TICKETS.example/'],
    ['not covered by the scope', 'https://modern.example/'],
    ['with a fragment', `${TICKETS}#x`],
    ['relative', '/tickets'],
  ])('is refused where it is %s', async (_, resource) => {
    const form = { grant_type: 'client_credentials', scope: BOTH, resource };
    expect(outcomeOf(await server.token(app, form))).toBe('400 invalid_target');
    const back = await server.authorize(visitor, app, { scope: BOTH, resource });
    expect(back.searchParams.get('error')).toBe('invalid_target');
  });

  it('of the authorization request holds for the code and for every refresh (§2.2)', async () => {
    const code = await codeOf(server, visitor, app, { scope: BOTH, resource: TICKETS });
    expect(outcomeOf(await server.token(app, { ...code, resource: audienceOf('classic') }))).toBe('400 invalid_target');
    const { json } = await server.token(app, code);
    expect(jwtParts(String(json['access_token'])).claims['aud']).toBe(TICKETS);
    const refresh = String(json['refresh_token']);
    const wider = await server.refresh(app, refresh, { resource: audienceOf('classic') });
    expect(outcomeOf(wider)).toBe('400 invalid_target');
    const next = await server.refresh(app, refresh);
    expect(jwtParts(String(next.json['access_token'])).claims['aud']).toBe(TICKETS);
  });

  it('may be narrowed at the token endpoint, for that token alone', async () => {
    const code = await codeOf(server, visitor, app, { scope: BOTH });
    const { json } = await server.token(app, { ...code, resource: TICKETS });
    expect(jwtParts(String(json['access_token'])).claims['aud']).toBe(TICKETS);
    const other = await server.refresh(app, String(json['refresh_token']), { resource: audienceOf('classic') });
    expect(jwtParts(String(other.json['access_token'])).claims['aud']).toBe(audienceOf('classic'));
    const all = await server.refresh(app, String(other.json['refresh_token']));
    expect(jwtParts(String(all.json['access_token'])).claims['aud']).toEqual([audienceOf('classic'), TICKETS]);
  });

  it('keeps a token that is for another API away from our own', async () => {
    const scope = 'openid tickets.ticket.r';
    const { json } = await server.token(app, await codeOf(server, visitor, app, { scope, resource: TICKETS }));
    expect((await server.userinfo(String(json['access_token']))).status).toBe(401);
    const here = await server.token(app, await codeOf(server, visitor, app, { scope, resource: server.issuer }));
    expect((await server.userinfo(String(here.json['access_token']))).status).toBe(200);
  });
});

describe('a resource server', () => {
  it.each<[string, Partial<NewResourceServer>]>([
    [
      'lets no token live longer than keys and revocations are kept',
      { accessTokenLifetime: LONGEST_TOKEN_LIFETIME + 1 },
    ],
    ['has a lifetime in whole milliseconds', { accessTokenLifetime: 0.5 }],
    ['is named by an absolute URI', { audience: 'tickets' }],
    ['is named without a fragment', { audience: 'https://odd.example/#x' }],
    ['is named without spaces', { audience: 'https://odd.example/ x' }],
  ])('%s', async (_, changes) => {
    const sound = { instanceId: server.instance.id, name: 'odd', title: 'Odd', audience: audienceOf('odd') };
    const resources = server.app.get(Resources);
    await expect(resources.create({ ...sound, ...changes })).rejects.toMatchObject({ code: 'invalid_input' });
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    expect(json['scopes_supported']).not.toContain('odd.data.r');
  });

  it('may let them live for a day', async () => {
    await api('daily', { accessTokenLifetime: LONGEST_TOKEN_LIFETIME });
    const daily = await server.createApp({ scope: ['daily.data.r'] });
    const { json } = await server.token(daily, { grant_type: 'client_credentials' });
    expect(json['expires_in']).toBe(86_400);
  });
});
