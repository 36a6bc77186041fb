import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsInt,
  IsOptional,
  IsRFC3339,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { formatScope, parseScope, type Scope } from '../core/scope.js';
import type { ApiKeyChange, ApiKeyRotation, ApiKeyTerms } from './api-key.js';
import { HIGHEST_RATE_LIMIT } from './api-key-rules.js';

const LONGEST_OVERLAP = 30 * 24 * 3_600;

/** What a new key is for. */
export class CreateApiKeyDto {
  /**
   * How its owner tells it from others: 1 to 100 printable characters.
   * @example 'Production Server'
   */
  @IsString()
  @MaxLength(100)
  name: string;

  /** What it may do; absent: whatever API scopes its owner has at the moment of use. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  scopes?: string[];

  /**
   * RFC 3339; absent: it does not expire.
   * @example '2030-01-15T10:30:00Z'
   */
  @IsOptional()
  @IsRFC3339()
  expiresAt?: string;

  /** IP addresses and networks (CIDR) from which alone it may be used; absent: from everywhere. */
  @IsOptional()
  @IsArray()
  @IsString({ each: true })
  allowedIps?: string[];

  /** Requests a minute; absent: what the service allows every key. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_LIMIT)
  rateLimit?: number;

  static read({ name, scopes, expiresAt, allowedIps, rateLimit }: CreateApiKeyDto): ApiKeyTerms {
    return {
      name: name.trim(),
      scope: scopeIn(scopes) ?? undefined,
      expiresAt: momentIn(expiresAt) ?? undefined,
      allowedIps: allowedIps ?? [],
      rateLimit: rateLimit ?? undefined,
    };
  }
}

/** What is absent stays, `null` goes back to what a key has that was made without it. */
export class UpdateApiKeyDto {
  /** @example 'Staging Server' */
  @ValidateIf(({ name }: UpdateApiKeyDto) => name !== undefined)
  @IsString()
  @MaxLength(100)
  name?: string;

  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  scopes?: string[] | null;

  /** RFC 3339. */
  @IsOptional()
  @IsRFC3339()
  expiresAt?: string | null;

  @ValidateIf(({ allowedIps }: UpdateApiKeyDto) => allowedIps !== undefined)
  @IsArray()
  @IsString({ each: true })
  allowedIps?: string[];

  /** Requests a minute. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(HIGHEST_RATE_LIMIT)
  rateLimit?: number | null;

  static read({ name, scopes, expiresAt, allowedIps, rateLimit }: UpdateApiKeyDto): ApiKeyChange {
    return { name: name?.trim(), scope: scopeIn(scopes), expiresAt: momentIn(expiresAt), allowedIps, rateLimit };
  }
}

export class RotateApiKeyDto {
  /** Seconds that the key before stays valid, up to 30 days. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP)
  overlap?: number = 0;

  static read({ overlap }: RotateApiKeyDto): ApiKeyRotation {
    return { overlap: (overlap ?? 0) * 1_000 };
  }
}

export class ApiKeyUsageQueryDto {
  /** How many days, today (UTC) included. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(365)
  days?: number = 30;
}

function scopeIn(scopes: string[] | null | undefined): Scope | null | undefined {
  return scopes ? parseScope(formatScope(new Set(scopes))) : scopes;
}

function momentIn(text: string | null | undefined): number | null | undefined {
  return typeof text === 'string' ? new Date(text).getTime() : text;
}
