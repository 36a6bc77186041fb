import { Injectable } from '@nestjs/common';
import type { Scope } from '../core/scope.js';
import { Clock } from '../platform/index.js';
import type { ApiKey, ApiKeyAddress, ApiKeyOwner } from './api-key.js';
import { ApiKeyUsage, dayOf } from './api-key-usage.js';
import { ApiKeyUsageStore } from './api-key-usage.store.js';
import { ApiKeyScopes } from './api-key-scopes.js';
import { ApiKeys } from './api-keys.service.js';
import { mostApiKeys } from './plans.js';

const DAY = 24 * 3_600_000;
/** Milliseconds: more than the year that can be asked about. */
const KEPT = 400 * DAY;

/** One entry for each day that was asked about, the first one first. */
export type UsageOfKey = readonly { readonly day: string; readonly requests: number }[];

/** What an owner has, and what more there may be. */
export interface KeyOverview {
  /** The newest first, revoked ones included. */
  readonly keys: readonly { readonly key: ApiKey; readonly usage: UsageOfKey }[];
  /** Keys that the plan allows, and how many more of them there can be. */
  readonly most: number;
  readonly left: number;
  /** What a key may be given. */
  readonly scope: Scope;
}

/** What there is to see of keys. What this process has noted of their use is written first. */
@Injectable()
export class ApiKeyRecords {
  constructor(
    private readonly keys: ApiKeys,
    private readonly usage: ApiKeyUsage,
    private readonly store: ApiKeyUsageStore,
    private readonly scopes: ApiKeyScopes,
    private readonly clock: Clock,
  ) {}

  async list(owner: ApiKeyOwner): Promise<ApiKey[]> {
    await this.usage.flush();
    return this.keys.list(owner);
  }

  /** All that there is to say of an owner's keys at once, with the use of the last `days` days (UTC). */
  async overview(owner: ApiKeyOwner, days: number): Promise<KeyOverview> {
    await this.usage.flush();
    const now = this.clock.now();
    const asked = lastDays(now, days);
    const [keys, used, plan = '', scope] = await Promise.all([
      this.keys.list(owner),
      this.store.listOfOwner(owner, asked[0] ?? ''),
      this.keys.planOf(owner),
      this.scopes.grantable(owner),
    ]);
    const most = mostApiKeys(plan);
    const alive = keys.filter(({ revokedAt, expiresAt = Infinity }) => revokedAt === undefined && expiresAt > now);
    const usageOf = ({ id }: ApiKey): UsageOfKey =>
      filled(
        asked,
        used.filter(({ keyId }) => keyId === id),
      );
    const left = Math.max(0, most - alive.length);
    return { keys: keys.map((key) => ({ key, usage: usageOf(key) })), most, left, scope };
  }

  /** The last `days` days, today (UTC) included. @throws not_found */
  async usageOf(address: ApiKeyAddress, days: number): Promise<UsageOfKey> {
    const { id } = await this.keys.get(address);
    await this.usage.flush();
    const asked = lastDays(this.clock.now(), days);
    return filled(asked, await this.store.list(id, asked[0] ?? ''));
  }

  /** Removes the use of days that nobody asks about any more, at most `limit` of them; answers how many. */
  prune(moment: number, limit: number): Promise<number> {
    return this.store.removePast(dayOf(moment - KEPT), limit);
  }
}

/** The first one first. */
function lastDays(now: number, days: number): string[] {
  return Array.from({ length: days }, (_, ago) => dayOf(now - ago * DAY)).reverse();
}

function filled(asked: readonly string[], found: UsageOfKey): UsageOfKey {
  const used = new Map(found.map(({ day, requests }) => [day, requests]));
  return asked.map((day) => ({ day, requests: used.get(day) ?? 0 }));
}
