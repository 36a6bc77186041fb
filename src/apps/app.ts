import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import type { LocalizedText } from '../resources/index.js';

/** Whom an app is for: everybody, or only the organization that publishes it. */
export const KINDS = ['public', 'private'] as const;

export type AppKind = (typeof KINDS)[number];

/** A vendor disables and enables its app; what an operator has blocked, only an operator lets back in. */
export type AppStatus = 'active' | 'disabled' | 'blocked';

/** What a vendor publishes. Times are in milliseconds. */
export interface App {
  readonly id: AppId;
  readonly instanceId: InstanceId;
  /** The technical name, unique in the instance. */
  readonly name: string;
  readonly kind: AppKind;
  readonly status: AppStatus;
  readonly title: string;
  /** What people read; the organization's name, where there is one. */
  readonly vendor: string;
  /** Whose admins manage it; absent, only operators do. */
  readonly vendorOrganizationId?: OrganizationId;
  readonly description: LocalizedText;
  /** https. */
  readonly logoUrl?: string;
  readonly firstParty: boolean;
  /** Desired, not granted. */
  readonly scope: readonly string[];
  readonly entryPoint?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type NewApp = Omit<App, 'status' | 'createdAt' | 'updatedAt'>;

/** An absent member stays as it is; `null` clears it. */
export interface AppChange {
  readonly title?: string;
  /** A public app stays one: whoever has installed it relies on it. */
  readonly kind?: 'public';
  readonly description?: LocalizedText;
  readonly logoUrl?: string | null;
  readonly scope?: readonly string[];
  readonly entryPoint?: string | null;
}

/** What every app may ask for without naming it. */
const IDENTITY = ['openid', 'profile', 'email', 'offline_access'];

export function desiredScope(names: readonly string[]): readonly string[] {
  return [...new Set([...IDENTITY, ...names])];
}

/** May the organization have it? A private app is nobody else's business. */
export function isUsableBy({ kind, status, vendorOrganizationId }: App, organizationId: OrganizationId): boolean {
  return status === 'active' && (kind === 'public' || vendorOrganizationId === organizationId);
}
