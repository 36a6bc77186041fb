import { Injectable } from '@nestjs/common';
import { Organizations, type OwnOrganization } from '../../organizations/index.js';
import type { Texts } from '../texts/texts.js';
import { countriesIn } from './countries.js';
import type { OrganizationRefusal } from './organization-errors.js';
import { noticeOf } from './organization-forms.service.js';
import { organizationPaths, organizationsPath } from './organization-paths.js';
import type { OrganizationsView, OwnOrganizationView } from './organization-views.js';
import type { OrganizationVisit } from './organization-visit.js';
import { PersonPages } from './person-pages.service.js';

/** The person's organizations, and the form for another one. */
@Injectable()
export class OrganizationsPage {
  constructor(
    private readonly organizations: Organizations,
    private readonly pages: PersonPages,
  ) {}

  async show(at: OrganizationVisit, refusal?: OrganizationRefusal): Promise<string> {
    const { instance, visit, caller } = at;
    const reader = await this.pages.reader(at);
    const own = await this.organizations.list(caller.instanceId, caller.userId);
    const typed = refusal ? visit.form : undefined;
    const view: OrganizationsView = {
      organizations: own.map((entry) => rowOf(entry, organizationPaths(instance, entry.organization.id).page, reader)),
      action: organizationsPath(instance),
      typed: { name: typed?.get('name') ?? '', countryCode: typed?.get('country_code') ?? '' },
      countries: countriesIn(reader.texts.locale),
      notice: noticeOf(visit),
      error: refusal?.error,
    };
    return this.pages.write(at, reader, { page: 'organizations', refusal, view });
  }
}

function rowOf(
  { organization, membership }: OwnOrganization,
  href: string,
  { texts }: { readonly texts: Texts },
): OwnOrganizationView {
  const roles = membership.roles.map((role) => texts.organizations.roles[role]);
  return { name: organization.name, href, roles, suspended: organization.status === 'suspended' };
}
