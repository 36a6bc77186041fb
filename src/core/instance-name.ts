import { invalidInput } from './errors.js';

/** A path segment, a lower-case letter first: 2 to 63 characters (design §7). */
const NAME = /^[a-z][a-z0-9-]{1,62}$/;

/** First segments of routes that belong to no instance, and words that languages and tools read as something else. */
const RESERVED: ReadonlySet<string> = new Set(
  'api oauth oauth2 docs health metrics assets admin static public null undefined constructor prototype'.split(' '),
);

export function isInstanceName(text: string): boolean {
  return NAME.test(text) && !RESERVED.has(text);
}

/** @throws invalid_input */
export function assertInstanceName(text: string): void {
  if (isInstanceName(text)) return;
  throw invalidInput('an instance needs another name', {
    fields: { name: 'must be 2 to 63 of a-z, 0-9 and -, begin with a letter, and not be reserved' },
  });
}
