import fc from 'fast-check';
import { parametersOf, parseParameters, readParameters } from '../../src/core/parameters.js';
import { processorTime } from './processor-time.js';
import { refusal } from './refusal.js';

const entries = (text: string, repeatable?: string[]): [string, string][] => [...parseParameters(text, repeatable)];

describe('parameters of a query or form', () => {
  it.each(['client_id', 'redirect_uri', 'response_type', 'scope', 'state', 'code_challenge'])(
    'T003: refuses %s sent twice, in either order, and names it (RFC 6749 §3.1)',
    (name) => {
      for (const text of [
        `${name}=a&x=1&${name}=b`,
        `${name}=b&x=1&${name}=a`,
        `${name}=a&${name}=a`,
        `${name}=&${name}=a`,
      ]) {
        expect(() => parseParameters(text)).toThrow(
          refusal('invalid_request', { fields: { [name]: expect.any(String) } }),
        );
        const { parameters, repeated } = readParameters(text);
        expect([...repeated]).toEqual([name]);
        expect(parameters.has(name)).toBe(false);
      }
      expect(entries(`${name}=a`)).toEqual([[name, 'a']]);
    },
  );

  it('T003: a name is repeated whatever its encoding', () => {
    expect(() => parseParameters('state=a&st%61te=b')).toThrow(refusal('invalid_request'));
  });

  it('T004: bracketed and inherited names are names like any other', () => {
    const text = 'client_id[]=a&redirect_uri%5B0%5D=u&scope[x]=y&state[__proto__]=1&__proto__=2&constructor=3';
    expect(entries(text)).toEqual([
      ['client_id[]', 'a'],
      ['redirect_uri[0]', 'u'],
      ['scope[x]', 'y'],
      ['state[__proto__]', '1'],
      ['__proto__', '2'],
      ['constructor', '3'],
    ]);
    expect(parseParameters(text).get('client_id')).toBeUndefined();
    expect(Object.hasOwn({}, 'state')).toBe(false);
  });

  it('T005: an empty value is an absent one, and what is unknown does no harm', () => {
    expect(entries('state=&nonce=&code_challenge=&scope&foo=bar&client_id=a')).toEqual([
      ['foo', 'bar'],
      ['client_id', 'a'],
    ]);
    expect(entries('')).toEqual([]);
    expect(entries('&&a=1&')).toEqual([['a', '1']]);
  });

  it.each([
    ['state', 's'.repeat(8_192)],
    ['state', '%0d%0aSet-Cookie:a=b'],
    ['state', '\r\nSet-Cookie: a=b'],
    ['state', '&code=evil'],
    ['state', 'a b+c%2B'],
    ['state', '\u{1f600} \u202e'],
  ])('T018: reads %s exactly as it was meant: %j', (name, value) => {
    expect(entries(`${name}=${encodeURIComponent(value)}&x=1`)).toEqual([
      [name, value],
      ['x', '1'],
    ]);
  });

  it.each(['a=%', 'a=%2', 'a=%zz', 'a=%c3', 'a=%ed%a0%80', 'a=%ff', '%=a', 'a=%00', 'a%00=b', 'a=\0', 'a=\ud800'])(
    'T036: refuses what is not encoded correctly or holds NUL: %j',
    (text) => {
      expect(() => parseParameters(text)).toThrow(refusal('invalid_request'));
    },
  );

  it('takes 100 parameters and refuses more before it reads them', () => {
    const list = (count: number): string => Array.from({ length: count }, (_, index) => `n${index}=1`).join('&');
    expect(parseParameters(list(100)).size).toBe(100);
    const spent = processorTime(() => {
      for (const text of [list(101), list(10_000), '&'.repeat(1_000_000)]) {
        expect(() => parseParameters(text)).toThrow(refusal('invalid_request'));
      }
    });
    expect(spent).toBeLessThan(250);
  });

  it('joins the values of a name that may be repeated (RFC 8707 §2)', () => {
    expect(entries('resource=https://a.test&x=1&resource=https://b.test&resource=', ['resource'])).toEqual([
      ['resource', 'https://a.test https://b.test'],
      ['x', '1'],
    ]);
  });

  it('quotes no name that could be markup', () => {
    const thrown = (text: string): unknown => {
      try {
        return parseParameters(text);
      } catch (error) {
        return error;
      }
    };
    expect(thrown('%3Cb%3E=1&%3Cb%3E=2')).toMatchObject({
      description: 'a parameter was sent more than once',
      detail: {},
    });
    expect(thrown('state=1&state=2')).toMatchObject({ description: 'the parameter state was sent more than once' });
  });

  it('reads what a form encoder wrote (the model: URLSearchParams)', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((value) => !value.includes('\0'));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name, maxLength: 100 }), (pairs) => {
        expect(entries(new URLSearchParams(pairs).toString())).toEqual(pairs);
      }),
    );
  });

  it('answers every text by parameters or by the one refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        try {
          parseParameters(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'AuthError', code: 'invalid_request' });
        }
      }),
    );
  });
});

describe('parameters of a JSON body', () => {
  it('T005: are its strings; an absent body and empty values are none', () => {
    expect([...parametersOf({ grant_type: 'refresh_token', scope: '' })]).toEqual([['grant_type', 'refresh_token']]);
    expect([...parametersOf(undefined)]).toEqual([]);
    expect([...parametersOf({})]).toEqual([]);
  });

  it.each([
    [null],
    [[]],
    ['a=b'],
    [1],
    [true],
    [{ a: 1 }],
    [{ a: true }],
    [{ a: null }],
    [{ a: ['b'] }],
    [{ a: { b: 'c' } }],
    [{ a: 'x\0' }],
    [{ 'a\0': 'x' }],
    [{ a: '\ud800' }],
    [Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`n${index}`, '1']))],
  ])('T004: refuses %j', (body) => {
    expect(() => parametersOf(body)).toThrow(refusal('invalid_request'));
  });

  it('T004: names the member that is no string, and reaches no prototype', () => {
    expect(() => parametersOf({ code: ['a'] })).toThrow(
      refusal('invalid_request', { fields: { code: 'must be a string' } }),
    );
    expect([...parametersOf(JSON.parse('{"__proto__":"a"}'))]).toEqual([['__proto__', 'a']]);
  });
});
