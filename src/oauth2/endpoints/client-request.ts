import { invalidRequest } from '../../core/errors.js';
import { type Parameters, parametersOf, parseParameters } from '../../core/parameters.js';
import type { Profile } from '../../core/profile.js';

/** RFC 8707 §2: the only parameter that may come more than once. */
const REPEATABLE = ['resource'];

/** A form arrives as text, JSON as an object; the query string is never looked at (RFC 6749 §2.3.1). @throws invalid_request */
export function bodyParameters(body: unknown, profile: Profile): Parameters {
  if (typeof body === 'string') return parseParameters(body, REPEATABLE);
  if (body === undefined || body === null) return new Map();
  if (profile.acceptsJsonBody) return parametersOf(body);
  throw invalidRequest('send the parameters as application/x-www-form-urlencoded');
}
