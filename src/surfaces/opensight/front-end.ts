import type { Instance } from '../../instances/index.js';
import { assertNotForeign, type RequestContext, type Settings } from '../../platform/index.js';

/**
 * What sets or reads the refresh cookie is for the product's own front end: our own origin, and those that the instance allows.
 * A caller that is no browser says nothing of origins and need not.
 * @throws csrf_failed where the browser says that the request comes from elsewhere
 */
export function assertFrontEnd(
  { settings: { allowedOrigins } }: Instance,
  context: RequestContext,
  settings: Settings,
): void {
  const { origin } = context;
  if (origin !== undefined && allowedOrigins.includes(origin)) return;
  assertNotForeign(context, settings);
}
