import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { type AppId, isUuid, type OrganizationId } from '../core/ids.js';
import { isAdmin } from '../core/roles.js';
import {
  Memberships,
  type Organization,
  OrganizationAccess,
  Organizations,
  type PersonCaller,
} from '../organizations/index.js';
import type { App } from './app.js';
import { AppStore } from './app.store.js';

/** An app with the organization that publishes it. */
type VendorApp = App & { readonly vendorOrganizationId: OrganizationId };

/** Who may manage an app: the admins of its vendor, as the memberships say now. Anybody else's app is the same as none. */
@Injectable()
export class VendorAccess {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly organizations: Organizations,
    private readonly memberships: Memberships,
    private readonly store: AppStore,
  ) {}

  /** To look at an app. @throws not_found, forbidden */
  async enter(caller: PersonCaller, appId: string): Promise<App> {
    const app = await this.find(caller, appId);
    await this.access.enter(caller, { organizationId: app.vendorOrganizationId, action: 'apps.read' });
    return app;
  }

  /** To change an app, in the running transaction: as it is once nobody else changes it. @throws not_found, forbidden */
  async lock(caller: PersonCaller, appId: string): Promise<App> {
    const app = await this.find(caller, appId);
    await this.lockVendor(caller, app.vendorOrganizationId);
    return this.find(caller, appId);
  }

  /** To publish an app, in the running transaction. @throws not_found, forbidden */
  async lockVendor(caller: PersonCaller, organizationId: string): Promise<Organization> {
    return (await this.access.lock(caller, { organizationId, action: 'apps.manage' })).organization;
  }

  /** The one that is named, or all whose apps the caller may see. @throws not_found, forbidden for the one */
  async vendorsOf(caller: PersonCaller, organizationId?: string): Promise<readonly OrganizationId[]> {
    if (organizationId !== undefined) {
      const { organization } = await this.access.enter(caller, { organizationId, action: 'apps.read' });
      return [organization.id];
    }
    const own = await this.organizations.list(caller.instanceId, caller.userId);
    return own.filter(({ membership }) => isAdmin(membership.roles)).map(({ organization }) => organization.id);
  }

  private async find({ instanceId, userId }: PersonCaller, appId: string): Promise<VendorApp> {
    const app = isUuid(appId) ? await this.store.find(instanceId, appId as AppId) : undefined;
    const vendorOrganizationId = app?.vendorOrganizationId;
    const isMember = vendorOrganizationId && (await this.memberships.find(userId, vendorOrganizationId));
    if (!app || !isMember) throw notFound('there is no such app');
    return { ...app, vendorOrganizationId };
  }
}
