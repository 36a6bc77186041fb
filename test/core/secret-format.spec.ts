import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { isBase64Url } from '../../src/core/base64url.js';
import {
  API_KEY_PATTERN,
  equalsInConstantTime,
  hasSecretFormat,
  isJwtShaped,
  sha256,
} from '../../src/core/secret-format.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('the forms of secrets', () => {
  it('T245: an API key is sk_ and 64 lower-case hexadecimal digits', () => {
    const key = `sk_${'0123456789abcdef'.repeat(4)}`;
    expect(API_KEY_PATTERN.test(key)).toBe(true);
    for (const text of [
      key.slice(1),
      key.slice(0, -1),
      `${key}0`,
      key.toUpperCase(),
      `${key}\n`,
      ` ${key}`,
      `${key} `,
      key.replace('f', 'g'),
      key.replace('sk', 'SK'),
      key.replace('sk', 'pk'),
      '',
      `sk_${'0'.repeat(1_000_000)}`,
    ]) {
      expect(API_KEY_PATTERN.test(text)).toBe(false);
    }
  });

  it('a minted secret is its prefix and 43 characters', () => {
    const random = 'Ab-_'.repeat(11).slice(0, 43);
    expect(hasSecretFormat('refreshToken', `rt_${random}`)).toBe(true);
    expect(hasSecretFormat('authorizationCode', `ac_${random}`)).toBe(true);
    for (const text of [
      `ac_${random}`,
      `rt_${random}a`,
      `rt_${random.slice(1)}`,
      `rt_${random}\n`,
      random,
      `rt_${random.slice(1)}+`,
      '',
    ]) {
      expect(hasSecretFormat('refreshToken', text)).toBe(false);
    }
  });

  it('hashes to base64url SHA-256 of the UTF-8 text', () => {
    expect(sha256('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('base64url')),
      ),
    );
  });

  it.each([20, 64, 200])('T138: texts that share their first %d characters are different', (length) => {
    const shared = 'x'.repeat(length);
    expect(equalsInConstantTime(`${shared}a`, `${shared}b`)).toBe(false);
    expect(equalsInConstantTime(`${shared}a`, shared)).toBe(false);
    expect(sha256(`${shared}a`)).not.toBe(sha256(`${shared}b`));
    expect(equalsInConstantTime(`${shared}a`, `${shared}a`)).toBe(true);
  });

  it('compares as equality does, whatever the lengths', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3 });
    fc.assert(fc.property(text, text, (a, b) => expect(equalsInConstantTime(a, b)).toBe(a === b)));
  });

  it.each([
    'a.b',
    'YQ.YQ',
    'YQ.YQ.',
    '.YQ.YQ',
    'YQ..YQ',
    'YQ.YQ.YQ.YQ',
    'YQ.YQ.YQ.YQ.YQ',
    'YQ.YQ.YR',
    'YQ==.YQ.YQ',
    'YQ.YQ.YQ\n',
    ' YQ.YQ.YQ',
    'YQ.Y+8.YQ',
    '',
    '..',
    `YQ.${'A'.repeat(8_188)}.YQ`,
  ])('T132: %.60j has not the form of a JWT', (text) => {
    expect(isJwtShaped('YQ.YQ.YQ')).toBe(true);
    expect(isJwtShaped(text)).toBe(false);
  });

  it('T132: bytes have one base64url text only (the model: encode again what was decoded)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,12}$/), (text) =>
        expect(isBase64Url(text)).toBe(Buffer.from(text, 'base64url').toString('base64url') === text),
      ),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64url');
        const spellings = Array.from(ALPHABET).map((last) => text.slice(0, -1) + last);
        const same = spellings.filter((spelling) => Buffer.from(spelling, 'base64url').equals(bytes));
        expect(same.filter(isBase64Url)).toEqual([text]);
      }),
    );
  });

  it('T132: nothing but the alphabet is base64url', () => {
    for (const text of ['YQ=', 'YQ==', 'YQ\n', 'Y Q', 'Y', 'YWJjZ', 'YW+j', 'YW/j', '\u00e9\u00e9', 'YQ\0'])
      expect(isBase64Url(text)).toBe(false);
  });
});
