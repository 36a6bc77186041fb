import { Injectable } from '@nestjs/common';
import { OrganizationTrail, type PersonCaller } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import { type AppApi, AppApis, type ScopeRegistration } from '../resources/index.js';
import type { App } from './app.js';
import { VendorAccess } from './vendor-access.js';

/** The scopes that an app defines for other apps to ask for, by the admins of the organization that publishes it. */
@Injectable()
export class AppScopes {
  constructor(
    private readonly access: VendorAccess,
    private readonly apis: AppApis,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** @throws not_found, forbidden */
  async list(caller: PersonCaller, appId: string): Promise<AppApi> {
    return this.apis.show((await this.access.enter(caller, appId)).id);
  }

  /** @throws not_found, forbidden, invalid_input; conflict where the scope or the audience is taken */
  register(caller: PersonCaller, appId: string, registration: ScopeRegistration): Promise<AppApi> {
    return this.database.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      await this.apis.register(app, registration);
      const api = await this.apis.show(app.id);
      const { name, bearers } = registration.scope;
      await this.trail.record(caller, 'app.scope_registered', {
        ...detailOf(app, name),
        ...{ bearers, audience: api.audience },
      });
      return api;
    });
  }

  /** What was granted of it is of no use any more; the rest of those grants is. @throws not_found, forbidden */
  async remove(caller: PersonCaller, appId: string, name: string): Promise<void> {
    await this.database.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      await this.apis.remove(app, name);
      await this.trail.record(caller, 'app.scope_removed', detailOf(app, name));
    });
  }
}

function detailOf({ id, vendorOrganizationId }: App, scope: string) {
  return { app: id, organization: vendorOrganizationId, scope };
}
