import { invalidRequest } from './errors.js';

/** Parameters of one request by name. Only those that carry a value: an empty one counts as absent (RFC 6749 §3.1). */
export type Parameters = ReadonlyMap<string, string>;

export interface ReadParameters {
  /** Without the repeated ones: neither the first nor the last of them wins. */
  readonly parameters: Parameters;
  /** Names that were sent more than once. */
  readonly repeated: ReadonlySet<string>;
}

const MAXIMUM_PARAMETERS = 100;

/** A name that may be quoted in an error: the characters of registered parameter names, and nothing that could be markup. */
const QUOTABLE_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** NUL, which no parameter needs and PostgreSQL refuses, and halves of surrogate pairs, which have no UTF-8 form. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/**
 * Reads a query string (without `?`) or a form body, `application/x-www-form-urlencoded`. Values of a name listed in
 * `repeatable` (RFC 8707 §2 `resource`) are joined by a space.
 * @throws invalid_request for a name sent twice (RFC 6749 §3.1), and whatever `readParameters` throws for
 */
export function parseParameters(encoded: string, repeatable: readonly string[] = []): Parameters {
  const { parameters, repeated } = readParameters(encoded, repeatable);
  const [name] = repeated;
  if (name !== undefined) throw sentTwice(name);
  return parameters;
}

/**
 * The same, for an endpoint that has to know the other parameters to answer a repetition: the authorization endpoint sends an
 * error to the redirect URI only if `client_id` and `redirect_uri` are certain (RFC 6749 §4.1.2.1).
 * @throws invalid_request for more than 100 parameters, malformed percent-encoding or UTF-8, and NUL
 */
export function readParameters(encoded: string, repeatable: readonly string[] = []): ReadParameters {
  const values = collect(encoded);
  const repeated = new Set<string>();
  const parameters = new Map<string, string>();
  for (const [name, sent] of values) {
    const value = sent.filter((text) => text !== '').join(' ');
    if (sent.length > 1 && !repeatable.includes(name)) repeated.add(name);
    else if (value !== '') parameters.set(name, value);
  }
  return { parameters, repeated };
}

/**
 * Parameters from a parsed JSON body. An absent body has none.
 * @throws invalid_request for anything but an object of strings, for more than 100 members, and for NUL
 */
export function parametersOf(record: unknown): Parameters {
  if (record === undefined) return new Map();
  if (typeof record !== 'object' || record === null || Array.isArray(record)) {
    throw invalidRequest('the body must be a JSON object');
  }
  const members = Object.entries(record);
  if (members.length > MAXIMUM_PARAMETERS) throw tooMany();
  return new Map(members.map(([name, value]) => [storable(name), textOf(name, value)] as const).filter(hasValue));
}

function collect(encoded: string): Map<string, string[]> {
  const pairs = encoded === '' ? [] : encoded.split('&', MAXIMUM_PARAMETERS + 1);
  if (pairs.length > MAXIMUM_PARAMETERS) throw tooMany();
  const values = new Map<string, string[]>();
  for (const pair of pairs.filter((text) => text !== '')) {
    const [name, value] = decodePair(pair);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return values;
}

function decodePair(pair: string): [name: string, value: string] {
  const end = pair.indexOf('=');
  return end < 0 ? [decode(pair), ''] : [decode(pair.slice(0, end)), decode(pair.slice(end + 1))];
}

function decode(text: string): string {
  try {
    return storable(decodeURIComponent(text.replaceAll('+', ' ')));
  } catch (cause) {
    throw invalidRequest('a parameter is not encoded correctly', { cause });
  }
}

function storable(text: string): string {
  if (UNSTORABLE.test(text)) throw invalidRequest('a parameter holds a character that is not allowed');
  return text;
}

function textOf(name: string, value: unknown): string {
  if (typeof value === 'string') return storable(value);
  throw invalidRequest(`${quoted(name)} must be a string`, fieldsOf(name, 'must be a string'));
}

function hasValue([, value]: readonly [string, string]): boolean {
  return value !== '';
}

function sentTwice(name: string): Error {
  return invalidRequest(`${quoted(name)} was sent more than once`, fieldsOf(name, 'was sent more than once'));
}

function tooMany(): Error {
  return invalidRequest('there are too many parameters');
}

function quoted(name: string): string {
  return QUOTABLE_NAME.test(name) ? `the parameter ${name}` : 'a parameter';
}

function fieldsOf(name: string, problem: string): { fields?: Record<string, string> } {
  return QUOTABLE_NAME.test(name) ? { fields: { [name]: problem } } : {};
}
