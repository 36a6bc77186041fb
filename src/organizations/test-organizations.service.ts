import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, notFound } from '../core/errors.js';
import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { isOwner, orderedRoles, type Role } from '../core/roles.js';
import { isPrintableName } from '../core/text.js';
import { Settings } from '../platform/index.js';
import { TestPeople } from '../users/index.js';
import { connectionGone } from './directory-event.js';
import { MembershipStore } from './membership.store.js';
import type { Member, NewOrganization, Organization } from './organization.js';
import { assertDetails } from './organization-details.js';
import { type OrganizationName, readOrganizationName } from './organization-name.js';
import { OrganizationStore } from './organization.store.js';
import { OrganizationTrail } from './organization-trail.js';

/** Of one app. */
const MOST_ACCOUNTS = 20;
const MOST_MEMBERS = 10;

/** An organization that an app has made to try itself out with, and the people who were made up with it. */
export interface TestOrganization {
  readonly organization: Organization;
  readonly members: readonly Member[];
}

export interface NewTestMember {
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface NewTestOrganization extends NewOrganization {
  readonly members: readonly NewTestMember[];
}

/** Whose they are: an app sees and changes its own, and no organization that anybody else has made. */
export interface TestOwner {
  readonly instanceId: InstanceId;
  readonly ownerId: AppId;
}

/** Joins the running transaction, and for changes there has to be one. Records nothing of who asked: that is the caller's. */
@Injectable()
export class TestOrganizations {
  constructor(
    private readonly store: OrganizationStore,
    private readonly memberships: MembershipStore,
    private readonly people: TestPeople,
    private readonly trail: OrganizationTrail,
    private readonly settings: Settings,
  ) {}

  /** @throws not_found in production, where nobody is made up */
  assertPossible(): void {
    if (this.settings.production) throw notFound('there are no test accounts in production');
  }

  /** The first one first. */
  async list({ instanceId, ownerId }: TestOwner): Promise<TestOrganization[]> {
    const organizations = await this.store.listTestAccounts(instanceId, ownerId);
    return Promise.all(organizations.map((organization) => this.shown(organization)));
  }

  /** Nobody else makes or removes one of the app's until the transaction ends. */
  lock({ ownerId }: TestOwner): Promise<void> {
    return this.store.lockTestAccounts(ownerId);
  }

  /** The app's own of a name like this, under the lock. */
  async findNamed({ instanceId, ownerId }: TestOwner, name: string): Promise<Organization | undefined> {
    const found = await this.store.findBySlug(instanceId, readOrganizationName(name).slug);
    return found?.testAccountOwnerId === ownerId ? found : undefined;
  }

  async find({ instanceId, ownerId }: TestOwner, organizationId: OrganizationId): Promise<Organization | undefined> {
    const found = await this.store.find({ instanceId, organizationId });
    return found?.testAccountOwnerId === ownerId ? found : undefined;
  }

  /** What is wrong with it, before any work is done. @throws invalid_input */
  assertSound({ members, ...input }: NewTestOrganization): void {
    assertDetails(input);
    readOrganizationName(input.name);
    const problem = problemOf(members);
    if (problem !== undefined) throw invalidInput('the members are not valid', { fields: { members: problem } });
  }

  /** Under the lock. @throws conflict where a name like it is taken, or the app has as many as it may */
  async create(owner: TestOwner, input: NewTestOrganization, passwordHash: string): Promise<TestOrganization> {
    const { instanceId, ownerId } = owner;
    if ((await this.store.listTestAccounts(instanceId, ownerId)).length >= MOST_ACCOUNTS) {
      throw conflict(`an app has at most ${MOST_ACCOUNTS} test accounts`);
    }
    const { members, ...details } = input;
    const name = readOrganizationName(input.name);
    const organizationId = await this.insert(owner, { ...details, ...name });
    for (const member of members) {
      const account = { ownerId, organizationId };
      const userId = await this.people.create({ instanceId, name: member.name, passwordHash, account });
      await this.memberships.insert({ instanceId, organizationId, userId, roles: orderedRoles(member.roles) });
    }
    const organization = await this.store.find({ instanceId, organizationId });
    if (!organization) throw notFound('there is no such test account');
    return this.shown(organization);
  }

  /** With its people. Who else has joined it stays, without it. */
  async remove({ instanceId, ownerId }: TestOwner, { id }: Organization): Promise<void> {
    const account = { ownerId, organizationId: id };
    await this.people.lock(account);
    const organization = await this.store.lock({ instanceId, organizationId: id });
    if (!organization) throw notFound('there is no such test account');
    await this.trail.publish((await this.store.listInstalledApps(id)).map((app) => connectionGone(organization, app)));
    await this.store.remove(id);
    await this.people.remove(instanceId, account);
    await this.trail.end(instanceId, { type: 'organization', id }, 'organization removed');
  }

  private async insert({ instanceId, ownerId }: TestOwner, input: NewOrganization & OrganizationName) {
    const id = await this.store.insert({ ...input, instanceId, testAccountOwnerId: ownerId });
    if (id !== undefined) return id;
    throw conflict('an organization of this name, or one like it, exists', { fields: { name: 'already in use' } });
  }

  private async shown(organization: Organization): Promise<TestOrganization> {
    return { organization, members: await this.memberships.listTestMembers(organization.id) };
  }
}

function problemOf(members: readonly NewTestMember[]): string | undefined {
  if (members.length > MOST_MEMBERS) return `at most ${MOST_MEMBERS}`;
  if (members.some(({ roles }) => roles.length === 0)) return 'a member has at least one role';
  if (!members.some(({ roles }) => isOwner(roles))) return 'one of them must be an owner';
  return members.every(({ name }) => isPrintableName(name)) ? undefined : 'names of 1 to 200 printable characters';
}
