import fc from 'fast-check';
import { assertTimes } from '../../src/core/claims.js';
import { refusal } from './refusal.js';

const NOW = 1_800_000_000_000;
const SECONDS = NOW / 1_000;
const check =
  (claims: object): (() => void) =>
  () =>
    assertTimes({ exp: SECONDS + 60, ...claims }, NOW);

describe('the times of a token', () => {
  it('T133: hold from nbf and iat, 10 s of clock skew included, until exp', () => {
    for (const claims of [
      {},
      { exp: SECONDS + 1 },
      { nbf: SECONDS },
      { nbf: SECONDS + 10, iat: SECONDS + 10 },
      { iat: 0 },
    ]) {
      expect(check(claims)).not.toThrow();
    }
  });

  it.each([
    '1e400',
    '"9999999999"',
    '1900000000.5',
    '-1',
    '[1900000000]',
    'null',
    'true',
    '{}',
    '0',
    '1e300',
    String(SECONDS),
    String(SECONDS - 1),
  ])('T133: are refused with exp %s', (literal) => {
    expect(check({ exp: JSON.parse(literal) })).toThrow(refusal('invalid_token'));
  });

  it('T133: are refused without exp', () => {
    expect(() => assertTimes({}, NOW)).toThrow(refusal('invalid_token'));
    expect(check({ exp: Number.NaN })).toThrow(refusal('invalid_token'));
  });

  it.each(['nbf', 'iat'])('T133: are refused with %s in the future or not a whole number', (name) => {
    for (const value of [
      SECONDS + 11,
      SECONDS + 3_600,
      String(SECONDS),
      SECONDS - 0.5,
      null,
      [SECONDS],
      Infinity,
      -Infinity,
    ]) {
      expect(check({ [name]: value })).toThrow(refusal('invalid_token'));
    }
  });

  it('T133: tell the caller nothing about which one was wrong', () => {
    const description = (claims: object): unknown => {
      try {
        return check(claims)();
      } catch (error) {
        return error instanceof Error && error.message;
      }
    };
    expect(description({ exp: 0 })).toBe(description({ nbf: 'x' }));
  });

  it('are compared exactly, to the millisecond of the clock', () => {
    const offsets = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(
        offsets,
        fc.integer({ min: -20, max: 20 }),
        fc.integer({ min: -20, max: 20 }),
        (offset, expiry, start) => {
          const attempt = (): void => assertTimes({ exp: SECONDS + expiry, nbf: SECONDS + start }, NOW + offset);
          const holds = expiry * 1_000 > offset && start * 1_000 <= offset + 10_000;
          if (holds) expect(attempt).not.toThrow();
          else expect(attempt).toThrow(refusal('invalid_token'));
        },
      ),
    );
  });
});
