import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { TokenSigner } from '../../src/keys/index.js';
import type { Instance, SigningAlgorithm } from '../../src/instances/index.js';
import { type TestApp, TestServer, type TestUser } from '../support/server.js';

type Part = Readonly<Record<string, unknown>>;

const ORDER_OF_P256 = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';

let server: TestServer;
let user: TestUser;
let app: TestApp;
/** Sound, and never seen by the server before the test that uses it; header and claims as they were signed. */
let genuine: string;
let header: Part;
let claims: Part;
let jwk: JsonWebKey;
beforeAll(async () => {
  server = await TestServer.start();
  [user, app] = [await server.createUser(), await server.createApp()];
});
afterAll(() => server.stop());
beforeEach(async () => {
  genuine = (await server.tokens(user, app, { scope: 'openid email offline_access' })).access_token;
  [header, claims] = [decodeProtectedHeader(genuine), decodeJwt(genuine)];
  const { keys } = (await server.send('GET', '/demo/oauth2/v1/jwks')).json as { keys: JsonWebKey[] };
  jwk = keys.find(({ kid }) => kid === header['kid']) ?? {};
});

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const input = (head: Part, body: Part = claims): string => `${part(head)}.${part(body)}`;
const es256 = (head: Part, key: KeyObject): string => {
  const text = input(head);
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};

/** Signed by the instance's own key, whatever it says: what the signature alone does not keep out. */
function signed(
  changes: Part,
  how: { typ?: string; algorithm?: SigningAlgorithm; instance?: Instance } = {},
): Promise<string> {
  const { typ = 'at+jwt', algorithm = 'ES256', instance = server.instance } = how;
  return server.app.get(TokenSigner).sign({ instanceId: instance.id, algorithm, typ }, { ...claims, ...changes });
}

/** Refused at a protected route and at introspection; the real token goes on. */
async function expectRefused(forged: string): Promise<void> {
  const answer = await server.userinfo(forged);
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('error="invalid_token"'),
  ]);
  expect((await server.token(app, { token: forged }, 'introspect')).text).toBe('{"active":false}');
  expect((await server.userinfo(genuine)).json).toMatchObject({ sub: user.id });
}

describe.each(['before the real token was seen', 'after the real token was seen'])('a forged token, %s', (when) => {
  beforeEach(async () => {
    if (when.startsWith('after')) expect((await server.userinfo(genuine)).status).toBe(200);
  });

  it.each<[string, () => string]>([
    ...['none', 'None', 'nOnE', 'NONE', ''].flatMap((alg): [string, () => string][] => [
      [`T128 alg ${alg} without a signature`, () => `${input({ ...header, alg })}.`],
      [`T128 alg ${alg} with the real signature`, () => `${input({ ...header, alg })}.${genuine.split('.')[2] ?? ''}`],
    ]),
    ['T128 the signature removed', () => genuine.replace(/[^.]+$/, '')],
    ['T128 the signature and its dot removed', () => genuine.replace(/\.[^.]+$/, '')],
    ['T128 no alg at all', () => `${input({ typ: 'at+jwt', kid: header['kid'] })}.AAAA`],
  ])('%s is refused (RFC 8725 §3.1)', (_, forge) => expectRefused(forge()));

  it.each<[string, () => string | Buffer]>([
    ['PEM', () => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })],
    [
      'PEM without a last line break',
      () => String(createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' })).trim(),
    ],
    ['DER', () => createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'der' })],
    ['JWK text', () => JSON.stringify(jwk)],
    ['coordinate', () => Buffer.from(String(jwk['x']), 'base64url')],
    ['nothing', () => ''],
  ])('T129 signed with HMAC by the public key as %s is refused (RFC 8725 §3.1)', async (_, secret) => {
    for (const [alg, digest] of Object.entries({ HS256: 'sha256', HS384: 'sha384', HS512: 'sha512' })) {
      const text = input({ ...header, alg });
      await expectRefused(`${text}.${createHmac(digest, secret()).update(text).digest('base64url')}`);
    }
  });
});

describe('a key that the token brings or names (RFC 8725 §3.10)', () => {
  const attacker = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = attacker.publicKey.export({ format: 'jwk' });
  let hits = 0;
  let trap: Server;
  let url: string;
  beforeAll(async () => {
    trap = createServer((_, response) => {
      hits += 1;
      response.end(JSON.stringify({ keys: [{ ...own, kid: 'evil', alg: 'ES256' }] }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => trap.once('listening', resolve));
    url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
  });
  afterAll(() => new Promise((closed) => trap.close(closed)));

  it.each<[string, () => Part]>([
    ['jwk', () => ({ jwk: own })],
    ['jku', () => ({ jku: url, kid: 'evil' })],
    ['jku beside a real kid', () => ({ jku: url })],
    ['x5u', () => ({ x5u: url })],
    ['x5c', () => ({ x5c: [attacker.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')] })],
    ['the real kid', () => ({})],
    ['kid as a URL', () => ({ kid: url })],
    ...['../../../../dev/null', "' UNION SELECT 'x' --", '__proto__', 'constructor', 'toString', ''].map(
      (kid): [string, () => Part] => [`kid ${kid}`, () => ({ kid })],
    ),
    ['kid as an array', () => ({ kid: [header['kid']] })],
    ['kid as an object', () => ({ kid: { kid: header['kid'] } })],
    ['no kid', () => ({ kid: undefined })],
    ['crit', () => ({ crit: ['exp'] })],
  ])('T130 is never used: %s', async (_, changes) => {
    await expectRefused(es256({ ...header, ...changes() }, attacker.privateKey));
    expect(hits).toBe(0);
  });

  it('T130 is never used: two kids in one header', async () => {
    const doubled = JSON.stringify(header).replace('{', `{"kid":"evil",`);
    await expectRefused(`${Buffer.from(doubled).toString('base64url')}.${genuine.split('.').slice(1).join('.')}`);
  });
});

describe('a degenerate signature (RFC 8725 §3.2 to §3.4)', () => {
  const zero = '0'.repeat(64);
  const one = zero.replace(/0$/, '1');

  it.each([
    ['r and s are 0', zero + zero],
    ['r is 0', zero + one],
    ['s is 0', one + zero],
    ['r is the order', ORDER_OF_P256 + one],
    ['s is the order', one + ORDER_OF_P256],
    ['both are the order', ORDER_OF_P256 + ORDER_OF_P256],
    ['it is short', one],
    ['it is long', one + one + one],
  ])('T131 is refused in ES256: %s', (_, hex) =>
    expectRefused(`${genuine.replace(/[^.]+$/, '')}${Buffer.from(hex, 'hex').toString('base64url')}`),
  );

  it('T131 is refused in DER, and in EdDSA, which is not offered', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const text = input({ ...header, alg: 'EdDSA' });
    await expectRefused(`${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`);
    await expectRefused(`${input({ ...header, alg: 'EdDSA' })}.${Buffer.alloc(64).toString('base64url')}`);
    const [r, s] = [genuine.split('.')[2] ?? ''].flatMap((raw) => {
      const bytes = Buffer.from(raw, 'base64url');
      return [bytes.subarray(0, 32), bytes.subarray(32)];
    });
    const integer = (bytes = Buffer.alloc(0)): Buffer => Buffer.concat([Buffer.from([2, 33, 0]), bytes]);
    const der = Buffer.concat([Buffer.from([0x30, 70]), integer(r), integer(s)]);
    await expectRefused(`${genuine.replace(/[^.]+$/, '')}${der.toString('base64url')}`);
  });

  it('T131 is refused for an RSA key whose exponent is 1: signature and padded digest are the same', async () => {
    const rsa = await signed({}, { algorithm: 'RS256' });
    expect((await server.userinfo(rsa)).status).toBe(200);
    const [head = '', body = ''] = rsa.split('.');
    await expectRefused(
      `${head}.${body}.${Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(254, 0xff)]).toString('base64url')}`,
    );
    await expectRefused(`${head}.${part({ ...claims, sub: 'someone-else' })}.${rsa.split('.')[2] ?? ''}`);
    await expectRefused(`${input({ ...header, alg: 'PS256' })}.${rsa.split('.')[2] ?? ''}`);
  });
});
