import { Injectable } from '@nestjs/common';
import { AppDirectory, Installations } from '../../apps/index.js';
import { OrganizationAccess } from '../../organizations/index.js';
import { type AppScene, availableView, installedView } from './app-parts.js';
import { noticeOf } from './organization-forms.service.js';
import type { OrganizationAttempt } from './organization-page.service.js';
import { organizationPaths } from './organization-paths.js';
import type { OrganizationAppsView } from './organization-views.js';
import type { OrganizationVisit } from './organization-visit.js';
import { pageNumber, pagingView } from './paging.js';
import { PersonPages } from './person-pages.service.js';
import { canSee, headOf } from './viewer.js';

const LONGEST_QUERY = 100;

/** The apps that an organization has; for who may install, also those that it could have. */
@Injectable()
export class AppsPage {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly installations: Installations,
    private readonly directory: AppDirectory,
    private readonly pages: PersonPages,
  ) {}

  /** @throws not_found */
  async show(at: OrganizationVisit, attempt?: OrganizationAttempt): Promise<string> {
    const { instance, visit, caller, id: organizationId } = at;
    const admission = await this.access.enter(caller, { organizationId, action: 'installations.read' });
    const reader = await this.pages.reader(at);
    const scene = { admission, reader, paths: organizationPaths(instance, admission.organization.id) };
    const installed = await this.installations.list(caller, organizationId);
    const view: OrganizationAppsView = {
      head: headOf(instance, admission),
      installed: installed.map((installation) => installedView(scene, installation)),
      browse: canSee(admission, 'installations.manage') ? await this.browse(at, scene) : undefined,
      notice: noticeOf(visit),
      problem: attempt,
    };
    return this.pages.write(at, reader, { page: 'organization-apps', refusal: attempt, view });
  }

  private async browse(
    { visit, caller, id }: OrganizationVisit,
    scene: AppScene,
  ): Promise<OrganizationAppsView['browse']> {
    const query = ((visit.isForm ? undefined : visit.query.get('query')) ?? '').slice(0, LONGEST_QUERY).trim();
    const found = await this.directory.list(caller, id, { query, page: pageNumber(visit) });
    const { apps } = scene.paths;
    return {
      ...{ action: apps, query },
      apps: found.apps.map((app) => availableView(scene, app)),
      paging: pagingView(apps, found, query === '' ? {} : { query }),
    };
  }
}
