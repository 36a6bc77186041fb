import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/index.js';
import type { ApiKey, ApiKeyAddress, ApiKeyOwner } from './api-key.js';
import { ApiKeyUsage, dayOf } from './api-key-usage.js';
import { ApiKeyUsageStore } from './api-key-usage.store.js';
import { ApiKeys } from './api-keys.service.js';

const DAY = 24 * 3_600_000;

/** One entry for each day that was asked about, the first one first. */
export type UsageOfKey = readonly { readonly day: string; readonly requests: number }[];

/** What there is to see of keys. What this process has noted of their use is written first. */
@Injectable()
export class ApiKeyRecords {
  constructor(
    private readonly keys: ApiKeys,
    private readonly usage: ApiKeyUsage,
    private readonly store: ApiKeyUsageStore,
    private readonly clock: Clock,
  ) {}

  async list(owner: ApiKeyOwner): Promise<ApiKey[]> {
    await this.usage.flush();
    return this.keys.list(owner);
  }

  /** The last `days` days, today (UTC) included. @throws not_found */
  async usageOf(address: ApiKeyAddress, days: number): Promise<UsageOfKey> {
    const { id } = await this.keys.get(address);
    await this.usage.flush();
    const now = this.clock.now();
    const asked = Array.from({ length: days }, (_, ago) => dayOf(now - ago * DAY)).reverse();
    const found = new Map((await this.store.list(id, asked[0] ?? '')).map(({ day, requests }) => [day, requests]));
    return asked.map((day) => ({ day, requests: found.get(day) ?? 0 }));
  }
}
