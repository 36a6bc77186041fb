import { Injectable } from '@nestjs/common';
import { type DescribedInstallation, Installations, launchUrl } from '../../apps/index.js';
import { type Admission, Organizations, type OwnOrganization } from '../../organizations/index.js';
import { pagePaths, basePathOf } from '../page-paths.js';
import { organizationPaths } from '../organizations/organization-paths.js';
import type { OrganizationVisit } from '../organizations/organization-visit.js';
import type { LaunchAppView, LaunchOrganizationView } from '../organizations/organization-views.js';
import { pageNumber, pagingView } from '../organizations/paging.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { canSee } from '../organizations/viewer.js';

/** Organizations on one page. */
const PAGE_SIZE = 10;

/** Where members open the apps of their organizations. */
@Injectable()
export class LaunchpadFlow {
  constructor(
    private readonly organizations: Organizations,
    private readonly installations: Installations,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OrganizationVisit): Promise<string> {
    const { instance, visit, caller } = at;
    const reader = await this.pages.reader(at);
    const own = await this.organizations.list(caller.instanceId, caller.userId);
    const page = pageNumber(visit);
    const shown = own.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const { launchpad } = pagePaths(basePathOf(instance), '');
    const view = {
      organizations: await Promise.all(shown.map((entry) => this.section(at, entry))),
      paging: pagingView(launchpad, { page, pageSize: PAGE_SIZE, total: own.length }),
    };
    return this.pages.write(at, reader, { page: 'launchpad', view });
  }

  private async section(
    { instance, caller }: OrganizationVisit,
    { organization, membership }: OwnOrganization,
  ): Promise<LaunchOrganizationView> {
    const { id, name, status } = organization;
    const actor = { type: 'member', userId: caller.userId, roles: membership.roles } as const;
    const admission: Admission = { organization, actor };
    const installed = await this.installations.list(caller, id);
    return {
      ...{ id, name },
      suspended: status === 'suspended',
      apps: installed.map((installation) => tileOf(installation, status === 'active')),
      browseHref: canSee(admission, 'installations.manage') ? organizationPaths(instance, id).apps : undefined,
    };
  }
}

function tileOf({ app, organizationId }: DescribedInstallation, isActive: boolean): LaunchAppView {
  const { title, vendor, status } = app;
  const disabled = status !== 'active';
  return { title, vendor, disabled, href: isActive && !disabled ? launchUrl(app, organizationId) : undefined };
}
