import { Injectable } from '@nestjs/common';
import { type Action, type Caller, OrganizationAccess } from '../organizations/index.js';
import type { App } from './app.js';
import { Apps } from './apps.service.js';

/** The apps of an organization, for the organization itself. */
@Injectable()
export class PublishedApps {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly apps: Apps,
  ) {}

  /** By name. @throws not_found, forbidden, insufficient_scope where the caller may not do to them what is named */
  async list(caller: Caller, organizationId: string, action: Action): Promise<App[]> {
    const { organization } = await this.access.enter(caller, { organizationId, action });
    return this.apps.listOfVendors(caller.instanceId, [organization.id]);
  }
}
