import { Injectable } from '@nestjs/common';
import { notFound } from '../core/errors.js';
import { isUuid, type OrganizationId } from '../core/ids.js';
import { isOwner } from '../core/roles.js';
import {
  type NewTestOrganization,
  type TestOrganization,
  TestOrganizations,
  type TestOwner,
} from '../organizations/index.js';
import { TestPeople } from '../users/index.js';
import { AppConfiguration, type ClientKey } from './app-configuration.service.js';
import { ConnectedOrganizations } from './connected-organizations.service.js';
import { TestAccountTrail } from './test-account-trail.js';

export interface CreatedTestAccount extends TestOrganization {
  /** Of each of its people; shown this once. */
  readonly password: string;
}

/** Organizations with people whom nobody is, which an app makes by the secret of one of its clients. Not in production. */
@Injectable()
export class TestAccounts {
  constructor(
    private readonly configuration: AppConfiguration,
    private readonly accounts: TestOrganizations,
    private readonly people: TestPeople,
    private readonly connected: ConnectedOrganizations,
    private readonly trail: TestAccountTrail,
  ) {}

  /** The app's own, the first one first. @throws not_found in production */
  async list(key: ClientKey): Promise<TestOrganization[]> {
    return this.accounts.list(await this.ownerOf(key));
  }

  /**
   * The app is connected with all that it asks of an organization; another vendor's private app is not. One of the same name
   * that the app has made before is replaced.
   * @throws not_found in production; invalid_input; conflict where a name like it is taken, or the app has as many as it may
   */
  async create(key: ClientKey, input: NewTestOrganization): Promise<CreatedTestAccount> {
    const owner = await this.ownerOf(key);
    this.accounts.assertSound(input);
    const { password, passwordHash } = await this.people.credentials();
    return this.trail.transaction(async () => {
      await this.accounts.lock(owner);
      const previous = await this.accounts.findNamed(owner, input.name);
      if (previous) await this.accounts.remove(owner, previous);
      const created = await this.accounts.create(owner, input, passwordHash);
      await this.connect(owner, created);
      await this.trail.record('test_account.created', key, { ...detailOf(owner, created), replaced: previous?.id });
      return { ...created, password };
    });
  }

  /** @throws not_found, in production and for what is not the app's own test account */
  async remove(key: ClientKey, id: string): Promise<void> {
    const owner = await this.ownerOf(key);
    await this.trail.transaction(async () => {
      await this.accounts.lock(owner);
      const organization = isUuid(id) ? await this.accounts.find(owner, id as OrganizationId) : undefined;
      if (!organization) throw notFound('there is no such test account');
      await this.accounts.remove(owner, organization);
      await this.trail.record('test_account.removed', key, detailOf(owner, { organization }));
    });
  }

  private async ownerOf(key: ClientKey): Promise<TestOwner> {
    this.accounts.assertPossible();
    const { app } = await this.configuration.show(key);
    return { instanceId: key.instanceId, ownerId: app.id };
  }

  private async connect(owner: TestOwner, { organization, members }: TestOrganization): Promise<void> {
    const first = members.find(({ roles }) => isOwner(roles));
    if (!first) throw notFound('there is no such test account');
    const { instanceId, ownerId: appId } = owner;
    await this.connected.connect({ instanceId, appId, userId: first.userId }, organization.id);
  }
}

function detailOf({ ownerId }: TestOwner, { organization }: Pick<TestOrganization, 'organization'>) {
  return { app: ownerId, organization: organization.id };
}
