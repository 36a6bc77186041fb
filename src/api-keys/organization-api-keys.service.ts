import { Injectable } from '@nestjs/common';
import { type Action, OrganizationAccess, type PersonCaller } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import type { ApiKey, ApiKeyChange, ApiKeyOwner, ApiKeyRotation, NewApiKey, ShownApiKey } from './api-key.js';
import { ApiKeyMinting } from './api-key-minting.service.js';
import { ApiKeyRecords, type KeyOverview, type UsageOfKey } from './api-key-records.service.js';
import { ApiKeys } from './api-keys.service.js';

/** Who asks, about the keys of which organization. */
export interface OrganizationKeysCaller {
  readonly caller: PersonCaller;
  readonly organizationId: string;
}

/**
 * The keys of organizations, in the hands of their owners and admins. What such a key may do is the organization's right, so it
 * outlives the membership of whoever made it.
 */
@Injectable()
export class OrganizationApiKeys {
  constructor(
    private readonly access: OrganizationAccess,
    private readonly keys: ApiKeys,
    private readonly minting: ApiKeyMinting,
    private readonly records: ApiKeyRecords,
    private readonly database: Database,
  ) {}

  /** @throws not_found, forbidden */
  async list(place: OrganizationKeysCaller): Promise<ApiKey[]> {
    return this.records.list(await this.enter(place));
  }

  /** @throws not_found, forbidden */
  async overview(place: OrganizationKeysCaller, days: number): Promise<KeyOverview> {
    return this.records.overview(await this.enter(place), days);
  }

  /** @throws not_found, forbidden; plan_limit_reached, invalid_input, invalid_scope, conflict */
  create(place: OrganizationKeysCaller, terms: NewApiKey): Promise<ShownApiKey> {
    const { userId } = place.caller;
    return this.changing(place, 'api_keys.manage', (owner) => this.minting.create(owner, userId, terms));
  }

  /** @throws not_found, forbidden; already_revoked, invalid_input, invalid_scope, conflict */
  change(place: OrganizationKeysCaller, id: string, change: ApiKeyChange): Promise<ApiKey> {
    const { userId } = place.caller;
    return this.changing(place, 'api_keys.manage', (owner) => this.keys.change({ owner, id }, userId, change));
  }

  /** @throws not_found, forbidden; already_revoked, conflict */
  rotate(place: OrganizationKeysCaller, id: string, rotation: ApiKeyRotation): Promise<ShownApiKey> {
    const { userId } = place.caller;
    return this.changing(place, 'api_keys.manage', (owner) => this.minting.rotate({ owner, id }, userId, rotation));
  }

  /** Also while the organization is suspended. @throws not_found, forbidden; already_revoked */
  revoke(place: OrganizationKeysCaller, id: string): Promise<ApiKey> {
    const { userId } = place.caller;
    return this.changing(place, 'api_keys.revoke', (owner) => this.keys.revoke({ owner, id }, userId));
  }

  /** @throws not_found, forbidden */
  async usage(place: OrganizationKeysCaller, id: string, days: number): Promise<UsageOfKey> {
    return this.records.usageOf({ owner: await this.enter(place), id }, days);
  }

  private async enter({ caller, organizationId }: OrganizationKeysCaller): Promise<ApiKeyOwner> {
    const { organization } = await this.access.enter(caller, { organizationId, action: 'api_keys.read' });
    return { type: 'organization', instanceId: organization.instanceId, id: organization.id };
  }

  /** Whoever loses the right to it at the same moment is waited for, or comes after. */
  private changing<T>(
    { caller, organizationId }: OrganizationKeysCaller,
    action: Action,
    change: (owner: ApiKeyOwner) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async () => {
      const { organization } = await this.access.lock(caller, { organizationId, action });
      return change({ type: 'organization', instanceId: organization.instanceId, id: organization.id });
    });
  }
}
