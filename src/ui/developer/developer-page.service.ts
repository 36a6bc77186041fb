import { Injectable } from '@nestjs/common';
import { type App, VendorApps } from '../../apps/index.js';
import { isAdmin } from '../../core/roles.js';
import { Organizations } from '../../organizations/index.js';
import { PersonPages } from '../organizations/person-pages.service.js';
import { typedIn } from './app-form.js';
import type { DeveloperRefusal } from './developer-errors.js';
import type { PublishedAppView } from './developer-views.js';
import { appPath, developerPath, type DeveloperVisit } from './developer-visit.js';

/** The apps of the organizations that a person administers, and the form that makes one. */
@Injectable()
export class DeveloperPage {
  constructor(
    private readonly apps: VendorApps,
    private readonly organizations: Organizations,
    private readonly pages: PersonPages,
  ) {}

  async show(at: DeveloperVisit, refused?: DeveloperRefusal): Promise<string> {
    const { instance, visit, caller } = at;
    const reader = await this.pages.reader(at);
    const own = await this.organizations.list(caller.instanceId, caller.userId);
    const vendors = own.filter(({ membership }) => isAdmin(membership.roles)).map(({ organization }) => organization);
    const nameOf = (id?: string): string => vendors.find((vendor) => vendor.id === id)?.name ?? '';
    const apps = await this.apps.list(caller);
    return this.pages.write(at, reader, {
      page: 'developer',
      refusal: refused && { ...refused, error: 'invalidInput' },
      view: {
        apps: apps.map((app) => publishedView(at, app, nameOf(app.vendorOrganizationId))),
        organizations: vendors.filter(({ status }) => status === 'active').map(({ id, name }) => ({ id, name })),
        action: developerPath(instance),
        typed: visit.isForm ? typedIn(visit.form) : {},
        error: refused?.error,
      },
    });
  }
}

export function publishedView({ instance }: DeveloperVisit, app: App, vendor: string): PublishedAppView {
  const { id, title, name, status, kind } = app;
  return { title, name, vendor, status, isPrivate: kind === 'private', href: appPath(instance, id) };
}
