import type { Instance } from '../../instances/index.js';
import type { SocialVisit } from '../../social/index.js';
import { basePathOf } from '../page-paths.js';
import type { Visit } from '../visit.js';

/** Where somebody leaves for a provider. */
export function socialPath(instance: Instance, provider: string): string {
  return `${basePathOf(instance)}/social/${provider}`;
}

/** The provider is the path's: `/demo/social/github/callback`. */
export function socialVisitOf(
  instance: Instance,
  visit: Visit,
  provider = visit.context.path.split('/')[3] ?? '',
): SocialVisit {
  const callbackUrl = `${instance.baseUrl}/social/${provider}/callback`;
  return { instance, provider, callbackUrl, ...visit.parts };
}
