import { Audit } from '../../src/audit/index.js';
import { codeOf, jwtParts, outcomeOf } from '../support/code-flow.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';
import type { Visitor } from '../support/visitor.js';

let server: TestServer;
let app: TestApp;
let user: TestUser;
let visitor: Visitor;
beforeAll(async () => {
  server = await TestServer.start();
  [app, user] = [await server.createApp(), await server.createUser()];
  visitor = await server.signedIn(user);
});
afterAll(() => server.stop());

async function tokens(changes: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  const { json, status } = await server.token(app, await codeOf(server, visitor, app, changes));
  expect(status).toBe(200);
  return json;
}

describe('refreshing an access token (RFC 6749 §6)', () => {
  it('answers like the code exchange, with new tokens', async () => {
    const first = await tokens();
    server.clock.advance(5_000);
    const { json, status, headers } = await server.refresh(app, String(first['refresh_token']));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(json).toMatchObject({ token_type: 'Bearer', expires_in: 3_600, scope: first['scope'] });
    expect(json['refresh_token']).not.toBe(first['refresh_token']);
    const { json: profile } = await server.userinfo(String(json['access_token']));
    expect(profile['sub']).toBe(user.id);
    // The access token of before lives as long as it said.
    expect(await server.isActive(app, String(first['access_token']))).toBe(true);
  });

  it('tells of the same sign-in in its ID token, without the nonce (OpenID Connect Core §12.2)', async () => {
    const first = await tokens({ nonce: 'n-1' });
    const before = jwtParts(String(first['id_token'])).claims;
    server.clock.advance(5_000);
    const { json } = await server.refresh(app, String(first['refresh_token']));
    const { claims } = jwtParts(String(json['id_token']));
    const same = ['iss', 'sub', 'aud', 'azp', 'auth_time', 'sid'];
    expect(same.map((name) => claims[name])).toEqual(same.map((name) => before[name]));
    expect(claims['iat']).toBe(Number(before['iat']) + 5);
    expect([before['nonce'], claims['nonce']]).toEqual(['n-1', undefined]);
  });

  it('makes no ID token where openid was left out this time', async () => {
    const first = await tokens();
    const { json } = await server.refresh(app, String(first['refresh_token']), { scope: 'email' });
    expect([json['scope'], 'id_token' in json]).toEqual(['email', false]);
  });

  it('tells how long the next refresh token lives, which is never longer than the family', async () => {
    const first = await tokens({ scope: 'openid offline_access' });
    expect(first['refresh_token_expires_in']).toBe(30 * 86_400);
    const { json } = await server.refresh(app, String(first['refresh_token']));
    expect(json['refresh_token_expires_in']).toBe(30 * 86_400);
  });

  it('ends with the browser session, unless offline_access was granted', async () => {
    const [bound, free] = [await tokens(), await tokens({ scope: 'openid offline_access' })];
    expect(jwtParts(String(bound['access_token'])).claims['sid']).toEqual(expect.any(String));
    expect(jwtParts(String(free['access_token'])).claims['sid']).toBeUndefined();
  });

  it('records a replay once, however often it is repeated', async () => {
    const first = await tokens();
    const refresh = String(first['refresh_token']);
    await server.refresh(app, refresh);
    for (let tries = 0; tries < 3; tries += 1)
      expect(outcomeOf(await server.refresh(app, refresh))).toBe('400 invalid_grant');
    const events = await server.app.get(Audit).list(server.instance.id, { limit: 100 });
    const family = jwtParts(String(first['access_token'])).claims['family_id'];
    const replays = events.filter(
      ({ type, detail }) => type === 'token.replayed' && JSON.stringify(detail).includes(String(family)),
    );
    expect(replays).toHaveLength(1);
  });
});
