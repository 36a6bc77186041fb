import { Injectable } from '@nestjs/common';
import { OrganizationApiKeys, PersonalApiKeys } from '../../api-keys/index.js';
import type { Principal } from '../../core/principal.js';
import { OrganizationAccess } from '../../organizations/index.js';
import { organizationPaths } from '../organizations/organization-paths.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';
import { basePathOf, pagePaths } from '../page-paths.js';
import type { KeyVisit } from './key-desk.js';

/** Whose keys a page is about. What the person may do there is the services' business, at every request anew. */
@Injectable()
export class KeyDesks {
  constructor(
    private readonly personal: PersonalApiKeys,
    private readonly organizations: OrganizationApiKeys,
    private readonly access: OrganizationAccess,
  ) {}

  own(at: OrganizationVisit, principal: Principal): KeyVisit {
    const { personal } = this;
    return {
      ...at,
      desk: {
        owner: 'person',
        path: pagePaths(basePathOf(at.instance), '').apiKeys,
        admission: async () => undefined,
        overview: (days) => personal.overview(principal, days),
        create: (terms) => personal.create(principal, terms),
        rotate: (id, rotation) => personal.rotate(principal, id, rotation),
        revoke: (id) => personal.revoke(principal, id),
      },
    };
  }

  ofOrganization(at: OrganizationVisit): KeyVisit {
    const { organizations, access } = this;
    const { caller, id: organizationId } = at;
    const place = { caller, organizationId };
    return {
      ...at,
      desk: {
        owner: 'organization',
        path: organizationPaths(at.instance, organizationId).apiKeys,
        admission: () => access.enter(caller, { organizationId, action: 'api_keys.read' }),
        overview: (days) => organizations.overview(place, days),
        create: (terms) => organizations.create(place, terms),
        rotate: (id, rotation) => organizations.rotate(place, id, rotation),
        revoke: (id) => organizations.revoke(place, id),
      },
    };
  }
}
