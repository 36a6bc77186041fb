import { decodeJwt, decodeProtectedHeader } from 'jose';
import { type Instance, type SigningAlgorithm } from '../../src/instances/index.js';
import { TokenSigner } from '../../src/keys/index.js';
import { type TestApp, TestServer, type TestUser, TICKETS, type Tokens } from '../support/server.js';

type Claims = Readonly<Record<string, unknown>>;

const HOUR = 3_600;

let server: TestServer;
let user: TestUser;
let app: TestApp;
let tokens: Tokens;
let claims: Claims;
beforeAll(async () => {
  server = await TestServer.start();
  [user, app] = [
    await server.createUser({ email: 'secret@example.com', name: 'Secret Name' }),
    await server.createApp(),
  ];
});
afterAll(() => server.stop());
beforeEach(async () => {
  tokens = await server.tokens(user, app, { scope: 'openid email tickets.ticket.r offline_access' });
  claims = decodeJwt(tokens.access_token);
});

interface Signing {
  readonly typ?: string;
  readonly algorithm?: SigningAlgorithm;
  readonly instance?: Instance;
}

/** By the instance's own key; RS256 because there our signer takes claims of any type. A claim that is `undefined` is left out. */
function signed(
  changes: Claims,
  { typ = 'at+jwt', algorithm = 'RS256', instance = server.instance }: Signing = {},
): Promise<string> {
  return server.app.get(TokenSigner).sign({ instanceId: instance.id, algorithm, typ }, { ...claims, ...changes });
}

const seconds = (): number => Math.floor(server.clock.now() / 1_000);

async function expectRefused(token: string): Promise<void> {
  const answer = await server.userinfo(token);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('error="invalid_token"'),
  ]);
  expect((await server.userinfo(await signed({}))).json).toMatchObject({ sub: user.id });
}

describe('claims of an access token, signed by the right key', () => {
  it.each<[string, () => Claims]>([
    ['exp as text', () => ({ exp: String(seconds() + HOUR) })],
    ['exp with a fraction', () => ({ exp: seconds() + HOUR + 0.5 })],
    ['exp negative', () => ({ exp: -1 })],
    ['exp in an array', () => ({ exp: [seconds() + HOUR] })],
    ['exp beyond every number', () => ({ exp: 1e300 })],
    ['exp that is null', () => ({ exp: null })],
    ['no exp', () => ({ exp: undefined })],
    ['exp now', () => ({ exp: seconds() })],
    ['nbf in the future', () => ({ nbf: seconds() + 60 })],
    ['nbf as text', () => ({ nbf: String(seconds()) })],
    ['iat an hour ahead', () => ({ iat: seconds() + HOUR })],
  ])('T133 are refused with %s (RFC 7519 §4.1)', async (_, changes) => expectRefused(await signed(changes())));

  it('T134 are refused with an issuer that is not this one to the letter (RFC 8725 §3.8)', async () => {
    const other = await server.createInstance('elsewhere');
    const { issuer } = server.instance;
    for (const iss of [other.issuer, issuer.toUpperCase(), `${issuer}/`, server.origin, [issuer], undefined, '']) {
      await expectRefused(await signed({ iss }));
    }
    await expectRefused(await signed({ iss: other.issuer }, { instance: other }));
    await expectRefused(await signed({}, { instance: other }));
  });

  it('T135 are refused for another audience (RFC 9068 §4)', async () => {
    const { issuer } = server.instance;
    const wrong = [
      TICKETS,
      `${issuer}/`,
      issuer.slice(0, -1),
      [TICKETS],
      [],
      undefined,
      '',
      null,
      [issuer, 7],
      { [issuer]: 1 },
    ];
    for (const aud of wrong) await expectRefused(await signed({ aud }));
    expect((await server.userinfo(await signed({ aud: issuer }))).status).toBe(200);
    // RFC 7519 §4.1.3: more than one audience is what our own tokens for several APIs have.
    expect((await server.userinfo(await signed({ aud: [TICKETS, issuer] }))).status).toBe(200);
  });

  it('T136 are refused in a JWT of another kind (RFC 9068 §2.1)', async () => {
    for (const typ of ['JWT', 'jwt', 'logout+jwt', 'invite+jwt', 'state+jwt', 'AT+JWT', 'application/at+jwt', '']) {
      await expectRefused(await signed({}, { typ }));
    }
    await expectRefused(tokens.id_token);
    expect(decodeProtectedHeader(tokens.access_token)['typ']).toBe('at+jwt');
  });

  it('T137 keep kinds of bearers apart, whatever their ids (RFC 9700 §4.15)', async () => {
    const asClient = await signed({ bearer_type: 'client', sub: user.id });
    const answer = await server.userinfo(asClient);
    expect([answer.status, answer.text.includes('secret@example.com')]).toEqual([403, false]);
    for (const bearerType of ['Person', 'user', ['person'], undefined, 'person ', '__proto__']) {
      await expectRefused(await signed({ bearer_type: bearerType }));
    }
    for (const sub of [`${user.id}\n`, `Person/${user.id}`, `${user.id},x`, app.clientId])
      await expectRefused(await signed({ sub }));
    const own = await server.token(app, { grant_type: 'client_credentials', scope: 'tickets.ticket.r' });
    expect(decodeJwt(String(own.json['access_token']))).toMatchObject({ sub: app.clientId, bearer_type: 'client' });
  });

  it('T138 are judged anew for a token that shares its beginning with a good one', async () => {
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
    for (const length of [20, 64, 200, tokens.access_token.length - 2]) {
      const rest = tokens.access_token.slice(length);
      await expectRefused(
        tokens.access_token.slice(0, length) + rest.replace(/[A-Za-z0-9]/g, (at) => (at === 'A' ? 'B' : 'A')),
      );
      await expectRefused(tokens.access_token.slice(0, length));
    }
  });
});

describe('T132 a malformed token is refused at once (RFC 8725 §2.4, §3.6)', () => {
  const base64url = (text: string): string => Buffer.from(text).toString('base64url');
  const parts = (): string[] => tokens.access_token.split('.');

  it.each<[string, () => string]>([
    [
      'another last character of the same bytes',
      () => tokens.access_token.replace(/.$/, (at) => String.fromCharCode(at.charCodeAt(0) + 1)),
    ],
    ['padding', () => `${tokens.access_token}==`],
    ['two parts', () => parts().slice(0, 2).join('.')],
    ['four parts', () => `${tokens.access_token}.${parts()[2] ?? ''}`],
    [
      'five parts, as a JWE has',
      () => `${base64url('{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2000000000,"p2s":"AA"}')}.AA.AA.AA.AA`,
    ],
    ['a JWE with compression', () => `${base64url('{"alg":"dir","enc":"A128GCM","zip":"DEF"}')}..AA.AA.AA`],
    ['bytes at the end', () => `${tokens.access_token}AAAA`],
    ['a part that is empty', () => `${parts()[0] ?? ''}..${parts()[2] ?? ''}`],
    [
      'a name twice',
      () => [parts()[0], base64url(JSON.stringify(claims).replace('{', '{"sub":"x",')), parts()[2]].join('.'),
    ],
    [
      'a deep nesting',
      () => [parts()[0], base64url(`{"a":${'['.repeat(3_000)}${']'.repeat(3_000)}}`), parts()[2]].join('.'),
    ],
    ['nine thousand characters', () => `${parts()[0] ?? ''}.${'A'.repeat(9_000)}.AAAA`],
  ])('%s', async (_, make) => expectRefused(make()));

  it('a megabyte is refused before it is read', async () => {
    const headers = { authorization: `Bearer ${'A'.repeat(1_000_000)}` };
    const answer = await fetch(`${server.issuer}/userinfo`, { headers }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([431, 'cut off']).toContain(answer);
    expect((await server.userinfo(tokens.access_token)).status).toBe(200);
  });
});

describe('the published keys', () => {
  it('T139 are public, distinct, strong and of their instance (OIDC Core §10.1, RFC 7517 §4.5)', async () => {
    const other = await server.createInstance('neighbour');
    const read = async (name: string) => server.send('GET', `/${name}/oauth2/v1/jwks`);
    const answers = [await read('demo'), await read(other.name)];
    const keys = answers.flatMap(({ json }) => json['keys'] as Readonly<Record<string, string>>[]);
    for (const key of keys) {
      expect(key).toMatchObject({ kid: expect.any(String), alg: expect.any(String), use: 'sig' });
      for (const secret of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth']) expect(key).not.toHaveProperty(secret);
      if (key['kty'] === 'RSA') expect(Buffer.from(key['n'] ?? '', 'base64url').length).toBeGreaterThanOrEqual(256);
    }
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
    expect([...new Set(keys.map(({ alg }) => alg))].sort()).toEqual(['ES256', 'PS256', 'RS256']);
    for (const { headers } of answers) expect(headers.get('cache-control')).toMatch(/^public, max-age=\d{1,3}$/);
    expect((await read('nobody')).status).toBe(404);
  });
});

describe('the ID token', () => {
  it('T140 holds what the standard asks, and no more (OIDC Core §2, §3.1.3.7)', async () => {
    const again = await server.tokens(user, await server.createApp(), { nonce: 'n-0S6_WzA2Mj' });
    const identity = decodeJwt(again.id_token);
    expect(decodeProtectedHeader(again.id_token)).toMatchObject({ alg: 'RS256', typ: 'JWT', kid: expect.any(String) });
    expect(identity).toMatchObject({ iss: server.issuer, sub: user.id, nonce: 'n-0S6_WzA2Mj', azp: identity.aud });
    expect(identity.exp).toBe(Number(identity.iat) + HOUR);
    expect(Object.keys(identity).sort()).toEqual(
      ['at_hash', 'aud', 'auth_time', 'azp', 'exp', 'iat', 'iss', 'nonce', 'sid', 'sub'].sort(),
    );
    expect(decodeJwt(tokens.id_token)).not.toHaveProperty('nonce');
    expect(decodeJwt(tokens.id_token)).toMatchObject({ sub: identity.sub, aud: app.clientId });
    expect(Buffer.from(tokens.access_token.split('.')[1] ?? '', 'base64url').toString()).not.toContain('secret@');
  });
});
