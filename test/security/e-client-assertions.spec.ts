import { createHmac, createSign } from 'node:crypto';
import { CompactSign, type JWK } from 'jose';
import { Clients } from '../../src/apps/index.js';
import { type Form, outcomeOf } from '../support/code-flow.js';
import { assertion, byAssertion, clientKey, jwksOf, KeyServer } from '../support/client-keys.js';
import { type Answer, basic } from '../support/http.js';
import { type TestApp, TestServer } from '../support/server.js';

const TOKEN = '/demo/oauth2/v1/token';
const REFUSED = '401 invalid_client';
const MINUTE = 60_000;

let server: TestServer;
let replica: TestServer;
let published: KeyServer;
let app: TestApp;
const key = clientKey('ES256', 'key-1');
const environment = { CLIENT_KEYS_ALLOW_PRIVATE: 'true' };
beforeAll(async () => {
  server = await TestServer.start({ environment });
  replica = await server.replica({ environment });
  published = await KeyServer.start();
  app = await server.createApp({ keys: { jwks: jwksOf(key) } });
});
afterAll(async () => {
  await replica.stop();
  await published.stop();
  await server.stop();
});
// So that no test fills another's limit of failures.
beforeEach(() => server.clock.advance(2 * MINUTE));

type Members = Readonly<Record<string, unknown>>;

const post = (form: Form, at = server): Promise<Answer> => at.send('POST', TOKEN, { form });
const signed = (claims: Members = {}, header: Members = {}): Promise<string> =>
  assertion({ server, clientId: app.clientId, key }, claims, header);
const attempt = async (claims: Members = {}, header: Members = {}): Promise<string> =>
  outcomeOf(await post(byAssertion(await signed(claims, header))));
const seconds = (offset: number): number => Math.floor(server.clock.now() / 1_000) + offset;
const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Parts that no library would write. */
function unsigned(header: Members): string {
  const claims = {
    iss: app.clientId,
    sub: app.clientId,
    aud: server.issuer,
    jti: `j${Math.random()}`,
    exp: seconds(60),
  };
  return `${encode(header)}.${encode(claims)}`;
}

describe('an assertion is used once', () => {
  it('T068 in sequence, and by a refusal without words of its own', async () => {
    const form = byAssertion(await signed());
    expect(outcomeOf(await post(form))).toBe('200');
    const again = await post(form);
    expect(outcomeOf(again)).toBe(REFUSED);
    const never = await post(byAssertion(await signed({ exp: 1 })));
    expect(again.text).toBe(never.text);
    expect(await attempt()).toBe('200');
  });

  it('T068 whichever of 20 parallel ones it is, on two replicas', async () => {
    for (let round = 0; round < 3; round += 1) {
      const form = byAssertion(await signed());
      const all = await Promise.all(Array.from({ length: 20 }, (_, at) => post(form, at % 2 ? server : replica)));
      const outcomes = all.map(outcomeOf).sort();
      expect(outcomes).toEqual(['200', ...Array<string>(19).fill(REFUSED)]);
      server.clock.advance(2 * MINUTE);
    }
  });

  it('T068 on another replica, after a restart, and with the same jti in another assertion', async () => {
    const form = byAssertion(await signed({ jti: 'once' }));
    expect(outcomeOf(await post(form))).toBe('200');
    expect(outcomeOf(await post(form, replica))).toBe(REFUSED);
    const restarted = await server.replica({ environment });
    expect(outcomeOf(await post(form, restarted))).toBe(REFUSED);
    await restarted.stop();
    expect(await attempt({ jti: 'once', exp: seconds(90) })).toBe(REFUSED);
    const other = await server.createApp({ keys: { jwks: jwksOf(key) } });
    const theirs = await assertion({ server, clientId: other.clientId, key }, { jti: 'once' });
    expect(outcomeOf(await post(byAssertion(theirs)))).toBe('200');
  });

  it('T068 only where all else is right: what is refused uses nothing up', async () => {
    const text = await signed();
    const [head, claims, signature = ''] = text.split('.');
    const forged = `${head}.${claims}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    const other = await server.createApp();
    expect(outcomeOf(await post(byAssertion(forged)))).toBe(REFUSED);
    expect(outcomeOf(await post(byAssertion(text, { client_id: other.clientId })))).toBe(REFUSED);
    expect(outcomeOf(await post(byAssertion(text, { client_secret: 'cs_x' })))).toBe(REFUSED);
    expect(
      outcomeOf(await post(byAssertion(text, { client_id: other.clientId, client_secret: other.clientSecret }))),
    ).toBe(REFUSED);
    const headers = { authorization: basic(other.clientId, other.clientSecret) };
    expect(outcomeOf(await server.send('POST', TOKEN, { form: byAssertion(text), headers }))).toBe(REFUSED);
    expect(outcomeOf(await post(byAssertion(text)))).toBe('200');
  });
});

describe('what an assertion says', () => {
  it('T069 it is for us, and for nobody beside us (D4: the token endpoint counts as us)', async () => {
    const { issuer, origin } = server;
    for (const aud of [issuer, [issuer], `${issuer}/token`])
      expect([aud, await attempt({ aud })]).toEqual([aud, '200']);
    const wrong = [
      ...[undefined, null, '', [], {}, 7, [issuer, 'https://other.example'], [issuer, issuer], [[issuer]]],
      ...[
        'https://other.example',
        `${issuer}/`,
        issuer.toUpperCase(),
        origin,
        `${issuer}/introspect`,
        `${issuer}/token?x`,
      ],
      ...[`${issuer}/token/`, `${origin}/oauth2/token`, `${origin}/other/oauth2/v1`],
    ];
    for (const aud of wrong) expect([aud, await attempt({ aud })]).toEqual([aud, REFUSED]);
  });

  it('T070 it is from now, and for a few minutes at most', async () => {
    const good = [
      { exp: seconds(300) },
      { nbf: seconds(8) },
      { iat: seconds(8) },
      { iat: undefined },
      { exp: seconds(30) + 0.5 },
    ];
    for (const claims of good) expect([claims, await attempt(claims)]).toEqual([claims, '200']);
    const wrong = [
      ...[
        { exp: seconds(-300) },
        { exp: seconds(0) },
        { exp: undefined },
        { exp: seconds(86_400) },
        { exp: seconds(600) },
      ],
      ...[{ nbf: seconds(90) }, { iat: seconds(90) }, { exp: String(seconds(60)) }, { exp: null }, { exp: 1e300 }],
      ...[{ iat: server.clock.now() }, { iat: 'now' }, { nbf: null }, { nbf: '0' }],
    ];
    for (const claims of wrong) expect([claims, await attempt(claims)]).toEqual([claims, REFUSED]);
  });

  it('T070 it is known by its jti', async () => {
    for (const jti of ['x', 'j'.repeat(256), 'ümlaut "quoted"']) expect(await attempt({ jti })).toBe('200');
    for (const jti of [undefined, '', null, 7, ['a'], 'j'.repeat(257)])
      expect([jti, await attempt({ jti })]).toEqual([jti, REFUSED]);
  });

  it('T071 it is from the client, about the client', async () => {
    const other = await server.createApp({ keys: { jwks: jwksOf(clientKey()) } });
    const next = await server.createInstance('next-door');
    const foreign = await server.createApp({ instanceId: next.id, keys: { jwks: jwksOf(key) }, scope: [] });
    const wrong = [
      ...[
        { sub: undefined },
        { iss: undefined },
        { iss: 'https://app.test' },
        { sub: '' },
        { sub: 7 },
        { sub: [app.clientId] },
      ],
      ...[{ sub: other.clientId }, { iss: other.clientId }, { iss: other.clientId, sub: other.clientId }],
      ...[
        { iss: foreign.clientId, sub: foreign.clientId },
        { iss: 'nobody', sub: 'nobody' },
      ],
    ];
    for (const claims of wrong) expect([claims, await attempt(claims)]).toEqual([claims, REFUSED]);
    expect(await attempt()).toBe('200');
  });
});

describe('how an assertion is signed', () => {
  it('T072 by the registered key, with an algorithm that the key is for', async () => {
    const rsa = clientKey('PS256', 'rsa', { alg: 'PS256' });
    const the = await server.createApp({ keys: { jwks: jwksOf(rsa) } });
    const by = async (one: typeof rsa): Promise<string> =>
      outcomeOf(await post(byAssertion(await assertion({ server, clientId: the.clientId, key: one }))));
    expect(await by(rsa)).toBe('200');
    for (const alg of ['RS256', 'PS384', 'RS512']) expect([alg, await by({ ...rsa, alg })]).toEqual([alg, REFUSED]);
    expect(await by(clientKey('PS256', 'rsa'))).toBe(REFUSED);
    expect(await by(clientKey('ES256', 'rsa'))).toBe(REFUSED);
  });

  it('T072 never without a key, by a shared secret, by nothing, or with what we do not understand', async () => {
    const none = `${unsigned({ alg: 'none' })}.`;
    const zero = `${unsigned({ alg: 'ES256', kid: key.kid })}.${Buffer.alloc(64).toString('base64url')}`;
    const der = unsigned({ alg: 'ES256', kid: key.kid });
    const asDer = `${der}.${createSign('sha256').update(der).sign(key.privateKey).toString('base64url')}`;
    const pem = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicText = [JSON.stringify(key.jwk), pem, String(key.jwk.x), ''];
    const hmac = publicText.map((secret) => {
      const input = unsigned({ alg: 'HS256', kid: key.kid });
      return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
    });
    for (const text of [none, `${none}AA`, zero, asDer, ...hmac, 'x', 'a.b.c', '..', '[]', `${await signed()}.x`]) {
      expect([text, outcomeOf(await post(byAssertion(text)))]).toEqual([text, REFUSED]);
    }
    for (const header of [{ typ: 'at+jwt' }, { typ: 'dpop+jwt' }, { typ: 7 }, { zip: 'DEF' }]) {
      expect([header, await attempt({}, header)]).toEqual([header, REFUSED]);
    }
    const crit = new CompactSign(Buffer.from(Buffer.from((await signed()).split('.')[1] ?? '', 'base64url')));
    crit.setProtectedHeader({ alg: 'ES256', kid: key.kid, crit: ['exp'], exp: 1 });
    const critical = await crit.sign(key.privateKey, { crit: { exp: true } });
    expect(outcomeOf(await post(byAssertion(critical)))).toBe(REFUSED);
    expect(await attempt({}, { typ: undefined })).toBe('200');
    expect(await attempt({}, { typ: 'client-authentication+jwt' })).toBe('200');
  });

  it('T073 by a key that we choose: a kid is a name, and no header brings a key or its place', async () => {
    const attacker = clientKey('ES256', 'key-1');
    published.jwks = jwksOf(attacker);
    const { hits } = published;
    const kids = [
      '../../x',
      `'; DROP TABLE clients; --`,
      '"',
      'k'.repeat(5_000),
      '__proto__',
      'constructor',
      '',
      7,
      null,
      ['key-1'],
    ];
    for (const kid of kids) expect([kid, await attempt({}, { kid })]).toEqual([kid, REFUSED]);
    const places = { jku: published.uri, x5u: published.uri, jwk: attacker.jwk, x5c: ['MIIB'] };
    for (const [name, value] of Object.entries(places)) {
      for (const by of [key, attacker]) {
        const text = await assertion({ server, clientId: app.clientId, key: by }, {}, { [name]: value });
        expect([name, outcomeOf(await post(byAssertion(text)))]).toEqual([name, REFUSED]);
      }
      server.clock.advance(2 * MINUTE);
    }
    expect(published.hits).toBe(hits);
    expect(await attempt({}, { kid: undefined })).toBe('200');
    expect(await attempt()).toBe('200');
  });
});

describe('where a client publishes its keys', () => {
  const by = async (the: TestApp, one = key, at = server): Promise<string> =>
    outcomeOf(await post(byAssertion(await assertion({ server, clientId: the.clientId, key: one })), at));
  const publisher = (jwksUri = published.uri): Promise<TestApp> => server.createApp({ keys: { jwksUri } });

  beforeEach(() => {
    published.hits = 0;
    published.misbehave = undefined;
    published.jwks = jwksOf(key);
  });

  it('T074 is no place inside: refused when registered or when fetched, and never reached', async () => {
    const guarded = await server.replica();
    const clients = guarded.app.get(Clients);
    const port = new URL(published.origin).port;
    const input = { instanceId: server.instance.id, appId: app.appId as never, redirectUris: [] };
    const refused = [
      ...[published.uri, `https://127.0.0.1:${port}/`, `https://[::ffff:127.0.0.1]:${port}/`, `https://[::1]:${port}/`],
      ...[
        'https://169.254.169.254/latest',
        `https://2130706433:${port}/`,
        `https://0x7f.1:${port}/`,
        `https://0:${port}/`,
      ],
      ...[
        'file:///etc/passwd',
        'ftp://x.example/',
        'data:application/json,{}',
        'https://u:p@x.example/',
        'x',
        '',
        'https://x.example/#k',
      ],
      `https://x.example/${'x'.repeat(2_100)}`,
    ];
    for (const jwksUri of refused) {
      const made = Promise.resolve().then(() => clients.create({ ...input, keys: { jwksUri } }));
      await expect(made).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const inside = await publisher();
    expect(await by(inside, key, guarded)).toBe(REFUSED);
    const named = await clients.create({ ...input, keys: { jwksUri: `https://localhost:${port}/jwks.json` } });
    expect(await by({ ...inside, clientId: named.id }, key, guarded)).toBe(REFUSED);
    expect(published.hits).toBe(0);
    expect(await by(inside)).toBe('200');
    await guarded.stop();
  });

  it('T074 leads nowhere else: a redirect is not followed', async () => {
    const target = await KeyServer.start();
    target.jwks = jwksOf(key);
    published.misbehave = (response) => response.writeHead(302, { location: target.uri }).end();
    expect(await by(await publisher())).toBe(REFUSED);
    expect([published.hits > 0, target.hits]).toEqual([true, 0]);
    await target.stop();
  });

  it('T075 may be slow, huge or nonsense: that client fails soon, the others do not wait', async () => {
    const answers: readonly NonNullable<KeyServer['misbehave']>[] = [
      (response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write(' '), 200);
        response.on('close', () => clearInterval(drip));
      },
      () => undefined,
      (response) => void response.writeHead(200).end(Buffer.alloc(5_000_000, ' ')),
      (response) => void response.writeHead(200).end('<html>'),
      (response) => void response.writeHead(500).end(JSON.stringify(jwksOf(key))),
      (response) => void response.destroy(),
      (response) =>
        void response.writeHead(200).end('{"keys":[null,7,{"kty":"oct","k":"AA"},{"kty":"RSA","n":"AQ","e":"AQ"}]}'),
    ];
    for (const misbehave of answers) {
      published.misbehave = misbehave;
      const begun = performance.now();
      const slow = publisher().then((the) => by(the));
      expect(await attempt()).toBe('200');
      expect(await slow).toBe(REFUSED);
      expect(performance.now() - begun).toBeLessThan(5_000);
    }
  });

  it('T075 is asked a bounded number of times, whatever is presented', async () => {
    const the = await publisher();
    expect(await by(the)).toBe('200');
    expect(await by(the)).toBe('200');
    expect(published.hits).toBe(1);
    for (let tries = 0; tries < 40; tries += 1)
      expect(await by(the, clientKey('ES256', `made-up-${tries}`))).toBe(REFUSED);
    expect(published.hits).toBeLessThanOrEqual(6);
    expect(await by(the)).toBe('200');
    server.clock.advance(61_000);
    const next = clientKey();
    published.jwks = jwksOf(next);
    expect(await by(the, next)).toBe('200');
  });

  it('T076 has a new key at once, and an old one not for long', async () => {
    const the = await publisher();
    expect(await by(the)).toBe('200');
    const next = clientKey('RS256');
    published.jwks = jwksOf(key, next);
    expect(await by(the, next)).toBe('200');
    expect(await by(the, key)).toBe('200');
    published.jwks = jwksOf(next);
    server.clock.advance(5 * MINUTE);
    expect(await by(the, key)).toBe(REFUSED);
    expect(await by(the, next)).toBe('200');
  });
});

describe('a client has one way to prove itself', () => {
  it('T065 a secret is of no use to one that signs, nor beside what it signs', async () => {
    const own = { grant_type: 'client_credentials' };
    expect(app.clientSecret).toBe('');
    for (const secret of ['', 'cs_x', 'null', key.kid]) {
      const headers = { authorization: basic(app.clientId, secret) };
      expect(outcomeOf(await server.send('POST', TOKEN, { form: own, headers }))).toBe(REFUSED);
      expect(outcomeOf(await post({ ...own, client_id: app.clientId, client_secret: secret }))).toBe(REFUSED);
    }
    const secretive = await server.createApp();
    const junk = `${encode({ alg: 'none' })}.${encode({ sub: secretive.clientId, iss: secretive.clientId })}.`;
    const both = { client_id: secretive.clientId, client_secret: secretive.clientSecret };
    for (const path of [TOKEN, '/oauth2/token']) {
      for (const text of [junk, await assertion({ server, clientId: secretive.clientId, key })]) {
        expect(outcomeOf(await server.send('POST', path, { form: byAssertion(text, both) }))).toBe(REFUSED);
        expect(outcomeOf(await server.send('POST', path, { form: byAssertion(text) }))).toBe(REFUSED);
      }
    }
    expect(outcomeOf(await post({ ...own, ...both }))).toBe('200');
    expect(outcomeOf(await post({ ...own, client_id: app.clientId }))).toBe(REFUSED);
  });

  it('T065 a leaked secret dies with the change to keys, on every replica', async () => {
    const the = await server.createApp();
    const clients = server.app.get(Clients);
    const client = await clients.find(server.instance.id, the.clientId);
    if (!client) throw new Error('there is no such client');
    const headers = { authorization: basic(the.clientId, the.clientSecret) };
    const form = { grant_type: 'client_credentials' };
    const ask = async (at: TestServer): Promise<string> => outcomeOf(await at.send('POST', TOKEN, { form, headers }));
    expect([await ask(server), await ask(replica)]).toEqual(['200', '200']);
    await clients.setAuthentication({ client, keys: { jwks: jwksOf(key) } });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect([await ask(server), await ask(replica)]).toEqual([REFUSED, REFUSED]);
    const text = await assertion({ server, clientId: the.clientId, key });
    expect(outcomeOf(await post(byAssertion(text), replica))).toBe('200');
  });

  it('T065 only public keys that are strong enough are taken', async () => {
    const { kty, crv, x, y } = key.jwk;
    const weak = { kty: 'RSA', e: 'AQAB', n: Buffer.alloc(128, 0xff).toString('base64url') };
    const sets: unknown[] = [
      ...[
        {},
        { keys: [] },
        { keys: 'x' },
        [],
        null,
        'x',
        { keys: [null] },
        { keys: [{}] },
        { keys: Array<JWK>(11).fill(key.jwk) },
      ],
      ...[
        { keys: [key.privateKey.export({ format: 'jwk' })] },
        { keys: [{ kty: 'oct', k: 'AAAA' }] },
        { keys: [weak] },
      ],
      ...[{ keys: [{ kty, crv, x, y: x }] }, { keys: [{ kty, crv: 'secp256k1', x, y }] }, { keys: [key.jwk, key.jwk] }],
      ...['HS256', 'none', 'RS256', 'ES384'].map((alg) => ({ keys: [{ ...key.jwk, alg }] })),
      ...[{ use: 'enc' }, { kid: '' }, { kid: 'a b' }, { kid: 7 }, { key_ops: ['sign'] }].map((more) => ({
        keys: [{ ...key.jwk, ...more }],
      })),
      { keys: [{ ...clientKey('RS256').jwk, e: 'AQ' }] },
    ];
    for (const jwks of sets) {
      const made = server.createApp({ keys: { jwks } });
      await expect(made).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const made = server.createApp({ keys: { jwks: jwksOf(key), jwksUri: published.uri } });
    await expect(made).rejects.toMatchObject({ code: 'invalid_input' });
    const open = server.createApp({ isPublic: true, keys: { jwks: jwksOf(key) } });
    await expect(open).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('what is not offered is not listed, and is refused cleanly', () => {
  it('T077 T078 T079 T080 T081 T082 T084 tokens bound to a key or a certificate; T085 T086 pushed requests; T089 registration', async () => {
    const { json } = await server.send('GET', '/demo/oauth2/v1/.well-known/openid-configuration');
    const absent = [
      ...['dpop_signing_alg_values_supported', 'tls_client_certificate_bound_access_tokens', 'mtls_endpoint_aliases'],
      ...['pushed_authorization_request_endpoint', 'require_pushed_authorization_requests', 'registration_endpoint'],
    ];
    expect(absent.filter((name) => name in json)).toEqual([]);
    for (const path of ['par', 'request', 'register', 'bc-authorize']) {
      const { status } = await fetch(`${server.issuer}/${path}`, {
        method: 'POST',
        body: new URLSearchParams({ a: 'b' }),
      });
      expect([path, status]).toEqual([path, 404]);
    }
  });

  it('T083 a certificate in a header proves nothing', async () => {
    for (const name of ['x-ssl-client-cert', 'x-client-cert', 'x-forwarded-client-cert', 'client-cert']) {
      const form = { grant_type: 'client_credentials', client_id: app.clientId };
      expect(outcomeOf(await server.send('POST', TOKEN, { form, headers: { [name]: 'MIIB' } }))).toBe(REFUSED);
    }
  });
});
