import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { InstallationId, UserId } from '../core/ids.js';
import { formatScope, type Scope } from '../core/scope.js';
import { type DirectoryEvent, OrganizationTrail } from '../organizations/index.js';
import type { InstallationKey } from './installation.js';

export type ChangedInstallation = InstallationKey & { readonly id: InstallationId; readonly scope: Scope };

/** What each change is called where apps hear of it. */
const EVENTS = {
  'installation.created': { name: 'directory.established_connection', change: undefined },
  'installation.changed': { name: 'directory.connection_changed', change: 'scope' },
  'installation.removed': { name: 'directory.connection_changed', change: 'removed' },
} as const;

/** What a change of an installation leaves behind, in its own transaction: the record, and the event that tells the app. */
@Injectable()
export class InstallationTrail {
  constructor(
    private readonly audit: Audit,
    private readonly trail: OrganizationTrail,
  ) {}

  async record(type: keyof typeof EVENTS, installation: ChangedInstallation, userId?: UserId): Promise<void> {
    const { id, instanceId, organizationId: organization, appId: app, scope } = installation;
    const detail = { installation: id, organization, app, scope: formatScope(scope) };
    await this.audit.record({ instanceId, type, userId, detail });
    await this.trail.publish([eventOf(type, installation)]);
  }
}

function eventOf(type: keyof typeof EVENTS, installation: ChangedInstallation): DirectoryEvent {
  const { id, instanceId, organizationId, appId, scope } = installation;
  const { name, change } = EVENTS[type];
  const scopes = type === 'installation.removed' ? [] : [...scope];
  // What is `undefined` is left out where it is written.
  const payload = { organization_id: organizationId, app_id: appId, connection_id: id, scopes, change };
  return { instanceId, organizationId, appId, name, payload };
}
