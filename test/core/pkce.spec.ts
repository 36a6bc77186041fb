import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { assertCodeChallenge, isCodeChallenge, isCodeVerifier, provesChallenge } from '../../src/core/pkce.js';
import { refusal } from './refusal.js';

// RFC 7636 Appendix B
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('proof key for code exchange', () => {
  it('T092: takes S256 with a challenge, or neither', () => {
    expect(() => assertCodeChallenge(CHALLENGE, 'S256')).not.toThrow();
    expect(() => assertCodeChallenge(undefined, undefined)).not.toThrow();
  });

  it.each(['plain', undefined, 's256', 'S512', '', 'S256 '])('T092: refuses the method %j', (method) => {
    expect(() => assertCodeChallenge(CHALLENGE, method)).toThrow(refusal('invalid_request'));
  });

  it('T092: refuses a method without a challenge', () => {
    expect(() => assertCodeChallenge(undefined, 'S256')).toThrow(refusal('invalid_request'));
  });

  it.each([43, 128])('T096: takes %d unreserved characters (RFC 7636 §4.1)', (length) => {
    const text = '-._~aZ09'.repeat(16).slice(0, length);
    expect([isCodeVerifier(text), isCodeChallenge(text)]).toEqual([true, true]);
  });

  it.each([
    '',
    'a'.repeat(42),
    'a'.repeat(129),
    ...['+', '/', '=', '\0', '\u00e9', ' ', '\n', '%41'].map((suffix) => 'a'.repeat(43) + suffix),
  ])('T096: refuses %j as verifier and as challenge', (text) => {
    expect([isCodeVerifier(text), isCodeChallenge(text)]).toEqual([false, false]);
    expect(() => assertCodeChallenge(text, 'S256')).toThrow(refusal('invalid_request'));
    expect(provesChallenge(text, createHash('sha256').update(text).digest('base64url'))).toBe(false);
  });

  it('proves the challenge of RFC 7636 Appendix B', () => {
    expect(provesChallenge(VERIFIER, CHALLENGE)).toBe(true);
  });

  it('proves its own challenge and no other', () => {
    const verifiers = fc.stringMatching(/^[A-Za-z0-9._~-]{43,128}$/);
    fc.assert(
      fc.property(verifiers, verifiers, (verifier, other) => {
        const challenge = createHash('sha256').update(other).digest('base64url');
        expect(provesChallenge(verifier, challenge)).toBe(verifier === other);
        expect(provesChallenge(other, challenge)).toBe(true);
        expect(provesChallenge(challenge, challenge)).toBe(false);
      }),
    );
  });
});
