import { invalidInput } from '../core/errors.js';
import { sha256 } from '../core/secret-format.js';
import { isPrintableName } from '../core/text.js';

/** Names that would speak for the service, or that languages and tools read as something else. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'admin administrator api anonymous constructor directory everyone invitations latchkey me moderator new null oauth oauth2 ' +
    'official operator organization organizations prototype root security staff support system undefined'
  ).split(' '),
);

const MAXIMUM_SLUG_LENGTH = 64;
const FINGERPRINT_LENGTH = 8;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** A name as it is shown, and the one for addresses: equal for names that differ only in case, width, accents or punctuation. */
export interface OrganizationName {
  readonly name: string;
  readonly slug: string;
}

/**
 * Compatibility forms are folded (NFKC), so that no look-alike of a name is made by width or ligature alone.
 * @throws invalid_input for what is invisible, turns the direction of writing, or is reserved
 */
export function readOrganizationName(text: string): OrganizationName {
  // Looked at before folding, which would make a plain space of many an odd one.
  if (!isPrintableName(text.trim())) throw invalidName('use 1 to 200 printable characters');
  const name = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (!isPrintableName(name)) throw invalidName('use 1 to 200 printable characters');
  const slug = slugOf(name);
  if (RESERVED.has(slug)) throw invalidName('this name is reserved');
  return { name, slug };
}

/** Letters beyond ASCII have no place in an address; a fingerprint of the name keeps such names apart. */
function slugOf(name: string): string {
  const folded = name.toUpperCase().toLowerCase().normalize('NFKD');
  const plain = folded.replace(/\p{M}/gu, '');
  const words = plain
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-');
  if (words !== '' && !BEYOND_ASCII.test(plain) && words.length <= MAXIMUM_SLUG_LENGTH) return words;
  const fingerprint = sha256(folded)
    .replace(/[^A-Za-z0-9]/g, '')
    .toLowerCase()
    .slice(0, FINGERPRINT_LENGTH);
  const head = words.slice(0, MAXIMUM_SLUG_LENGTH - FINGERPRINT_LENGTH - 1).replace(/-$/, '') || 'organization';
  return `${head}-${fingerprint}`;
}

function invalidName(reason: string): Error {
  return invalidInput('this name can not be used', { fields: { name: reason } });
}
