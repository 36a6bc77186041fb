import { Injectable } from '@nestjs/common';
import { conflict, notFound } from '../core/errors.js';
import { type InstanceId, isUuid, type OrganizationId, type UserId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { UserKey } from '../users/index.js';
import type { Caller } from './caller.js';
import { connectionGone } from './directory-event.js';
import { MembershipStore } from './membership.store.js';
import type { NewOrganization, Organization, OrganizationChange, OwnOrganization } from './organization.js';
import { OrganizationAccess } from './organization-access.js';
import { assertDetails } from './organization-details.js';
import { readOrganizationName } from './organization-name.js';
import { OrganizationStore } from './organization.store.js';
import { OrganizationTrail } from './organization-trail.js';

/** Organizations: made by people, managed by their owners and admins. */
@Injectable()
export class Organizations {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly store: OrganizationStore,
    private readonly memberships: MembershipStore,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** Whatever the caller: for our own decisions. */
  find(instanceId: InstanceId, organizationId: OrganizationId): Promise<Organization | undefined> {
    return this.store.find({ instanceId, organizationId });
  }

  /** By its id or its slug, as an operator names it. @throws not_found */
  async getNamed(instanceId: InstanceId, name: string): Promise<Organization> {
    const organization = isUuid(name)
      ? await this.find(instanceId, name as OrganizationId)
      : await this.store.findBySlug(instanceId, name);
    if (!organization) throw notFound(`there is no organization '${name}'`);
    return organization;
  }

  /** The person becomes its owner. @throws invalid_input; conflict where a name like it is taken in this instance */
  async create({ instanceId, userId }: UserKey, input: NewOrganization): Promise<Organization> {
    assertDetails(input);
    const name = readOrganizationName(input.name);
    return this.database.transaction(async () => {
      const organizationId = await this.store.insert({ ...input, ...name, instanceId });
      if (organizationId === undefined) throw nameTaken();
      await this.memberships.insert({ instanceId, organizationId, userId, roles: ['owner'] });
      const caller = { type: 'person', instanceId, userId } as const;
      await this.trail.record(caller, 'organization.created', { organization: organizationId });
      return this.existing(instanceId, organizationId);
    });
  }

  /** All of a person's organizations, suspended ones included, by name. */
  list(instanceId: InstanceId, userId: UserId): Promise<OwnOrganization[]> {
    return this.memberships.listOwn(instanceId, userId);
  }

  /** @throws not_found, for an organization that the caller has no part in as for none; insufficient_scope */
  async get(caller: Caller, organizationId: string): Promise<Organization> {
    return (await this.access.enter(caller, { organizationId, action: 'organization.read' })).organization;
  }

  /** @throws not_found, forbidden, invalid_input; conflict where a name like it is taken */
  async update(caller: Caller, organizationId: string, change: OrganizationChange): Promise<Organization> {
    assertDetails(change);
    const renamed = change.name === undefined ? undefined : readOrganizationName(change.name);
    return this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'organization.update' });
      const { id, instanceId } = organization;
      if (renamed && (await this.store.isSlugTaken(instanceId, renamed.slug, id))) throw nameTaken();
      await this.store.update(id, { ...change, ...renamed });
      await this.trail.record(caller, 'organization.updated', { organization: id, changed: namesIn(change) });
      return this.existing(instanceId, id);
    });
  }

  /** Its tokens are dead, and nothing about it can be changed; suspending twice is suspending. @throws not_found, forbidden */
  async suspend(caller: Caller, organizationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'organization.suspend' });
      const { id, instanceId } = organization;
      if (!(await this.store.setStatus(id, 'suspended'))) return;
      await this.trail.end(instanceId, { type: 'organization', id }, 'organization suspended');
      await this.trail.record(caller, 'organization.suspended', { organization: id });
    });
  }

  /** Tokens from before stay dead. @throws not_found, forbidden */
  async activate(caller: Caller, organizationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'organization.activate' });
      const { id, instanceId } = organization;
      if (!(await this.store.setStatus(id, 'active'))) return;
      await this.trail.announce(instanceId, { type: 'organization', id });
      await this.trail.record(caller, 'organization.activated', { organization: id });
    });
  }

  /** With its memberships, invitations and installed apps. @throws not_found, forbidden */
  async remove(caller: Caller, organizationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action: 'organization.remove' });
      const { id, instanceId } = organization;
      await this.trail.publish(
        (await this.store.listInstalledApps(id)).map((app) => connectionGone(organization, app)),
      );
      await this.store.remove(id);
      await this.trail.end(instanceId, { type: 'organization', id }, 'organization removed');
      await this.trail.record(caller, 'organization.removed', { organization: id });
    });
  }

  private async existing(instanceId: InstanceId, organizationId: OrganizationId): Promise<Organization> {
    const organization = await this.find(instanceId, organizationId);
    if (!organization) throw notFound('there is no such organization');
    return organization;
  }
}

function namesIn(change: OrganizationChange): string[] {
  return Object.entries(change).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

function nameTaken(): Error {
  return conflict('an organization of this name, or one like it, exists', { fields: { name: 'already in use' } });
}
