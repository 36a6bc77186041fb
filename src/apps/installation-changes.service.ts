import { Injectable } from '@nestjs/common';
import { conflict, invalidScope, notFound } from '../core/errors.js';
import type { InstallationId, UserId } from '../core/ids.js';
import { covers, EMPTY_SCOPE, type Scope, union } from '../core/scope.js';
import { Resources } from '../resources/index.js';
import { Revocations } from '../revocations/index.js';
import { isUsableBy } from './app.js';
import { AppStore } from './app.store.js';
import { type InstallationKey, requestedScope, type StandingInstallation } from './installation.js';
import { InstallationStore } from './installation.store.js';
import { InstallationTrail } from './installation-trail.js';

/** Who allows what; an operator is nobody. */
export interface Approval {
  readonly scope: Scope;
  readonly by?: UserId;
}

/** What a change of an installation is, whoever may make it. Joins the running transaction, and there has to be one. */
@Injectable()
export class InstallationChanges {
  constructor(
    private readonly apps: AppStore,
    private readonly store: InstallationStore,
    private readonly resources: Resources,
    private readonly revocations: Revocations,
    private readonly trail: InstallationTrail,
  ) {}

  /** @throws not_found for an app that is unknown, not active or another's private one; invalid_scope; conflict */
  async install(key: InstallationKey, { scope, by }: Approval): Promise<InstallationId> {
    const app = await this.apps.find(key.instanceId, key.appId);
    if (!app || !isUsableBy(app, key.organizationId)) throw notFound('there is no such app');
    await this.assertRequested(key, { desired: app.scope, kept: EMPTY_SCOPE, scope });
    const id = await this.store.insert({ ...key, scope, version: 1, installedBy: by });
    if (id === undefined) throw conflict('the app is installed already');
    await this.trail.record('installation.created', { ...key, id, scope }, by);
    return id;
  }

  /**
   * The scope is from now on what is named. What widens it keeps the installation. What takes something away ends it in favour
   * of another one: no token that holds what was taken survives.
   * @throws invalid_scope; conflict where it was changed at the same moment
   */
  async setScope(installation: StandingInstallation, { scope, by }: Approval): Promise<InstallationId> {
    const { id, app, scope: before } = installation;
    if (covers(before, scope) && covers(scope, before)) return id;
    await this.assertRequested(installation, { desired: app.scope, kept: before, scope });
    const isWider = covers(scope, before);
    const next = isWider ? await this.widen(installation, scope) : await this.replace(installation, { scope, by });
    await this.trail.record('installation.changed', { ...installation, id: next, scope }, by);
    return next;
  }

  /** @throws not_found where somebody else was the first to */
  async uninstall(installation: StandingInstallation, by?: UserId): Promise<void> {
    await this.end(installation, 'app uninstalled');
    await this.trail.record('installation.removed', installation, by);
  }

  private async widen({ id, instanceId }: StandingInstallation, scope: Scope): Promise<InstallationId> {
    if (!(await this.store.setScope(id, scope))) throw notFound('there is no such installation');
    await this.revocations.announce(instanceId, [{ type: 'installation', id }]);
    return id;
  }

  private async replace(installation: StandingInstallation, { scope, by }: Approval): Promise<InstallationId> {
    await this.end(installation, 'scope taken away');
    const { instanceId, organizationId, appId, version } = installation;
    const key = { instanceId, organizationId, appId };
    const id = await this.store.insert({ ...key, scope, version: version + 1, installedBy: by });
    if (id === undefined) throw conflict('the installation was changed at the same moment');
    return id;
  }

  /** All that hangs on it is dead, and will be: its id never comes back. */
  private async end({ id, instanceId }: StandingInstallation, reason: string): Promise<void> {
    if (!(await this.store.uninstall(id))) throw notFound('there is no such installation');
    const anchors = [{ type: 'installation', id } as const, { type: 'grant', id } as const];
    await this.revocations.revoke(instanceId, anchors, reason);
  }

  /** What was granted may be kept, what is new must be asked for. @throws invalid_scope */
  private async assertRequested(
    { instanceId }: Pick<InstallationKey, 'instanceId'>,
    { desired, kept, scope }: { desired: readonly string[]; kept: Scope; scope: Scope },
  ): Promise<void> {
    const requested = requestedScope({ scope: desired }, await this.resources.catalogue(instanceId));
    if (covers(union(requested, kept), scope)) return;
    throw invalidScope('the scope is wider than what the app asks of an organization');
  }
}
