/** Crockford's base 32: no letter that looks like a digit. 60 bits in twelve of them. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 12;
const GROUP = 4;

const CODE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

/** What may stand between the characters when a person types them. */
const FILLING = /[\s\p{Pd}._]/gu;
const LONGEST_TEXT = 64;

/** So many random bytes make a code; each gives five bits, evenly. */
export const BACKUP_CODE_BYTES = LENGTH;

export function backupCodeOf(bytes: Uint8Array): string {
  return [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}

/** What a person typed, as the code was made: in any case, grouped or not, `o` for `0`. `undefined` where it can be none. */
export function typedBackupCode(text: string): string | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const code = text.replace(FILLING, '').toLowerCase().replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return CODE.test(code) ? code : undefined;
}

/** As people read it: `7k2m-x9qd-4tfw`. */
export function shownBackupCode(code: string): string {
  return (code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [code]).join('-');
}
