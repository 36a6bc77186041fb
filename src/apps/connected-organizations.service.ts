import { Injectable } from '@nestjs/common';
import type { AppId, OrganizationId } from '../core/ids.js';
import { type NewOrganization, type Organization, Organizations } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import { Resources } from '../resources/index.js';
import type { UserKey } from '../users/index.js';
import { isUsableBy } from './app.js';
import { Apps } from './apps.service.js';
import { requestedScope } from './installation.js';
import { InstallationChanges } from './installation-changes.service.js';

export interface Founding extends UserKey {
  /** The app by which the person does it. */
  readonly appId: AppId;
}

/** Organizations that a person makes by an app, which is connected with them from the beginning. */
@Injectable()
export class ConnectedOrganizations {
  constructor(
    private readonly organizations: Organizations,
    private readonly apps: Apps,
    private readonly changes: InstallationChanges,
    private readonly resources: Resources,
    private readonly database: Database,
  ) {}

  /**
   * The person becomes the owner, and the app gets all that it asks of an organization. Another vendor's private app is
   * not connected.
   * @throws invalid_input; conflict where a name like it is taken
   */
  create(founding: Founding, input: NewOrganization): Promise<Organization> {
    return this.database.transaction(async () => {
      const organization = await this.organizations.create(founding, input);
      await this.connect(founding, organization.id);
      return organization;
    });
  }

  /** To be called in the transaction that makes the organization. */
  async connect({ instanceId, userId, appId }: Founding, organizationId: OrganizationId): Promise<void> {
    const app = await this.apps.get(instanceId, appId);
    if (!isUsableBy(app, organizationId)) return;
    const scope = requestedScope(app, await this.resources.catalogue(instanceId));
    await this.changes.install({ instanceId, appId, organizationId }, { scope, by: userId });
  }
}
