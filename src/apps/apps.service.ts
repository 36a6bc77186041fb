import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../core/errors.js';
import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { Database, Mint } from '../platform/index.js';
import { type LocalizedText, Resources } from '../resources/index.js';
import { type App, type AppChange, type AppKind, type AppStatus, desiredScope, type NewApp } from './app.js';
import { assertAppDetails, assertTechnicalName } from './app-details.js';
import { AppStore } from './app.store.js';
import { type ClientInput, Clients, type CreatedClient } from './clients.service.js';

export interface AppInput extends Omit<ClientInput, 'appId' | 'name'> {
  readonly name: string;
  readonly kind?: AppKind;
  readonly title?: string;
  readonly vendor?: string;
  /** Whose admins manage it. */
  readonly vendorOrganizationId?: OrganizationId;
  readonly description?: LocalizedText;
  readonly logoUrl?: string;
  readonly firstParty?: boolean;
  /** Desired scopes; OpenID's own need not be named. */
  readonly scope: readonly string[];
  readonly entryPoint?: string;
}

export interface CreatedApp extends CreatedClient {
  readonly appId: AppId;
}

/** Apps, whoever asks: for operators, and beneath what their vendors may do. */
@Injectable()
export class Apps {
  constructor(
    private readonly store: AppStore,
    private readonly clients: Clients,
    private readonly resources: Resources,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** An app with its first client. @throws invalid_input, invalid_scope, invalid_redirect_uri, conflict */
  async create(input: AppInput): Promise<CreatedApp> {
    assertTechnicalName(input.name);
    assertAppDetails(input);
    await this.assertKnown(input.instanceId, input.scope);
    const app = newAppOf(input, this.mint.id<AppId>());
    return this.database.transaction(async () => {
      if (!(await this.store.insert(app, this.mint.now()))) {
        throw conflict(`an app named '${app.name}' exists already`, { fields: { name: 'already in use' } });
      }
      return { appId: app.id, ...(await this.clients.create({ ...input, name: '', appId: app.id })) };
    });
  }

  /** @throws not_found */
  async get(instanceId: InstanceId, id: AppId): Promise<App> {
    const app = await this.store.find(instanceId, id);
    if (!app) throw notFound('there is no such app');
    return app;
  }

  /** @throws not_found */
  async getId(instanceId: InstanceId, name: string): Promise<AppId> {
    const id = await this.store.findIdByName(instanceId, name);
    if (!id) throw notFound(`there is no app named '${name}'`);
    return id;
  }

  /** By name. */
  list(instanceId: InstanceId): Promise<App[]> {
    return this.store.list(instanceId);
  }

  /** By name. */
  listOfVendors(instanceId: InstanceId, vendors: readonly OrganizationId[]): Promise<App[]> {
    return this.store.listOfVendors(instanceId, vendors);
  }

  /** What was granted before stays as it was granted, whatever the app desires now. @throws invalid_input, invalid_scope */
  async change({ id, instanceId, scope: before }: App, change: AppChange): Promise<App> {
    assertAppDetails(change);
    // What another app has withdrawn since may stay: it does nothing, and comes back where the other app brings it back.
    const added = (change.scope ?? []).filter((name) => !before.includes(name));
    await this.assertKnown(instanceId, added);
    const scope = change.scope && desiredScope(change.scope);
    return this.database.transaction(async () => {
      await this.store.update(id, { ...change, scope }, this.mint.now());
      await this.clients.announceApp(instanceId, id);
      return this.get(instanceId, id);
    });
  }

  /** All tokens of all its clients die with it, and its vendor can not bring it back. @throws not_found */
  async disable(instanceId: InstanceId, name: string): Promise<void> {
    const id = await this.getId(instanceId, name);
    await this.end({ instanceId, id }, { from: ['active', 'disabled'], to: 'blocked' });
  }

  /** Tokens from before stay dead. @throws not_found */
  async enable(instanceId: InstanceId, name: string): Promise<void> {
    const id = await this.getId(instanceId, name);
    await this.begin({ instanceId, id }, ['disabled', 'blocked']);
  }

  /** False where it was so already. */
  end(app: Pick<App, 'id' | 'instanceId'>, step: { from: readonly AppStatus[]; to: AppStatus }): Promise<boolean> {
    const { id, instanceId } = app;
    return this.database.transaction(async () => {
      const isChanged = await this.store.setStatus(id, step, this.mint.now());
      if (isChanged) await this.clients.revokeApp(instanceId, id, await this.store.listClientIds(id));
      return isChanged;
    });
  }

  /** False where it was active already, or is held by a status that is not named. */
  begin({ id, instanceId }: Pick<App, 'id' | 'instanceId'>, from: readonly AppStatus[]): Promise<boolean> {
    return this.database.transaction(async () => {
      const isChanged = await this.store.setStatus(id, { from, to: 'active' }, this.mint.now());
      if (isChanged) await this.clients.announceApp(instanceId, id);
      return isChanged;
    });
  }

  private async assertKnown(instanceId: InstanceId, scope: readonly string[]): Promise<void> {
    const catalogue = await this.resources.catalogue(instanceId);
    scope.forEach((name) => catalogue.assertKnown(name));
  }
}

function newAppOf(input: AppInput, id: AppId): NewApp {
  const { instanceId, name, vendorOrganizationId, logoUrl, entryPoint } = input;
  return {
    ...{ id, instanceId, name, vendorOrganizationId, logoUrl, entryPoint },
    kind: input.kind ?? 'public',
    title: input.title ?? name,
    vendor: input.vendor ?? '',
    description: input.description ?? { en: '' },
    firstParty: input.firstParty ?? false,
    scope: desiredScope(input.scope),
  };
}
