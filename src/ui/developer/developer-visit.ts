import type { PersonCaller } from '../../organizations/index.js';
import type { Instance } from '../../instances/index.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import type { Visit } from '../visit.js';

/** A signed-in person at the developer's pages. What the person may do is the services' business, at every request anew. */
export interface DeveloperVisit {
  readonly instance: Instance;
  readonly visit: Visit;
  readonly caller: PersonCaller;
  /** The app's, as it came from outside. */
  readonly id: string;
  /** Of what the app has: a client, a delivery. */
  readonly itemId: string;
}

export function developerPath(instance: Instance): string {
  return pagePaths(basePathOf(instance), '').developer;
}

/** An id that came from outside stays within its segment. */
export function appPath(instance: Instance, id: string): string {
  return `${developerPath(instance)}/apps/${encodeURIComponent(id)}`;
}
