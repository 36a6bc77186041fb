import type { Instance } from '../instances/index.js';
import type { CookieOptions } from '../platform/http/cookies.js';

/** Sent to the paths of one instance only, never to a script, and not with what other sites post. */
export function instanceCookie({ baseUrl }: Instance): CookieOptions {
  const { pathname, protocol } = new URL(baseUrl);
  return { path: pathname, secure: protocol === 'https:', httpOnly: true, sameSite: 'lax' };
}
