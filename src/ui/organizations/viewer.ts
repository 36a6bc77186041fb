import { type Action, type Admission, isPossibleWhileSuspended, may, type Target } from '../../organizations/index.js';
import type { Instance } from '../../instances/index.js';
import { organizationPaths } from './organization-paths.js';
import type { OrganizationHead } from './organization-views.js';

/**
 * What of an organization's pages the viewer gets to see. It hides what would be refused, and decides nothing: the services ask
 * again when a form comes.
 */
export function canSee({ organization, actor }: Admission, action: Action, target?: Target): boolean {
  return may(actor, action, target) && (organization.status === 'active' || isPossibleWhileSuspended(action));
}

export function headOf(instance: Instance, admission: Admission): OrganizationHead {
  const { id, name, status } = admission.organization;
  const { page, apps, apiKeys } = organizationPaths(instance, id);
  return {
    ...{ name, href: page, appsHref: apps },
    apiKeysHref: canSee(admission, 'api_keys.read') ? apiKeys : undefined,
    suspended: status === 'suspended',
    invitations: canSee(admission, 'invitations.read'),
  };
}
