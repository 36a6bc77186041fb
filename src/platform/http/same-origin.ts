import { csrfFailed } from '../../core/errors.js';
import type { Settings } from '../settings.js';
import type { RequestContext } from './request-context.js';

/** RFC 9110 §9.2.1: what these do is no state change. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** One machine by three names: what runs beside us on a developer's machine has another port. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

type Origins = Pick<RequestContext, 'method' | 'origin' | 'headers'>;

/**
 * A state change that the browser's cookie authorizes must come from one of our own pages. The browser says so in
 * `Sec-Fetch-Site` or `Origin`, which no page can write (Fetch §2.2.2); both must agree, and silence is a refusal.
 * @throws csrf_failed
 */
export function assertSameOrigin(
  { method, origin, headers }: Origins,
  { publicUrl }: Pick<Settings, 'publicUrl'>,
): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  const isNamed = origin !== undefined && origin !== 'null';
  // A form of a page with `Referrer-Policy: no-referrer` sends `Origin: null` to its own server too: there the site decides.
  const isOwn = isNamed ? isOwnOrigin(origin, publicUrl) : site === 'same-origin';
  if (isOwn && (site === undefined || site === 'same-origin')) return;
  throw csrfFailed('the request does not come from a page of this service');
}

/**
 * For a form that carries a token of ours: a caller that is no browser says nothing of origins and need not.
 * @throws csrf_failed where the browser says that the request comes from elsewhere
 */
export function assertNotForeign(request: Origins, settings: Pick<Settings, 'publicUrl'>): void {
  const isSilent = request.origin === undefined && request.headers['sec-fetch-site'] === undefined;
  if (!isSilent) assertSameOrigin(request, settings);
}

/** Whether the browser says that another site posted this. A caller that is no browser says nothing. */
export function isForeignPost(request: Origins, settings: Pick<Settings, 'publicUrl'>): boolean {
  try {
    assertNotForeign(request, settings);
    return false;
  } catch {
    return true;
  }
}

function isOwnOrigin(origin: string, publicUrl: string): boolean {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (!LOOPBACK.has(own.hostname) || !URL.canParse(origin)) return false;
  const other = new URL(origin);
  return LOOPBACK.has(other.hostname) && other.protocol === own.protocol && other.port === own.port;
}
