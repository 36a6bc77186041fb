import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { TokenSigner } from '../../src/keys/index.js';
import { type Answer, basic } from '../support/http.js';
import { REDIRECT_URI, type TestApp, TestServer, type TestUser, type Tokens } from '../support/server.js';

const INTROSPECT = '/demo/oauth2/v1/introspect';
const HOUR = 3_600_000;

let server: TestServer;
let user: TestUser;
let app: TestApp;
let tokens: Tokens;
beforeAll(async () => {
  server = await TestServer.start();
  user = await server.createUser();
});
afterAll(() => server.stop());
beforeEach(async () => {
  app = await server.createApp();
  tokens = await server.tokens(user, app, { scope: 'openid email tickets.ticket.r offline_access' });
});

const introspect = (by: TestApp, token: string, more: Record<string, string> = {}): Promise<Answer> =>
  server.token(by, { token, ...more }, 'introspect');

async function expectAlive({ access_token: token } = tokens): Promise<void> {
  expect((await introspect(app, token)).json).toMatchObject({ active: true, sub: user.id, client_id: app.clientId });
  expect((await server.userinfo(token)).status).toBe(200);
}

/** The one answer for whatever is not alive, not to be told apart and not to be kept. */
function expectNothing(answer: Answer): void {
  expect([answer.status, answer.text]).toEqual([200, '{"active":false}']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
}

describe('introspection (RFC 7662)', () => {
  describe('T118 wants an authenticated confidential client and a POST (§2.1)', () => {
    it.each<[string, () => Promise<Answer>, number, string]>([
      [
        'no client',
        () => server.send('POST', INTROSPECT, { form: { token: tokens.access_token } }),
        401,
        'invalid_client',
      ],
      [
        'a wrong secret',
        () => introspect({ ...app, clientSecret: 'cs_wrong' }, tokens.access_token),
        401,
        'invalid_client',
      ],
      [
        'a client id without its secret',
        () => introspect({ ...app, clientSecret: '' }, tokens.access_token),
        401,
        'invalid_client',
      ],
      ['the token in the URL', () => inTheUrl(), 400, 'invalid_request'],
      ['no token', () => introspect(app, ''), 400, 'invalid_request'],
    ])('with %s', async (_, ask, status, error) => {
      const answer = await ask();
      expect([answer.status, answer.json['error']]).toEqual([status, error]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      await expectAlive();
    });

    const authorization = (): string => basic(app.clientId, app.clientSecret);
    const inTheUrl = (): Promise<Answer> =>
      server.send('POST', `${INTROSPECT}?token=${tokens.access_token}`, {
        headers: { authorization: authorization() },
        form: {},
      });

    it('with a public client, even for its own token', async () => {
      const publicApp = await server.createApp({ isPublic: true });
      const own = await server.tokens(user, publicApp);
      const answer = await introspect(publicApp, own.access_token);
      expect([answer.status, answer.json['error']]).toEqual([401, 'invalid_client']);
      expect((await server.userinfo(own.access_token)).status).toBe(200);
      await expectAlive();
    });

    it('with GET', async () => {
      const query = `${INTROSPECT}?token=${tokens.access_token}`;
      const answer = await server.send('GET', query, { headers: { authorization: authorization() } });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
      await expectAlive();
    });
  });

  it('T119 tells a stranger nothing (§4)', async () => {
    const stranger = await server.createApp();
    expectNothing(await introspect(stranger, tokens.access_token));
    expectNothing(await introspect(stranger, tokens.refresh_token));
    expectNothing(await introspect(stranger, tokens.refresh_token, { token_type_hint: 'refresh_token' }));
    await expectAlive();
    expect((await introspect(app, tokens.refresh_token)).json).toMatchObject({ active: true, client_id: app.clientId });
  });

  it('T119 tells the API that a token is for, and no other API (RFC 7662 §2.2)', async () => {
    const api = await server.createApp({ name: 'tickets', redirectUris: [REDIRECT_URI] });
    const forUserInfo = await server.tokens(user, app, { scope: 'openid email' });
    expectNothing(await introspect(api, forUserInfo.access_token));
    expectNothing(await introspect(api, tokens.refresh_token));
    expect((await introspect(api, tokens.access_token)).json).toMatchObject({ active: true, sub: user.id });
    await expectAlive(forUserInfo);
  });

  describe('T120 answers alike for every kind of dead token (§2.2)', () => {
    const claims = (): Record<string, unknown> => decodeJwt(tokens.access_token);
    const signed = (changes: Record<string, unknown>): Promise<string> => {
      const how = { instanceId: server.instance.id, algorithm: 'ES256', typ: 'at+jwt' } as const;
      return server.app.get(TokenSigner).sign(how, { ...claims(), ...changes });
    };
    const nextHour = (): number => Math.floor((server.clock.now() + HOUR) / 1_000);

    it.each<[string, () => string | Promise<string>]>([
      ['an unknown opaque token', () => `at_${'A'.repeat(43)}`],
      ['an unknown refresh token', () => `rt_${'A'.repeat(43)}`],
      ['no token at all', () => 'garbage'],
      ['an authorization code', () => `ac_${'A'.repeat(43)}`],
      ['something like an API key', () => `sk_${'0'.repeat(64)}`],
      ['a JWT of nobody', () => `${btoa('{"alg":"ES256"}').replace(/=/g, '')}.e30.AAAA`],
      ['an ID token', () => tokens.id_token],
      ['a token that is not valid yet', () => signed({ jti: randomUUID(), nbf: nextHour() })],
      ['a token from tomorrow', () => signed({ jti: randomUUID(), iat: nextHour() })],
      ['control characters', () => 'a\tb\r\nc\u202e'],
      ['a long text', () => 'x'.repeat(60_000)],
    ])('%s', async (_, make) => {
      expectNothing(await introspect(app, await make()));
      await expectAlive();
    });

    it('the token of another instance, with the same client id or not', async () => {
      const other = await server.createInstance(`other-${app.clientId.toLowerCase().replace(/[^a-z0-9]/g, '')}`);
      const stranger = await server.createUser({ instance: other });
      const forged = await server.app
        .get(TokenSigner)
        .sign(
          { instanceId: other.id, algorithm: 'ES256', typ: 'at+jwt' },
          { ...claims(), iss: other.issuer, sub: stranger.id },
        );
      expectNothing(await introspect(app, forged));
      await expectAlive();
    });

    it('an expired, a revoked and a spent one', async () => {
      const spent = tokens.refresh_token;
      const renewed = (await server.refresh(app, spent)).json as unknown as Tokens;
      const revoked = await server.tokens(user, app);
      await server.token(app, { token: revoked.refresh_token }, 'revoke');
      for (const dead of [spent, revoked.access_token, revoked.refresh_token])
        expectNothing(await introspect(app, dead));
      await expectAlive(renewed);
      server.clock.advance(HOUR);
      expectNothing(await introspect(app, renewed.access_token));
      expect((await introspect(app, renewed.refresh_token)).json['active']).toBe(true);
      server.clock.advance(30 * 24 * HOUR);
      expectNothing(await introspect(app, renewed.refresh_token));
    });

    it('a megabyte is not read at all', async () => {
      const answer = await introspect(app, 'x'.repeat(1_000_000));
      expect([answer.status, answer.json['error']]).toEqual([413, 'invalid_request']);
      await expectAlive();
    });
  });
});
