import fc from 'fast-check';
import { foldEmail, isEmail, isPrintableName } from '../../src/core/text.js';
import { processorTime } from './processor-time.js';

const INVISIBLE = [
  '\0',
  '\t',
  '\n',
  '\r',
  '\x7f',
  '\x85',
  '\u00ad',
  '\u200b',
  '\u200d',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
];

describe('e-mail addresses', () => {
  it('fold in ASCII only (D11)', () => {
    expect(foldEmail('Ada.LOVELACE@Example.Test')).toBe('ada.lovelace@example.test');
    for (const text of ['\u0130@x.test', '\u212a@x.test', '\u00c4@x.test', '\u017f@x.test'])
      expect(foldEmail(text)).toBe(text);
  });

  it('fold letter by letter, once and for all (the model: code points)', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const model = Array.from(text).map((letter) =>
          letter >= 'A' && letter <= 'Z' ? String.fromCharCode(letter.charCodeAt(0) + 32) : letter,
        );
        expect(foldEmail(text)).toBe(model.join(''));
        expect(foldEmail(foldEmail(text))).toBe(foldEmail(text));
      }),
    );
  });

  it.each([
    'a@b.c',
    'ada@example.test',
    'ada+tag@mail.example.test',
    "o'hara_x@x-y.test",
    'j\u00f6rg@m\u00fcller.test',
    'a@xn--mller-kva.test',
  ])('accepts %s', (text) => {
    expect(isEmail(text)).toBe(true);
  });

  it.each([
    '',
    '@',
    'a',
    'a@',
    '@b.c',
    'a@b',
    'a@b.',
    'a@.c',
    'a@b..c',
    'a@-b.c',
    'a@b-.c',
    'a@@b.c',
    'a@b@c.d',
    '.a@b.c',
    'a.@b.c',
    'a..b@c.d',
    'a b@c.d',
    'a@b c.d',
    ' a@b.c',
    'a@b.c ',
    '"a"@b.c',
    'a,b@c.d',
    'a;b@c.d',
    '<a@b.c>',
    'a@[127.0.0.1]',
    'a@b.c\r\nBcc: x@y.z',
    ...INVISIBLE.map((character) => `a${character}@b.c`),
    ...INVISIBLE.map((character) => `a@b${character}.c`),
    'a\uff20b@c.d',
    'a@b\u3002c',
    'a\u3164@b.c',
    '\u{1f600}@b.c',
    `${'a'.repeat(65)}@b.c`,
    `a@${'b'.repeat(64)}.c`,
    `a@${'b.'.repeat(200)}c`,
  ])('T278: refuses %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });

  it('T285: refuses near misses of any length at once', () => {
    const spent = processorTime(() => {
      for (const text of [
        'a.'.repeat(25_000),
        `a@${'b.'.repeat(25_000)}`,
        `${'a'.repeat(50_000)}@`,
        '@'.repeat(50_000),
      ])
        expect(isEmail(text)).toBe(false);
    });
    expect(spent).toBeLessThan(50);
  });

  it('accepts the addresses of the RFCs (the model: another generator)', () => {
    fc.assert(fc.property(fc.emailAddress(), (text) => expect(isEmail(text)).toBe(true)));
  });
});

describe('names and titles', () => {
  it.each([
    'a',
    'Ada Lovelace',
    'J\u00f6rg M\u00fcller',
    '\u5c71\u7530 \u592a\u90ce',
    '\u{1f600}',
    'O\u2019Hara & Sons <x>',
    'a'.repeat(200),
  ])('accepts %.40j', (text) => {
    expect(isPrintableName(text)).toBe(true);
  });

  it.each(['', ' ', ' \u00a0\u2003', '\u3164', 'a'.repeat(201), ...INVISIBLE.map((character) => `a${character}b`)])(
    'T278: refuses %.40j',
    (text) => {
      expect(isPrintableName(text)).toBe(false);
    },
  );
});
