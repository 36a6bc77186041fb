import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { isUuid } from '../core/ids.js';
import { OrganizationAccess, type PersonCaller } from '../organizations/index.js';
import { type Catalogue, Resources } from '../resources/index.js';
import { AppDirectoryStore, type DirectoryKey, type ListedApp } from './app-directory.store.js';
import { requestedScope, type Sentence } from './installation.js';

const PAGE_SIZE = 20;

export interface DirectoryWish {
  /** A part of the title, the technical name or the vendor, in any case. */
  readonly query?: string;
  /** From 1. */
  readonly page?: number;
}

/** An app that an organization may install, or has, with what it asks for in words. */
export interface AvailableApp extends Omit<ListedApp, 'scope'> {
  readonly requested: readonly Sentence[];
}

export interface AvailableAppPage {
  /** By title. */
  readonly apps: readonly AvailableApp[];
  /** Of all pages together. */
  readonly total: number;
  readonly page: number;
  readonly pageSize: number;
}

/** What an organization can install: everybody's public apps and its own private ones, as long as they are active. */
@Injectable()
export class AppDirectory {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly store: AppDirectoryStore,
    private readonly resources: Resources,
  ) {}

  /** For any member. @throws not_found, forbidden */
  async list(
    caller: PersonCaller,
    organizationId: string,
    { query = '', page = 1 }: DirectoryWish,
  ): Promise<AvailableAppPage> {
    const key = await this.enter(caller, organizationId);
    const part = { query, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
    const [apps, total, catalogue] = await Promise.all([
      this.store.list(key, part),
      this.store.count(key, query),
      this.resources.catalogue(key.instanceId),
    ]);
    return { apps: apps.map((app) => availableOf(app, catalogue)), total, page, pageSize: PAGE_SIZE };
  }

  /** For any member. @throws forbidden; not_found, also for an app that this organization can not install */
  async get(caller: PersonCaller, organizationId: string, appId: string): Promise<AvailableApp> {
    const key = await this.enter(caller, organizationId);
    const app = isUuid(appId) ? await this.store.find(key, appId) : undefined;
    if (!app) throw notFound('there is no such app');
    return availableOf(app, await this.resources.catalogue(key.instanceId));
  }

  private async enter(caller: PersonCaller, organizationId: string): Promise<DirectoryKey> {
    const { organization } = await this.access.enter(caller, { organizationId, action: 'installations.read' });
    return { instanceId: caller.instanceId, organizationId: organization.id };
  }
}

function availableOf({ scope, ...app }: ListedApp, catalogue: Catalogue): AvailableApp {
  const requested = [...requestedScope({ scope }, catalogue)];
  return { ...app, requested: requested.map((name) => ({ name, description: catalogue.describe(name) })) };
}
