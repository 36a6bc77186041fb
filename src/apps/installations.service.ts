import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { type AppId, isUuid, type OrganizationId, type UserId } from '../core/ids.js';
import { type Scope, union } from '../core/scope.js';
import { OrganizationAccess, type PersonCaller } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import { Resources } from '../resources/index.js';
import {
  type DescribedInstallation,
  described,
  type Installation,
  type InstallationKey,
  type StandingInstallation,
} from './installation.js';
import type { InstallationAddress } from './installation-address.js';
import { InstallationChanges } from './installation-changes.service.js';
import { InstallationStore } from './installation.store.js';

/** Which app, and what it is allowed of what it asks for. */
export interface InstallationInput {
  readonly app: string;
  readonly scope: Scope;
}

/**
 * What organizations have allowed apps, by their owners and admins. Whoever decides is looked at when the decision is made, not
 * when the question was asked.
 */
@Injectable()
export class Installations {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly store: InstallationStore,
    private readonly changes: InstallationChanges,
    private readonly resources: Resources,
    private readonly database: Database,
  ) {}

  /**
   * The grant of the organization's tokens for the app, with the scope that they may have at most: `undefined` while the app is
   * not installed or disabled, or the organization suspended.
   */
  find(key: InstallationKey): Promise<Installation | undefined> {
    return this.store.findUsable(key);
  }

  /** The same for who is about to issue a token: nobody uninstalls the app until the running transaction ends. */
  hold(key: InstallationKey): Promise<Installation | undefined> {
    return this.store.holdUsable(key);
  }

  /** Whether or not it can be used at the moment. */
  findStanding(key: InstallationKey): Promise<StandingInstallation | undefined> {
    return this.store.findOf(key);
  }

  /** Of one app, in the organizations that the person belongs to, whether or not they can be used at the moment. */
  listOfMember(appId: AppId, userId: UserId): Promise<readonly StandingInstallation[]> {
    return this.store.listOfMember(appId, userId);
  }

  /** By title. For any member. @throws not_found, forbidden */
  async list(caller: PersonCaller, organizationId: string): Promise<DescribedInstallation[]> {
    const { organization } = await this.access.enter(caller, { organizationId, action: 'installations.read' });
    const catalogue = await this.resources.catalogue(caller.instanceId);
    return (await this.store.list(organization.id)).map((installation) => described(installation, catalogue));
  }

  /** @throws not_found, forbidden, invalid_scope; conflict where the app is installed already */
  install(caller: PersonCaller, organizationId: string, input: InstallationInput): Promise<DescribedInstallation> {
    return this.database.transaction(async () => {
      const key = await this.lock(caller, organizationId, input.app);
      await this.changes.install(key, { scope: input.scope, by: caller.userId });
      return this.show(await this.store.findOf(key));
    });
  }

  /** Installs the app, or adds to what it has: for a decision about exactly this scope. @throws as `install` does */
  allow(
    caller: PersonCaller,
    organizationId: string,
    { app, scope }: InstallationInput,
  ): Promise<DescribedInstallation> {
    const by = caller.userId;
    return this.database.transaction(async () => {
      const key = await this.lock(caller, organizationId, app);
      const installed = await this.store.findOf(key);
      if (installed) await this.changes.setScope(installed, { scope: union(installed.scope, scope), by });
      else await this.changes.install(key, { scope, by });
      return this.show(await this.store.findOf(key));
    });
  }

  /** The scope is from now on what is named; see `InstallationChanges`. @throws not_found, forbidden, invalid_scope */
  setScope(caller: PersonCaller, address: InstallationAddress, scope: Scope): Promise<DescribedInstallation> {
    return this.database.transaction(async () => {
      const installation = await this.lockInstalled(caller, address);
      await this.changes.setScope(installation, { scope, by: caller.userId });
      return this.show(await this.store.findOf(installation));
    });
  }

  /** Adds to what the app is allowed, and takes nothing away, whoever else decides at the same moment. @throws as `setScope` does */
  approve(caller: PersonCaller, address: InstallationAddress, scope: Scope): Promise<DescribedInstallation> {
    return this.database.transaction(async () => {
      const installation = await this.lockInstalled(caller, address);
      const wider = union(installation.scope, scope);
      await this.changes.setScope(installation, { scope: wider, by: caller.userId });
      return this.show(await this.store.findOf(installation));
    });
  }

  /** Everything that the app did for the organization ends, within the bound of the feed. @throws not_found, forbidden */
  async uninstall(caller: PersonCaller, address: InstallationAddress): Promise<void> {
    await this.database.transaction(async () => {
      await this.changes.uninstall(await this.lockInstalled(caller, address), caller.userId);
    });
  }

  private async lock(caller: PersonCaller, organizationId: string, app: string): Promise<InstallationKey> {
    const id = await this.lockOrganization(caller, organizationId);
    if (!isUuid(app)) throw notFound('there is no such app');
    return { instanceId: caller.instanceId, organizationId: id, appId: app as AppId };
  }

  private async lockInstalled(caller: PersonCaller, address: InstallationAddress): Promise<StandingInstallation> {
    const { installationId } = address;
    const organizationId = await this.lockOrganization(caller, address.organizationId);
    const found = isUuid(installationId) ? await this.store.find(organizationId, installationId) : undefined;
    if (!found) throw notFound('there is no such installation');
    return found;
  }

  private async lockOrganization(caller: PersonCaller, organizationId: string): Promise<OrganizationId> {
    return (await this.access.lock(caller, { organizationId, action: 'installations.manage' })).organization.id;
  }

  private async show(installation: StandingInstallation | undefined): Promise<DescribedInstallation> {
    if (!installation) throw notFound('there is no such installation');
    return described(installation, await this.resources.catalogue(installation.instanceId));
  }
}
