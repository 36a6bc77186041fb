import type { UserId } from '../../core/ids.js';
import type { Instance } from '../../instances/index.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import { english } from '../texts/en.js';
import type { Visit } from '../visit.js';
import type { OperatorNoticeName } from './operator-views.js';

/** An operator at the pages of instances, in the default instance; `id` is the name of the instance that the page is about. */
export interface OperatorVisit extends OrganizationVisit {
  readonly by: UserId;
}

export function operatorPath(instance: Instance): string {
  return pagePaths(basePathOf(instance), '').operator;
}

/** A name that came from outside stays within its segment. */
export function instancePath(instance: Instance, name: string): string {
  return `${operatorPath(instance)}/instances/${encodeURIComponent(name)}`;
}

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
export function noticeOf({ query, isForm }: Visit): OperatorNoticeName | undefined {
  const name = isForm ? '' : (query.get('done') ?? '');
  return isNotice(name) ? name : undefined;
}

function isNotice(name: string): name is OperatorNoticeName {
  return Object.hasOwn(english.operator.notices, name);
}
