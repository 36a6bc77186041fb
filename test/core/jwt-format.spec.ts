import fc from 'fast-check';
import { generateKeyPairSync, sign } from 'node:crypto';
import { decodeJwt } from '../../src/core/jwt-format.js';
import { processorTime } from './processor-time.js';

const ALGORITHMS = ['ES256', 'RS256'];
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encode = (text: string | Uint8Array): string => Buffer.from(text).toString('base64url');

/** A JWS over two literal texts, so that what no encoder writes can be signed too. */
function jws(header: string, claims: string): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${encode(sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }))}`;
}

const decode = (text: string): unknown => decodeJwt(text, ALGORITHMS);
const withHeader = (members: object): unknown =>
  decode(jws(JSON.stringify({ alg: 'ES256', ...members }), '{"sub":"u"}'));
const VALID = jws('{"alg":"ES256","kid":"k_1-A","typ":"at+jwt"}', '{"sub":"u"}');
const [HEADER = '', CLAIMS = '', SIGNATURE = ''] = VALID.split('.');

describe('a JWT before its signature is looked at', () => {
  it('is taken apart', () => {
    expect(decode(VALID)).toEqual({
      header: { alg: 'ES256', kid: 'k_1-A', typ: 'at+jwt' },
      claims: { sub: 'u' },
      signingInput: `${HEADER}.${CLAIMS}`,
    });
    expect(withHeader({})).toMatchObject({ header: { alg: 'ES256' } });
  });

  it.each([
    'none',
    'None',
    'nOnE',
    'NONE',
    '',
    'es256',
    'ES256 ',
    'HS256',
    'HS384',
    'HS512',
    'ES512',
    'toString',
    '__proto__',
    null,
    1,
    ['ES256'],
    {},
  ])('T128, T129: is refused with the algorithm %j', (alg) => {
    expect(withHeader({ alg })).toBeUndefined();
    expect(decode(jws('{"typ":"JWT"}', '{}'))).toBeUndefined();
  });

  it('T128: is refused without a signature', () => {
    expect(decode(`${HEADER}.${CLAIMS}`)).toBeUndefined();
    expect(decode(`${HEADER}.${CLAIMS}.`)).toBeUndefined();
    expect(decode(`${encode('{"alg":"none"}')}.${CLAIMS}.`)).toBeUndefined();
  });

  it.each([
    { jwk: { kty: 'EC' } },
    { jku: 'https://evil.test/keys' },
    { x5u: 'https://evil.test/cert' },
    { x5c: ['AA=='] },
    { crit: ['exp'] },
    { crit: [] },
    { b64: false, crit: ['b64'] },
    { b64: true },
    { zip: 'DEF' },
    { jwk: null },
  ])('T130: is refused with the header members %j', (members) => {
    expect(withHeader(members)).toBeUndefined();
  });

  it.each([
    '../../etc/passwd',
    "' OR 1=1 --",
    '',
    'a b',
    'a.b',
    'a\0',
    'k\n',
    '\u00e9',
    'k'.repeat(65),
    'k'.repeat(6_000),
    1,
    null,
    true,
    ['k'],
    { k: 1 },
  ])('T130: is refused with the key id %.40j', (kid) => {
    expect(withHeader({ kid: 'k'.repeat(64) })).toBeDefined();
    expect(withHeader({ kid })).toBeUndefined();
  });

  it('T130: names of inherited properties are key ids like any other, and two key ids are refused', () => {
    for (const kid of ['__proto__', 'constructor']) expect(withHeader({ kid })).toMatchObject({ header: { kid } });
    expect(decode(jws('{"alg":"ES256","__proto__":{"kid":"k"}}', '{}'))).toMatchObject({ header: { alg: 'ES256' } });
    expect(decode(jws('{"alg":"ES256","kid":"a","kid":"b"}', '{}'))).toBeUndefined();
    expect(decode(jws('{"alg":"ES256","typ":["at+jwt"]}', '{}'))).toBeUndefined();
  });

  it('T132: is refused in another spelling of its last character', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = Array.from(alphabet).map((last) => SIGNATURE.slice(0, -1) + last);
    const same = spellings.filter((text) => Buffer.from(text, 'base64url').equals(Buffer.from(SIGNATURE, 'base64url')));
    expect(same).toHaveLength(16);
    expect(same.filter((text) => decode(`${HEADER}.${CLAIMS}.${text}`) !== undefined)).toEqual([SIGNATURE]);
  });

  it.each([
    ['padding', `${VALID}==`],
    ['a space before it', ` ${VALID}`],
    ['a line after it', `${VALID}\n`],
    ['a space in it', `${HEADER}. ${CLAIMS}.${SIGNATURE}`],
    ['one part', HEADER],
    ['four parts', `${VALID}.YQ`],
    [
      'five parts, as a JWE',
      `${encode('{"alg":"PBES2-HS256+A128KW","enc":"A128GCM","p2c":2147483647,"zip":"DEF"}')}.YQ.YQ.YQ.YQ`,
    ],
    ['a trailing dot', `${VALID}.`],
    ['trailing bytes', `${VALID}%00`],
    ['bytes after the header', jws('{"alg":"ES256"}x', '{}')],
    ['bytes after the claims', jws('{"alg":"ES256"}', '{}\0')],
    ['repeated claims', jws('{"alg":"ES256"}', '{"sub":"u","sub":"admin"}')],
    ['repeated claims, one escaped', jws('{"alg":"ES256"}', '{"sub":"u","su\\u0062":"admin"}')],
    ['claims of depth 5,000', jws('{"alg":"ES256"}', `{"a":${'['.repeat(2_500)}${']'.repeat(2_500)}}`)],
    ['claims of depth 10,000', jws('{"alg":"ES256"}', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)],
    ['1 MB', jws('{"alg":"ES256"}', `{"a":"${'x'.repeat(1_000_000)}"}`)],
    ['claims that are an array', jws('{"alg":"ES256"}', '[]')],
    ['claims that are null', jws('{"alg":"ES256"}', 'null')],
    ['claims that are no JSON', jws('{"alg":"ES256"}', 'sub=u')],
    ['a header that is an array', jws('["ES256"]', '{}')],
    ['claims that are not UTF-8', `${HEADER}.${encode(Buffer.from('7b2261223a22ff227d', 'hex'))}.${SIGNATURE}`],
    ['a byte order mark', jws('\ufeff{"alg":"ES256"}', '{}')],
    ['nothing', ''],
  ])('T132: is refused with %s, in under 50 ms', (_, text) => {
    const spent = processorTime(() => {
      expect(decode(text)).toBeUndefined();
    });
    expect(spent).toBeLessThan(50);
  });

  it('T132: has one text for one meaning: no edit of a character keeps header, claims and signature', () => {
    fc.assert(
      fc.property(
        fc.nat(VALID.length - 1),
        fc.nat(1),
        fc.string({ maxLength: 2, unit: 'binary-ascii' }),
        (at, removed, put) => {
          const text = VALID.slice(0, at) + put + VALID.slice(at + removed);
          if (text === VALID) return;
          const decoded = decodeJwt(text, ALGORITHMS);
          const same =
            decoded?.signingInput === `${HEADER}.${CLAIMS}` &&
            Buffer.from(text.split('.')[2] ?? '', 'base64url').equals(Buffer.from(SIGNATURE, 'base64url'));
          expect(same).toBe(false);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never fails', () => {
    const parts = fc.array(
      fc.oneof(
        fc.string(),
        fc.uint8Array().map((bytes) => encode(Buffer.from(bytes))),
        fc.json().map(encode),
      ),
      { minLength: 3, maxLength: 3 },
    );
    fc.assert(fc.property(parts, (list) => expect(decode(list.join('.'))).toBeUndefined()));
  });
});
