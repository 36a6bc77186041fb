/** RFC 8628 §6.1: without vowels, so that it makes no words, and without digits, so that no letter looks like one. 34.5 bits. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
const LENGTH = 8;

/** Above it a byte would favour the first letters. */
const FAIR = 256 - (256 % LETTERS.length);

const CODE = new RegExp(`^[${LETTERS}]{${LENGTH}}$`, 'i');

/** What may stand between the letters when a person types them. */
const FILLING = /[\s\p{Pd}._]/gu;
const LONGEST_TEXT = 64;

/** So many random bytes are enough for a code, but for one time in a million. */
export const USER_CODE_BYTES = 24;

/** A code of random bytes; `undefined` where too many of them were not fair. */
export function userCodeOf(bytes: Uint8Array): string | undefined {
  const fair = [...bytes].filter((byte) => byte < FAIR).slice(0, LENGTH);
  return fair.length < LENGTH ? undefined : fair.map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('');
}

/** What a person typed, as the code is stored: in any case, with or without the hyphen. `undefined` where it can be none. */
export function typedUserCode(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const letters = text.replace(FILLING, '');
  return CODE.test(letters) ? letters.toUpperCase() : undefined;
}

/** As people read it: `BCDF-GHJK`. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
}
