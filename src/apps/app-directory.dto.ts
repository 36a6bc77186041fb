import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { LocalizedTextDto } from '../resources/index.js';
import type { AvailableApp, AvailableAppPage, DirectoryWish } from './app-directory.service.js';
import { KINDS } from './app.js';
import { SentenceDto } from './installations.dto.js';

/** What to look for, and which part of what is found. */
export class AvailableAppsQueryDto implements DirectoryWish {
  /**
   * A part of the title, the technical name or the vendor; without it, all.
   * @example 'print'
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  query?: string;

  /** From 1. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  page?: number = 1;
}

/** An app that the organization may install, or has. */
export class AvailableAppDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14' */
  id: string;

  /** @example 'print-planner' */
  name: string;

  /** `private` is the organization's own. */
  @ApiProperty({ enum: KINDS })
  kind: string;

  /** @example 'Print Planner' */
  title: string;

  /**
   * Who publishes it, as that organization is called now; of an app without one, what the operator says.
   * @example 'Acme Printing'
   */
  vendor: string;

  /**
   * The organization that publishes it; absent where the operator does.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  vendorOrganization?: string;

  description: LocalizedTextDto;

  /** @example 'https://app.example/logo.svg' */
  logoUrl?: string;

  /** What it asks of an organization, in words. */
  requested: SentenceDto[];

  /** Whether the organization has it already. */
  installed: boolean;

  static of({ id, name, kind, title, vendor, logoUrl, ...rest }: AvailableApp): AvailableAppDto {
    return {
      ...{ id, name, kind, title, vendor, logoUrl },
      vendorOrganization: rest.vendorOrganizationId,
      description: { en: rest.description.en, de: rest.description.de },
      requested: rest.requested.map((sentence) => SentenceDto.of(sentence)),
      installed: rest.installationId !== undefined,
    };
  }
}

/** By title, at most 20 at a time. */
export class AvailableAppListDto {
  apps: AvailableAppDto[];

  /** Of all pages together. */
  total: number;

  /** From 1. */
  page: number;

  static of({ apps, total, page }: AvailableAppPage): AvailableAppListDto {
    return { apps: apps.map((app) => AvailableAppDto.of(app)), total, page };
  }
}
