import { Injectable } from '@nestjs/common';
import { type App, AppClients, AppScopes, type ManagedApp } from '../../apps/index.js';
import { Organizations } from '../../organizations/index.js';
import { type AppApi, type Catalogue, Resources } from '../../resources/index.js';
import type { DeveloperVisit } from './developer-visit.js';

export interface AppRecord {
  readonly managed: ManagedApp;
  /** What it offers. */
  readonly api: AppApi;
  readonly catalogue: Catalogue;
  /** As the organization is called now. */
  readonly vendor: string;
}

/** What is known of an app. */
@Injectable()
export class AppRecords {
  constructor(
    private readonly clients: AppClients,
    private readonly scopes: AppScopes,
    private readonly organizations: Organizations,
    private readonly resources: Resources,
  ) {}

  /** @throws not_found, forbidden */
  async load({ caller, id }: DeveloperVisit): Promise<AppRecord> {
    const managed = await this.clients.show(caller, id);
    const api = await this.scopes.list(caller, id);
    const catalogue = await this.resources.catalogue(caller.instanceId);
    return { managed, api, catalogue, vendor: await this.vendorOf(managed.app) };
  }

  private async vendorOf({ instanceId, vendorOrganizationId, vendor }: App): Promise<string> {
    const organization = vendorOrganizationId && (await this.organizations.find(instanceId, vendorOrganizationId));
    return organization ? organization.name : vendor;
  }
}
