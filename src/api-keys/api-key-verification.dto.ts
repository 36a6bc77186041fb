import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIP,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { KeyVerdict, ValidKey } from './api-key-verification.service.js';
import type { KeyRate } from './api-key-limits.js';

const MOST_AT_ONCE = 100;

/** A key that somebody has presented to another service. */
export class VerifyApiKeyDto {
  /** As it was presented. @example 'sk_a1b2c3d4e5f6789012345678901234567890abcdef1234567890abcdef123456' */
  @IsString()
  @MaxLength(256)
  key: string;

  /**
   * The IP address of who has presented it; a key that is bound to addresses is not valid without.
   * @example '192.0.2.7'
   */
  @IsOptional()
  @IsIP()
  address?: string;
}

export class VerifyApiKeysDto {
  /** At most 100. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_AT_ONCE)
  @ValidateNested({ each: true })
  @Type(() => VerifyApiKeyDto)
  keys: VerifyApiKeyDto[];
}

/** For whom the key acts. */
export class KeyOwnerDto {
  @ApiProperty({ enum: ['person', 'organization'] })
  type: string;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;
}

/** What is left of the key's limit, this use included. */
export class KeyRateDto {
  /** Requests a minute. @example 6000 */
  limit: number;

  /** @example 5999 */
  remaining: number;

  /** Seconds until there are more. @example 60 */
  reset: number;

  static of({ limit, remaining, reset }: KeyRate): KeyRateDto {
    return { limit, remaining, reset };
  }
}

/** Of a key that is not valid nothing else is told; of one that is used too often, when it may be used again. */
export class KeyVerdictDto {
  valid: boolean;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id?: string;

  name?: string;

  owner?: KeyOwnerDto;

  /** What the key may do now. */
  scopes?: string[];

  /** ISO 8601; absent: it does not expire. */
  expiresAt?: string;

  rateLimit?: KeyRateDto;

  static of({ valid, rate }: KeyVerdict): KeyVerdictDto {
    const rateLimit = rate && KeyRateDto.of(rate);
    return valid ? { valid: true, ...described(valid), rateLimit } : { valid: false, rateLimit };
  }
}

/** In the order in which they were asked about. */
export class KeyVerdictsDto {
  results: KeyVerdictDto[];

  static of(verdicts: readonly KeyVerdict[]): KeyVerdictsDto {
    return { results: verdicts.map((verdict) => KeyVerdictDto.of(verdict)) };
  }
}

function described({ key, scope }: ValidKey): Omit<KeyVerdictDto, 'valid' | 'rateLimit'> {
  const { id, name, owner, expiresAt } = key;
  return {
    ...{ id, name, owner: { type: owner.type, id: owner.id }, scopes: [...scope] },
    expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt).toISOString(),
  };
}
