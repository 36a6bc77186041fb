import type { ApiKey, ShownApiKey } from './api-key.js';
import { DEFAULT_RATE_LIMIT } from './api-key-rules.js';
import type { UsageOfKey } from './api-key-records.service.js';

/** A key as it may be shown at any time. Times are ISO 8601. */
export class ApiKeyDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** @example 'Production Server' */
  name: string;

  /**
   * Its beginning, to tell it from others.
   * @example 'sk_a1b2c3d4e5f67890'
   */
  keyPrefix: string;

  /** `null`: whatever API scopes its owner has at the moment of use. */
  scopes: string[] | null;

  /** From where alone it may be used; empty: from everywhere. */
  allowedIps: string[];

  /** Requests a minute. */
  rateLimit: number;

  /** `null` until it is used for the first time. */
  lastUsedAt: string | null;

  createdAt: string;

  /** `null`: it does not expire. */
  expiresAt: string | null;

  /** `null` as long as it was not revoked. */
  revokedAt: string | null;

  static of(key: ApiKey): ApiKeyDto {
    const { id, name, prefix, scope, allowedIps, rateLimit = DEFAULT_RATE_LIMIT } = key;
    return {
      ...{ id, name, keyPrefix: prefix, rateLimit },
      scopes: scope ? [...scope] : null,
      allowedIps: [...allowedIps],
      lastUsedAt: momentOf(key.lastUsedAt),
      createdAt: new Date(key.createdAt).toISOString(),
      expiresAt: momentOf(key.expiresAt),
      revokedAt: momentOf(key.revokedAt),
    };
  }
}

/** A key with its secret. */
export class NewApiKeyDto extends ApiKeyDto {
  /**
   * `sk_` and 64 hexadecimal digits, the last 8 of which are the CRC-32 of the 56 before them.
   * @example 'sk_a1b2c3d4e5f6789012345678901234567890abcdef1234567890abcdef123456'
   */
  key: string;
}

const WARNING = 'Store this API key securely: it is shown only this once';

/** The only answer that has the key itself. */
export class CreatedApiKeyDto {
  key: NewApiKeyDto;

  /** @example 'Store this API key securely: it is shown only this once' */
  warning: string;

  static of({ key, secret }: ShownApiKey): CreatedApiKeyDto {
    return { key: Object.assign(ApiKeyDto.of(key), { key: secret }), warning: WARNING };
  }
}

/** All of an owner's, the newest first, revoked ones included. */
export class ApiKeyListDto {
  keys: ApiKeyDto[];

  static of(keys: readonly ApiKey[]): ApiKeyListDto {
    return { keys: keys.map((key) => ApiKeyDto.of(key)) };
  }
}

export class OneApiKeyDto {
  key: ApiKeyDto;

  static of(key: ApiKey): OneApiKeyDto {
    return { key: ApiKeyDto.of(key) };
  }
}

export class RevokedApiKeyDto extends OneApiKeyDto {
  /** @example 'API key has been revoked and is no longer usable' */
  message: string;

  static override of(key: ApiKey): RevokedApiKeyDto {
    return { key: ApiKeyDto.of(key), message: 'API key has been revoked and is no longer usable' };
  }
}

/** Requests on one day (UTC). */
export class DayOfUseDto {
  /** @example '2026-11-22' */
  day: string;

  /** @example 42 */
  requests: number;
}

/** Every day that was asked about, the first one first. */
export class ApiKeyUsageDto {
  usage: DayOfUseDto[];

  /** Of all these days. */
  total: number;

  static of(usage: UsageOfKey): ApiKeyUsageDto {
    const days = usage.map(({ day, requests }) => ({ day, requests }));
    return { usage: days, total: days.reduce((sum, { requests }) => sum + requests, 0) };
  }
}

function momentOf(moment: number | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString();
}
