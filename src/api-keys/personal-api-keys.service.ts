import { Injectable } from '@nestjs/common';
import type { Principal } from '../core/principal.js';
import type { ApiKey, ApiKeyChange, ApiKeyRotation, NewApiKey, ShownApiKey } from './api-key.js';
import { ApiKeyMinting } from './api-key-minting.service.js';
import { ApiKeyRecords, type KeyOverview, type UsageOfKey } from './api-key-records.service.js';
import { ApiKeys } from './api-keys.service.js';
import { personalKeysOf } from './key-management.js';

/** A person's own keys, in that person's own hands. */
@Injectable()
export class PersonalApiKeys {
  constructor(
    private readonly keys: ApiKeys,
    private readonly minting: ApiKeyMinting,
    private readonly records: ApiKeyRecords,
  ) {}

  list(principal: Principal): Promise<ApiKey[]> {
    return this.records.list(personalKeysOf(principal).owner);
  }

  overview(principal: Principal, days: number): Promise<KeyOverview> {
    return this.records.overview(personalKeysOf(principal).owner, days);
  }

  /** @throws plan_limit_reached, invalid_input, invalid_scope, conflict */
  create(principal: Principal, terms: NewApiKey): Promise<ShownApiKey> {
    const { owner, by } = personalKeysOf(principal);
    return this.minting.create(owner, by, terms);
  }

  /** @throws not_found, already_revoked, invalid_input, invalid_scope, conflict */
  change(principal: Principal, id: string, change: ApiKeyChange): Promise<ApiKey> {
    const { owner, by } = personalKeysOf(principal);
    return this.keys.change({ owner, id }, by, change);
  }

  /** @throws not_found, already_revoked, conflict */
  rotate(principal: Principal, id: string, rotation: ApiKeyRotation): Promise<ShownApiKey> {
    const { owner, by } = personalKeysOf(principal);
    return this.minting.rotate({ owner, id }, by, rotation);
  }

  /** @throws not_found, already_revoked */
  revoke(principal: Principal, id: string): Promise<ApiKey> {
    const { owner, by } = personalKeysOf(principal);
    return this.keys.revoke({ owner, id }, by);
  }

  /** @throws not_found */
  usage(principal: Principal, id: string, days: number): Promise<UsageOfKey> {
    const { owner } = personalKeysOf(principal);
    return this.records.usageOf({ owner, id }, days);
  }
}
