import type { Instance } from '../../instances/index.js';
import { basePathOf, pagePaths } from '../page-paths.js';

/** Where the pages of one organization are, and what their forms are sent to. */
export interface OrganizationPaths {
  readonly page: string;
  readonly details: string;
  readonly suspend: string;
  readonly activate: string;
  readonly remove: string;
  readonly leave: string;
  readonly members: string;
  readonly invitations: string;
  readonly apps: string;
  readonly install: string;
  readonly apiKeys: string;
}

export function organizationsPath(instance: Instance): string {
  return pagePaths(basePathOf(instance), '').organizations;
}

/** An id that came from outside stays within its segment. */
export function organizationPaths(instance: Instance, id: string): OrganizationPaths {
  const page = `${organizationsPath(instance)}/${encodeURIComponent(id)}`;
  return {
    page,
    details: `${page}/details`,
    suspend: `${page}/suspend`,
    activate: `${page}/activate`,
    remove: `${page}/delete`,
    leave: `${page}/leave`,
    members: `${page}/members`,
    invitations: `${page}/invitations`,
    apps: `${page}/apps`,
    install: `${page}/apps/install`,
    apiKeys: `${page}/api-keys`,
  };
}
