import { randomBytes } from 'node:crypto';
import { shownUserCode, typedUserCode, USER_CODE_BYTES, userCodeOf } from '../../src/core/user-code.js';

describe('the code that a person types (RFC 8628 §6.1)', () => {
  it('has eight letters, none of which is a vowel, all equally likely', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 5_000; i += 1) {
      const code = userCodeOf(randomBytes(USER_CODE_BYTES)) ?? '';
      expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{8}$/);
      for (const letter of code) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    for (const count of counts.values()) expect(Math.abs(count - 2_000)).toBeLessThan(300);
  });

  it('leaves out bytes that would favour a letter', () => {
    expect(userCodeOf(new Uint8Array(USER_CODE_BYTES).fill(240))).toBeUndefined();
    expect(userCodeOf(new Uint8Array([255, 0, 1, 2, 3, 4, 5, 6, 239]))).toBe('BCDFGHJZ');
  });

  it.each(['BCDFGHJK', 'bcdf-ghjk', ' bcdf ghjk ', 'BCDF–GHJK', 'B.C_D-F GHJK'])('is read from %j', (text) =>
    expect(typedUserCode(text)).toBe('BCDFGHJK'),
  );

  it.each([
    '',
    'BCDF-GHJ',
    'BCDF-GHJKL',
    'ACDF-GHJK',
    'BCDF-GHJ1',
    'BCDF/GHJK',
    `${'-'.repeat(80)}BCDFGHJK`,
    'ſCDFGHJK',
  ])('is not read from %j', (text) => expect(typedUserCode(text)).toBeUndefined());

  it('is shown in two halves', () => expect(shownUserCode('BCDFGHJK')).toBe('BCDF-GHJK'));
});
