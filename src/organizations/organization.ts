import type { AppId, InstanceId, InvitationId, MembershipId, OrganizationId, UserId } from '../core/ids.js';
import type { Role } from '../core/roles.js';

export type OrganizationStatus = 'active' | 'suspended';

/** A group of people in an instance, and a bearer in its own right. Times are in milliseconds. */
export interface Organization {
  readonly id: OrganizationId;
  readonly instanceId: InstanceId;
  readonly name: string;
  /** The name for addresses; no two organizations of an instance share one. */
  readonly slug: string;
  readonly status: OrganizationStatus;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: string;
  readonly kinds: readonly string[];
  /** ISO 4217. */
  readonly currency?: string;
  /** `#rrggbb`. */
  readonly brandColor?: string;
  /** https. */
  readonly logoUrl?: string;
  /** The app that has made it to try itself out with. */
  readonly testAccountOwnerId?: AppId;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An absent member stays as it is; `null` clears it. */
export interface OrganizationChange {
  readonly name?: string;
  readonly countryCode?: string | null;
  readonly kinds?: readonly string[];
  readonly currency?: string | null;
  readonly brandColor?: string | null;
  readonly logoUrl?: string | null;
}

export interface NewOrganization extends OrganizationChange {
  readonly name: string;
}

/** Every look-up names the instance as well, so that an id of another one is never found. */
export interface OrganizationKey {
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
}

/** A person's place in an organization. Times are in milliseconds. */
export interface Membership {
  readonly id: MembershipId;
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  /** In the directory's order, at least one. */
  readonly roles: readonly Role[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Member extends Membership {
  readonly name: string;
  readonly email: string;
}

/** One of a person's organizations, with the person's place in it. */
export interface OwnOrganization {
  readonly organization: Organization;
  readonly membership: Membership;
}

/** An offer of a membership. Times are in milliseconds. */
export interface Invitation {
  readonly id: InvitationId;
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly invitedBy: UserId;
  readonly createdAt: number;
  readonly expiresAt: number;
}
