import fc from 'fast-check';
import { crc32 as reference } from 'node:zlib';
import { API_KEY_BYTES, apiKeyOf, apiKeyPrefix, hasApiKeyForm } from '../../src/core/api-key.js';
import { crc32 } from '../../src/core/crc32.js';

const bytes = fc.uint8Array({ minLength: API_KEY_BYTES, maxLength: API_KEY_BYTES });

describe('an API key', () => {
  it('is sk_ and 64 hexadecimal digits, the last 8 of which are the CRC-32 of the others', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const key = apiKeyOf(random);
        expect(key).toMatch(/^sk_[0-9a-f]{64}$/);
        expect(key.slice(3, 59)).toBe(Buffer.from(random).toString('hex'));
        expect(parseInt(key.slice(-8), 16)).toBe(reference(key.slice(3, 59)));
        expect(hasApiKeyForm(key)).toBe(true);
      }),
    );
  });

  it('is not one any more when a digit is wrong, two are swapped, or some are missing', () => {
    fc.assert(
      fc.property(bytes, fc.nat(63), fc.integer({ min: 1, max: 15 }), (random, place, by) => {
        const key = apiKeyOf(random);
        const digits = key.slice(3);
        const other = ((parseInt(digits.charAt(place), 16) + by) % 16).toString(16);
        expect(hasApiKeyForm(`sk_${digits.slice(0, place)}${other}${digits.slice(place + 1)}`)).toBe(false);
        expect(hasApiKeyForm(key.slice(0, -1))).toBe(false);
        expect(hasApiKeyForm(`${key}0`)).toBe(false);
      }),
    );
    expect(hasApiKeyForm('sk_a1b2c3d4e5f6789012345678901234567890abcdef1234567890abcdef123456')).toBe(false);
    expect(hasApiKeyForm('')).toBe(false);
  });

  it('is told from others by the 19 characters that it begins with', () => {
    const key = apiKeyOf(new Uint8Array(API_KEY_BYTES).fill(0xa1));
    expect(apiKeyPrefix(key)).toBe('sk_a1a1a1a1a1a1a1a1');
    expect(key.startsWith(apiKeyPrefix(key))).toBe(true);
  });
});

describe('CRC-32', () => {
  it('has the check value of the catalogue, and agrees with zlib', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    fc.assert(fc.property(fc.stringMatching(/^[\x20-\x7e]*$/), (text) => expect(crc32(text)).toBe(reference(text))));
  });
});
