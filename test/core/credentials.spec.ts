import fc from 'fast-check';
import { parseCookies, presentedCredential } from '../../src/core/credentials.js';
import { processorTime } from './processor-time.js';
import { refusal } from './refusal.js';

const KEY = `sk_${'0a'.repeat(32)}`;
const JWT = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1In0.c2lnbmF0dXJl';
const sessionCookie = 'ZEYOSID';

const presented = (headers: Record<string, string | string[] | undefined>, basicAllowed = false): unknown =>
  presentedCredential({ headers }, { sessionCookie, basicAllowed });
const bearer = (text: string): unknown => presented({ authorization: `Bearer ${text}` });

describe('the credential of a request', () => {
  it.each([
    ['api-key', KEY],
    ['jwt', JWT],
    ['opaque', `at_${'a'.repeat(43)}`],
    ['opaque', '0123456789abcdef0123456789abcdef01234567'],
  ])('is known as %s by its syntax: %s', (kind, value) => {
    expect(bearer(value)).toEqual({ kind, value });
    expect(presented({ authorization: `bearer   ${value}` })).toEqual({ kind, value });
    expect(presented({ authorization: [`BEARER ${value}`] })).toEqual({ kind, value });
  });

  it.each([
    KEY.slice(0, -1),
    `${KEY}0`,
    KEY.toUpperCase(),
    `sk_${'0A'.repeat(32)}`,
    `sk_${'0g'.repeat(32)}`,
    `SK_${'0a'.repeat(32)}`,
    `pk_${'0a'.repeat(32)}`,
    `${KEY} `,
    `${KEY}\n`,
    `${KEY} ${KEY}`,
    `sk_ ${'0a'.repeat(32)}`,
    'sk_',
    '',
    `sk_${'0'.repeat(1_000_000)}`,
  ])('T245: is no API key: %.80j', (text) => {
    expect(bearer(text)).toEqual({ kind: 'opaque', value: text });
  });

  it.each([
    `${JWT}=`,
    `${JWT}.`,
    `${JWT}.a`,
    JWT.slice(0, JWT.lastIndexOf('.') + 1),
    `${JWT} `,
    `a.${'b'.repeat(8_192)}.c`,
  ])('T132: is no JWT: %.80j', (text) => {
    expect(bearer(text)).toMatchObject({ kind: 'opaque' });
  });

  it('T138: is the whole text, however much of it another one shares', () => {
    const other = `${KEY.slice(0, -1)}b`;
    expect([bearer(KEY), bearer(other)]).toEqual([
      { kind: 'api-key', value: KEY },
      { kind: 'api-key', value: other },
    ]);
  });

  it('T058: of two Authorization headers is refused, even where Node has dropped one (RFC 6750 §2)', () => {
    const authorization = `Bearer ${KEY}`;
    expect(() => presented({ authorization: [authorization, authorization] })).toThrow(refusal('invalid_request'));
    expect(() => presentedCredential({ headers: { authorization }, authorizationCount: 2 }, { sessionCookie })).toThrow(
      refusal('invalid_request'),
    );
    expect(presentedCredential({ headers: { authorization }, authorizationCount: 1 }, { sessionCookie })).toMatchObject(
      { kind: 'api-key' },
    );
  });

  it('is Basic only where that is allowed', () => {
    const authorization = 'Basic YTpi';
    expect(presented({ authorization }, true)).toEqual({ kind: 'basic', value: authorization });
    expect(presented({ authorization })).toEqual({ kind: 'none' });
  });

  it('is the session cookie', () => {
    expect(presented({ cookie: 'a=b; ZEYOSID=secret; c=d' })).toEqual({ kind: 'session', value: 'secret' });
    expect(presented({ cookie: ['a=b', 'ZEYOSID=secret'] })).toEqual({ kind: 'session', value: 'secret' });
  });

  it.each(['Basic YTpi', 'Digest a=b', 'Bearer', 'Bearer x', `Token ${KEY}`, KEY, '', ' ', 'Bearer\tx'])(
    'is never the cookie beside the header %j',
    (authorization) => {
      expect(presented({ authorization, cookie: 'ZEYOSID=secret' })).not.toMatchObject({ kind: 'session' });
    },
  );

  it.each([
    undefined,
    '',
    'ZEYOSID',
    'ZEYOSID=',
    'zeyosid=secret',
    'xZEYOSID=secret',
    'ZEYOSIDx=secret',
    'ZEYOSID=one; ZEYOSID=two',
    'ZEYOSID=one; a=b; ZEYOSID=one',
    'a="; ZEYOSID"=secret',
    `ZEYOSID_=${KEY}`,
  ])('is none for the cookie header %j', (cookie) => {
    expect(presented({ cookie })).toEqual({ kind: 'none' });
  });

  it('is of the kind that the syntax says, for any bearer text (the model: three expressions)', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^sk_[0-9a-fA-F]{63,65}$/),
      fc.stringMatching(/^[A-Za-z0-9_-]{0,6}(\.[A-Za-z0-9_-]{0,6}){1,3}$/),
    );
    const roundTrips = (part: string): boolean =>
      part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
    fc.assert(
      fc.property(texts, (text) => {
        const value = text.replace(/^ +/, '');
        const parts = value.split('.');
        const isKey =
          value.startsWith('sk_') &&
          value.length === 67 &&
          Array.from(value.slice(3)).every((digit) => '0123456789abcdef'.includes(digit));
        const kind = isKey ? 'api-key' : parts.length === 3 && parts.every(roundTrips) ? 'jwt' : 'opaque';
        expect(bearer(text)).toEqual({ kind, value });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the cookie header', () => {
  it('gives every value of a name, in order and undecoded', () => {
    expect([...parseCookies('a=1; b="x%20y"; a=2;c;=d; e==;f= g ')]).toEqual([
      ['a', ['1', '2']],
      ['b', ['"x%20y"']],
      ['e', ['=']],
      ['f', ['g']],
    ]);
    expect([...parseCookies(undefined)]).toEqual([]);
    expect(parseCookies('__proto__=x').get('__proto__')).toEqual(['x']);
  });

  it('is read in linear time', () => {
    const spent = processorTime(() => {
      expect(parseCookies('a=;'.repeat(100_000)).get('a')).toHaveLength(100_000);
    });
    expect(spent).toBeLessThan(500);
  });

  it('reads back what was written', () => {
    const token = fc.stringMatching(/^[!#$%&'*+.^_`|~A-Za-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(token, token), { maxLength: 20 }), (pairs) => {
        const cookies = parseCookies(pairs.map(([name, value]) => `${name}=${value}`).join('; '));
        for (const [name] of pairs) {
          expect(cookies.get(name)).toEqual(pairs.filter(([other]) => other === name).map(([, value]) => value));
        }
        expect(cookies.size).toBe(new Set(pairs.map(([name]) => name)).size);
      }),
    );
  });
});
