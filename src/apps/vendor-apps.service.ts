import { Injectable } from '@nestjs/common';
import type { AuditDetail } from '../audit/index.js';
import { conflict, forbidden } from '../core/errors.js';
import { OrganizationTrail, type PersonCaller } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import { Resources } from '../resources/index.js';
import type { App, AppChange } from './app.js';
import { assertUnreservedName } from './app-details.js';
import { type AppInput, Apps } from './apps.service.js';
import type { CreatedClient } from './clients.service.js';
import { VendorAccess } from './vendor-access.js';

/** What a vendor says of a new app. Everything else about it is not the vendor's to say. */
export type VendorAppInput = Pick<
  AppInput,
  | ('name' | 'kind' | 'title' | 'description' | 'logoUrl' | 'scope' | 'entryPoint')
  | ('redirectUris' | 'postLogoutRedirectUris' | 'isPublic' | 'keys')
>;

export interface PublishedApp {
  readonly app: App;
  readonly client: CreatedClient;
}

/** Apps, by the admins of the organization that publishes them. */
@Injectable()
export class VendorApps {
  constructor(
    private readonly access: VendorAccess,
    private readonly apps: Apps,
    private readonly resources: Resources,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** With its first client. @throws not_found, forbidden, invalid_input, invalid_scope, invalid_redirect_uri, conflict */
  create(caller: PersonCaller, organizationId: string, input: VendorAppInput): Promise<PublishedApp> {
    const { instanceId } = caller;
    return this.database.transaction(async () => {
      const { id: vendorOrganizationId, name: vendor } = await this.access.lockVendor(caller, organizationId);
      await this.assertOwnName(caller, input.name);
      const { appId, ...client } = await this.apps.create({ ...input, instanceId, vendor, vendorOrganizationId });
      const app = await this.apps.get(instanceId, appId);
      await this.trail.record(caller, 'app.created', detailOf(app));
      return { app, client };
    });
  }

  /** By name: of the organization that is named, or of all of which the caller is an admin. @throws not_found, forbidden */
  async list(caller: PersonCaller, organizationId?: string): Promise<App[]> {
    return this.apps.listOfVendors(caller.instanceId, await this.access.vendorsOf(caller, organizationId));
  }

  /** @throws not_found, forbidden, invalid_input, invalid_scope */
  update(caller: PersonCaller, appId: string, change: AppChange): Promise<App> {
    return this.database.transaction(async () => {
      const app = await this.apps.change(await this.access.lock(caller, appId), change);
      const changed = Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
      await this.trail.record(caller, 'app.updated', { ...detailOf(app), changed });
      return app;
    });
  }

  /** All tokens of all its clients die with it; disabling twice is disabling. @throws not_found, forbidden */
  async disable(caller: PersonCaller, appId: string): Promise<void> {
    await this.database.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      const isChanged = await this.apps.end(app, { from: ['active'], to: 'disabled' });
      if (isChanged) await this.trail.record(caller, 'app.disabled', detailOf(app));
    });
  }

  /** Tokens from before stay dead. @throws not_found; forbidden where an operator has blocked it */
  async enable(caller: PersonCaller, appId: string): Promise<void> {
    await this.database.transaction(async () => {
      const app = await this.access.lock(caller, appId);
      if (app.status === 'blocked') throw forbidden('the app was disabled by the operator of this service');
      if (await this.apps.begin(app, ['disabled'])) await this.trail.record(caller, 'app.enabled', detailOf(app));
    });
  }

  /** An app that is called like an API may ask about all tokens for it: that name is for an operator to give. */
  private async assertOwnName({ instanceId }: PersonCaller, name: string): Promise<void> {
    assertUnreservedName(name);
    const catalogue = await this.resources.catalogue(instanceId);
    if (catalogue.audienceOf(name) === undefined) return;
    throw conflict(`an app named '${name}' exists already`, { fields: { name: 'already in use' } });
  }
}

function detailOf({ id, name, vendorOrganizationId }: App): AuditDetail {
  return { app: id, name, organization: vendorOrganizationId };
}
