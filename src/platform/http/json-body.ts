import { invalidRequest } from '../../core/errors.js';
import { parseStrictJson } from '../../core/strict-json.js';

const MAXIMUM_MEMBERS = 1_000;
/** The names with which prototypes are poisoned. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * One JSON object as I-JSON wants it (RFC 7493 §2): no name twice, no lone surrogates, no whole number that is not exact. Depth and
 * number of members are bounded, and names that poison prototypes are refused. Throws `invalid_request`.
 */
export function parseJsonBody(text: string): object {
  const value = parseStrictJson(text);
  if (value === undefined)
    throw invalidRequest('the body must be one JSON object without repeated names and deep nesting');
  const members = inspect(value);
  if (members > MAXIMUM_MEMBERS) throw invalidRequest('the body has too many members');
  return value;
}

/** Counts the members. It recurses as deep as the parser has let through, which is 20. */
function inspect(value: unknown): number {
  if (typeof value === 'string') assertText(value);
  if (typeof value === 'number') assertExact(value);
  if (typeof value !== 'object' || value === null) return 1;
  let members = 1;
  for (const [name, member] of Object.entries(value)) {
    if (FORBIDDEN_NAMES.has(name)) throw invalidRequest('the body has a name that is not allowed');
    assertText(name);
    members += inspect(member);
  }
  return members;
}

/** NUL can be stored by one of our databases and not by the other; nobody types it. */
function assertText(text: string): void {
  if (/\p{Surrogate}|\0/u.test(text)) throw invalidRequest('the body has a text that is not valid Unicode');
}

function assertExact(number: number): void {
  const isExact = Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  if (!isExact) throw invalidRequest('the body has a number that is too large');
}
