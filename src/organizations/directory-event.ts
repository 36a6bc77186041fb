import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import type { Role } from '../core/roles.js';
import type { OutboxMessage } from '../platform/index.js';
import type { Membership } from './organization.js';

export const DIRECTORY_EVENTS = [
  'directory.established_connection',
  'directory.connection_changed',
  'directory.member_joined',
  'directory.member_left',
  'directory.member_roles_updated',
] as const;

export type DirectoryEventName = (typeof DIRECTORY_EVENTS)[number];

/** Something of an organization that apps are told of, written to the outbox with the change that it is about. */
export interface DirectoryEvent {
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly name: DirectoryEventName;
  /** The app that it is about; absent: all that the organization has installed and that may know its members. */
  readonly appId?: AppId;
  /** Goes over the wire as it is. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The kind of the messages in the outbox. */
export const EVENT = 'event';

export function messageOf(event: DirectoryEvent): OutboxMessage {
  return { instanceId: event.instanceId, kind: EVENT, payload: { ...event } };
}

type Member = Pick<Membership, 'id' | 'instanceId' | 'organizationId' | 'userId'> & { readonly roles: readonly Role[] };

export function memberJoined(membership: Member): DirectoryEvent {
  return ofMember('directory.member_joined', membership);
}

export function memberLeft(membership: Member): DirectoryEvent {
  return ofMember('directory.member_left', membership);
}

export function rolesUpdated(membership: Member, roles: readonly Role[]): DirectoryEvent {
  const event = ofMember('directory.member_roles_updated', { ...membership, roles });
  return { ...event, payload: { ...event.payload, previous_roles: membership.roles } };
}

/** The organization is gone, and with it what it had allowed the app. */
export function connectionGone(
  organization: { id: OrganizationId; instanceId: InstanceId },
  appId: AppId,
): DirectoryEvent {
  const { id: organizationId, instanceId } = organization;
  const payload = { organization_id: organizationId, change: 'removed' };
  return { instanceId, organizationId, appId, name: 'directory.connection_changed', payload };
}

function ofMember(name: DirectoryEventName, { id, instanceId, organizationId, userId, roles }: Member): DirectoryEvent {
  const payload = { organization_id: organizationId, person_id: userId, membership_id: id, roles };
  return { instanceId, organizationId, name, payload };
}
