import { csrfFailed } from '../../core/errors.js';
import { type Instance, senderOf } from '../../instances/index.js';
import type { RequestContext, Settings } from '../../platform/index.js';

/**
 * What sets or reads the refresh cookie is for the product's own front end: our own origin, and those that the instance allows.
 * A caller that is no browser says nothing of origins and need not.
 * @throws csrf_failed where the browser says that the request comes from elsewhere
 */
export function assertFrontEnd(instance: Instance, context: RequestContext, settings: Settings): void {
  if (senderOf(instance, context, settings) !== 'foreign') return;
  throw csrfFailed('the request does not come from a front end of this instance');
}
