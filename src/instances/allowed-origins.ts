import type { RequestContext } from '../platform/http/request-context.js';
import { isForeignPost } from '../platform/http/same-origin.js';
import type { Settings } from '../platform/settings.js';
import type { Instance } from './instances.service.js';

/** Where the browser says that a request comes from; whoever is no browser says nothing. */
export type Sender = 'known' | 'foreign' | 'silent';

/**
 * A page of ours, or one of an origin that the instance names, to the letter (RFC 6454 §5): `null` and everything that only looks
 * alike are foreign. No page can write what is read here (Fetch §2.2.2).
 */
export function senderOf(
  instance: Instance,
  { origin, headers }: Pick<RequestContext, 'origin' | 'headers'>,
  settings: Pick<Settings, 'publicUrl'>,
): Sender {
  if (isAllowedOrigin(instance, origin)) return 'known';
  if (origin === undefined && headers['sec-fetch-site'] === undefined) return 'silent';
  // As strict as with a post, whatever the method.
  return isForeignPost({ method: 'POST', origin, headers }, settings) ? 'foreign' : 'known';
}

export function isAllowedOrigin({ settings }: Instance, origin: string | undefined): origin is string {
  return origin !== undefined && settings.allowedOrigins.includes(origin);
}
