import type { AppId, InstallationId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import { withParameters } from '../core/redirect-uri.js';
import { intersect, type Scope } from '../core/scope.js';
import type { Catalogue, LocalizedText } from '../resources/index.js';
import type { App } from './app.js';

/** What an organization has allowed an app: the grant of every token of the organization. Times are in milliseconds. */
export interface Installation {
  /** Another one after every uninstallation, so that nothing old lives on the new one. */
  readonly id: InstallationId;
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly appId: AppId;
  readonly scope: Scope;
  /** Counts the changes of the scope. */
  readonly version: number;
  /** Absent where an operator did it. */
  readonly installedBy?: UserId;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface InstallationKey {
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly appId: AppId;
}

/** What people see of an app that they have. */
export type InstalledApp = Pick<
  App,
  'id' | 'name' | 'title' | 'vendor' | 'logoUrl' | 'entryPoint' | 'status' | 'scope'
>;

/** One that has not been uninstalled, whether or not it can be used at the moment. */
export interface StandingInstallation extends Installation {
  readonly app: InstalledApp;
}

/** A scope in the words that people read. */
export interface Sentence {
  readonly name: string;
  readonly description: LocalizedText;
}

/** An installation as the organization's people see it. */
export interface DescribedInstallation extends StandingInstallation {
  readonly granted: readonly Sentence[];
  /** All that the app asks of an organization now. */
  readonly requested: readonly Sentence[];
  /** What of it nobody has approved yet. */
  readonly waiting: readonly Sentence[];
}

/** What an app asks of an organization; what it asks of people is their own affair. */
export function requestedScope(app: Pick<App, 'scope'>, catalogue: Catalogue): Scope {
  return catalogue.available(new Set(app.scope), 'organization');
}

/** What of a grant can be used: neither more than was granted, nor what the app does not want any more. */
export function usableScope(granted: Scope, desired: readonly string[]): Scope {
  return intersect(granted, new Set(desired));
}

export function described(installation: StandingInstallation, catalogue: Catalogue): DescribedInstallation {
  const sentence = (name: string): Sentence => ({ name, description: catalogue.describe(name) });
  const requested = [...requestedScope(installation.app, catalogue)];
  const waiting = requested.filter((name) => !installation.scope.has(name));
  return {
    ...installation,
    granted: [...installation.scope].map(sentence),
    requested: requested.map(sentence),
    waiting: waiting.map(sentence),
  };
}

/** Where members open the app: its entry point, with what tells it who comes (an existing query stays). */
export function launchUrl({ entryPoint }: InstalledApp, organizationId: OrganizationId): string | undefined {
  return entryPoint && withParameters(entryPoint, { launchpad: '1', organization_id: organizationId });
}
