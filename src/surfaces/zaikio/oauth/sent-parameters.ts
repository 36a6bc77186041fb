import { invalidRequest } from '../../../core/errors.js';
import { type Parameters, parseParameters } from '../../../core/parameters.js';
import { bodyParameters } from '../../../oauth2/index.js';
import { zaikio } from './profile.js';
import { spacedScope } from './scope-words.js';

/** What our own answer adds to a redirect URI (RFC 6749 §4.1.2, RFC 9207 §2). */
const ANSWER: ReadonlySet<string> = new Set(['code', 'state', 'iss']);

/**
 * The parameters of a POST, in the words of the endpoint below: they come in the query, as a form or as JSON, or in two of these.
 * @throws invalid_request for a parameter that came with two values: neither of them wins
 */
export function sentParameters(search: string, body: unknown): Parameters {
  const parameters = new Map(parseParameters(search, ['resource']));
  for (const [name, value] of bodyParameters(body, zaikio)) {
    const other = parameters.get(name);
    if (other !== undefined && other !== value) throw invalidRequest('a parameter was sent with two values');
    parameters.set(name, value);
  }
  change(parameters, 'scope', spacedScope);
  return parameters;
}

/** The same for the token endpoint, where a code names its grant by itself. */
export function tokenParameters(search: string, body: unknown): Parameters {
  const parameters = new Map(sentParameters(search, body));
  if (!parameters.has('grant_type') && parameters.has('code')) parameters.set('grant_type', 'authorization_code');
  change(parameters, 'redirect_uri', withoutAnswer);
  return parameters;
}

/** Some clients send the address at which they were called back, our answer included: what is left must be the registered one. */
export function withoutAnswer(redirectUri: string): string {
  const [address = '', ...rest] = redirectUri.split('?');
  const kept = rest
    .join('?')
    .split('&')
    .filter((pair) => pair !== '' && !ANSWER.has(pair.split('=', 1)[0] ?? ''));
  return kept.length === 0 ? address : `${address}?${kept.join('&')}`;
}

function change(parameters: Map<string, string>, name: string, map: (value: string) => string): void {
  const value = parameters.get(name);
  if (value !== undefined) parameters.set(name, map(value));
}
