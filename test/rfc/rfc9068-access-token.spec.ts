import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { Resources } from '../../src/resources/index.js';
import { type TestApp, TestServer, type TestUser, TICKETS } from '../support/server.js';

let server: TestServer;
let user: TestUser;
let app: TestApp;
beforeAll(async () => {
  server = await TestServer.start();
  [user, app] = [await server.createUser(), await server.createApp()];
});
afterAll(() => server.stop());

/** As a resource server does it that knows nothing but the issuer (RFC 9068 §4). */
async function verify(token: string, audience: string): Promise<Readonly<Record<string, unknown>>> {
  const keys = createRemoteJWKSet(new URL(`${server.issuer}/jwks`), { timeoutDuration: 30_000 });
  const checks = { issuer: server.issuer, audience, typ: 'at+jwt', currentDate: new Date(server.clock.now()) };
  const { payload, protectedHeader } = await jwtVerify(token, keys, checks);
  return { ...protectedHeader, ...payload };
}

describe('a JWT access token (RFC 9068)', () => {
  it('has the claims of §2.2 for a person, and only those that its scope needs', async () => {
    const tokens = await server.tokens(user, app, { scope: 'openid email tickets.ticket.r' });
    const claims = await verify(tokens.access_token, TICKETS);
    expect(claims).toMatchObject({
      ...{ alg: 'ES256', iss: server.issuer, sub: user.id, client_id: app.clientId, bearer_type: 'person' },
      ...{ scope: 'openid email tickets.ticket.r', aud: [TICKETS, server.issuer], jti: expect.any(String) },
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(tokens.expires_in);
    for (const name of ['email', 'name', 'preferred_username', 'nonce']) expect(claims).not.toHaveProperty(name);
    await expect(verify(tokens.access_token, 'https://other.example/')).rejects.toThrow('aud');
    server.clock.advance(tokens.expires_in * 1_000);
    await expect(verify(tokens.access_token, TICKETS)).rejects.toThrow('exp');
  });

  it('names the client as the subject where it acts for itself (§2.2)', async () => {
    const { json } = await server.token(app, { grant_type: 'client_credentials', scope: 'tickets.ticket.r' });
    const claims = await verify(String(json['access_token']), TICKETS);
    expect(claims).toMatchObject({ sub: app.clientId, client_id: app.clientId, bearer_type: 'client', aud: TICKETS });
    expect(claims).not.toHaveProperty('sid');
  });

  it('is for the resource that was asked for, and no other (§3, RFC 8707 §2)', async () => {
    const tokens = await server.tokens(user, app, { scope: 'openid tickets.ticket.r', resource: TICKETS });
    expect(decodeJwt(tokens.access_token).aud).toBe(TICKETS);
    expect((await server.userinfo(tokens.access_token)).status).toBe(401);
    const refused = await server.authorize(await server.signedIn(user), app, { resource: 'https://other.example/' });
    expect(refused.searchParams.get('error')).toBe('invalid_target');
  });

  it('never repeats its id, and is never the ID token of the same answer (§2.1)', async () => {
    const issued = await Promise.all(Array.from({ length: 5 }, () => server.tokens(user, app)));
    expect(new Set(issued.map(({ access_token: token }) => decodeJwt(token).jti)).size).toBe(5);
    await expect(verify(issued[0]?.id_token ?? '', app.clientId)).rejects.toThrow('typ');
  });

  it('is opaque for a resource server that wants it so, and works alike', async () => {
    const api = {
      instanceId: server.instance.id,
      name: 'sealed',
      title: 'Sealed',
      audience: 'https://sealed.example/',
    };
    const resources = server.app.get(Resources);
    const scopes = [{ name: 'sealed.letter.r', description: { en: 'Read', de: 'Lesen' } }];
    await resources.addScopes(await resources.create({ ...api, tokenFormat: 'opaque' }), scopes);
    const reader = await server.createApp({ scope: ['sealed.letter.r'] });
    const tokens = await server.tokens(user, reader, { scope: 'openid sealed.letter.r' });
    expect(tokens.access_token).toMatch(/^at_[\w-]{43}$/);
    const permissions = [{ identifier: 'sealed.letter', writable: false }];
    expect((await server.userinfo(tokens.access_token)).json).toEqual({ sub: user.id, permissions });
    expect((await server.token(reader, { token: tokens.access_token }, 'introspect')).json).toMatchObject({
      ...{ active: true, sub: user.id, scope: 'openid sealed.letter.r', aud: [api.audience, server.issuer] },
    });
    await server.token(reader, { token: tokens.access_token }, 'revoke');
    expect([
      await server.isActive(reader, tokens.access_token),
      (await server.userinfo(tokens.access_token)).status,
    ]).toEqual([false, 401]);
  });
});
