import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { LocalizedTextDto } from '../resources/index.js';
import { MOST_URIS } from './app-clients.dto.js';
import { ClientKeysDto } from './client-keys.dto.js';
import { type AppChange, type AppKind, KINDS } from './app.js';
import type { VendorAppInput } from './vendor-apps.service.js';

const MOST_SCOPES = 90;

/** A new app with its first client. */
export class CreateAppDto extends ClientKeysDto {
  /**
   * The organization that publishes it.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  @IsString()
  @MaxLength(64)
  organization: string;

  /**
   * The technical name, which stays: a-z, 0-9, _ and -, 3 to 64 long, unique in the instance.
   * @example 'print-planner'
   */
  @IsString()
  @MaxLength(64)
  name: string;

  /** For everybody to install, or for the own organization alone. */
  @ApiProperty({ enum: KINDS, default: 'public', required: false })
  @IsOptional()
  @IsIn(KINDS)
  kind?: AppKind = 'public';

  /**
   * What people read: 1 to 200 printable characters; without it, the technical name.
   * @example 'Print Planner'
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  title?: string;

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LocalizedTextDto)
  description?: LocalizedTextDto;

  /**
   * An https URL of an image.
   * @example 'https://app.example/logo.svg'
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  logoUrl?: string;

  /**
   * What it may ever ask for; OpenID's own scopes need not be named.
   * @example ['directory.organization.r']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_SCOPES)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  scopes?: string[];

  /**
   * Where people enter it: an https URL.
   * @example 'https://app.example/'
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  entryPoint?: string;

  /**
   * Of the first client.
   * @example ['https://app.example/callback']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  redirectUris?: string[];

  /**
   * Of the first client.
   * @example ['https://app.example/goodbye']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_URIS)
  @IsString({ each: true })
  postLogoutRedirectUris?: string[];

  /** Whether the first client keeps a secret; a public client (a browser or phone app) proves itself by PKCE. */
  @IsOptional()
  @IsBoolean()
  confidential?: boolean = true;

  static read({ scopes, confidential, redirectUris, ...input }: CreateAppDto): VendorAppInput {
    const { name, kind, title, description, logoUrl, entryPoint, postLogoutRedirectUris } = input;
    const keys = ClientKeysDto.keysOf(input);
    return {
      ...{ name, kind, title, description, logoUrl, entryPoint, postLogoutRedirectUris, keys },
      redirectUris: redirectUris ?? [],
      scope: scopes ?? [],
      isPublic: confidential === false,
    };
  }
}

/** What to change; what is absent stays, `null` clears. */
export class UpdateAppDto {
  /** @example 'Print Planner' */
  @ValidateIf(({ title }: UpdateAppDto) => title !== undefined)
  @IsString()
  @MaxLength(200)
  title?: string;

  /** A private app can be made public, never the other way round. */
  @ApiProperty({ enum: ['public'], required: false })
  @ValidateIf(({ kind }: UpdateAppDto) => kind !== undefined)
  @IsIn(['public'])
  kind?: 'public';

  @ValidateIf(({ description }: UpdateAppDto) => description !== undefined)
  @IsObject()
  @ValidateNested()
  @Type(() => LocalizedTextDto)
  description?: LocalizedTextDto;

  /** @example 'https://app.example/logo.svg' */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  logoUrl?: string | null;

  /**
   * All that it may ask for from now on. What was granted before does not grow with it.
   * @example ['directory.organization.r']
   */
  @ValidateIf(({ scopes }: UpdateAppDto) => scopes !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST_SCOPES)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  scopes?: string[];

  /** @example 'https://app.example/' */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  entryPoint?: string | null;

  static read({ scopes, title, kind, description, logoUrl, entryPoint }: UpdateAppDto): AppChange {
    return { title, kind, description, logoUrl, entryPoint, scope: scopes };
  }
}

/** Whose apps. */
export class AppQueryDto {
  /**
   * Without it, those of all organizations of which the caller is an owner or admin.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  organization?: string;
}
