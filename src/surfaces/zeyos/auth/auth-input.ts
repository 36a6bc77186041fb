import type { Parameters } from '../../../core/parameters.js';
import { standard } from '../../../core/profile.js';
import { bodyParameters } from '../../../oauth2/index.js';

/** What old clients send that is no text and means nothing here: how long their token is to live. */
const IGNORED = ['expdate'];

/** A form or JSON. @throws invalid_request */
export function readInput(body: unknown): Parameters {
  return bodyParameters(withoutIgnored(body), standard);
}

function withoutIgnored(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !IGNORED.includes(name)));
}
