import { english } from '../texts/en.js';
import type { Visit } from '../visit.js';
import type { DeveloperNoticeName } from './developer-views.js';

/** The link can be made by anyone, so it chooses among our sentences and holds none. */
export function noticeOf({ query, isForm }: Visit): DeveloperNoticeName | undefined {
  const name = isForm ? '' : (query.get('done') ?? '');
  return isNotice(name) ? name : undefined;
}

function isNotice(name: string): name is DeveloperNoticeName {
  return Object.hasOwn(english.developer.notices, name);
}
