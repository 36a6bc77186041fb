import type { HttpReply } from '../../../platform/index.js';

/** Beyond the body: the pages of a list, when to try again, and the number to ask us about. */
const EXPOSED = [
  'Link, Current-Page, Total-Count, Total-Pages, ETag, RateLimit-Reset, Retry-After, WWW-Authenticate, X-Request-Id',
].join('');

/**
 * Scripts of any page may read every answer of the directory: no cookie decides here, and a browser lets `*` count only for
 * what it sent without credentials (Fetch §3.2.5).
 */
export const OPEN_TO_ANY_ORIGIN: readonly (readonly [string, string])[] = [
  ['access-control-allow-origin', '*'],
  ['access-control-expose-headers', EXPOSED],
];

export function openToAnyOrigin(reply: HttpReply): void {
  for (const [name, value] of OPEN_TO_ANY_ORIGIN) reply.header(name, value);
}
