import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';
import { parseScope, type Scope } from '../core/scope.js';
import { LocalizedTextDto } from '../resources/index.js';
import { type DescribedInstallation, launchUrl, type Sentence } from './installation.js';
import type { InstallationInput } from './installations.service.js';

const MOST_SCOPES = 100;

/** What the app is allowed from now on: all of what it asks for, or a part. */
export class ApprovedScopesDto {
  /** @example ['directory.organization.r'] */
  @IsArray()
  @ArrayMaxSize(MOST_SCOPES)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  scopes: string[];

  /** @throws invalid_scope */
  static scopeOf({ scopes }: ApprovedScopesDto): Scope {
    return parseScope(scopes.join(' '));
  }
}

/** Which app, and what it is allowed. */
export class CreateInstallationDto extends ApprovedScopesDto {
  /**
   * Its id.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14'
   */
  @IsString()
  @MaxLength(64)
  app: string;

  /** @throws invalid_scope */
  static read(input: CreateInstallationDto): InstallationInput {
    return { app: input.app, scope: ApprovedScopesDto.scopeOf(input) };
  }
}

/** A scope, and what it allows in words. */
export class SentenceDto {
  /** @example 'directory.organization.r' */
  name: string;

  description: LocalizedTextDto;

  static of({ name, description: { en, de } }: Sentence): SentenceDto {
    return { name, description: { en, de } };
  }
}

/** What people see of an app that they have. */
export class InstalledAppDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14' */
  id: string;

  /** @example 'print-planner' */
  name: string;

  /** @example 'Print Planner' */
  title: string;

  /** @example 'Acme Printing' */
  vendor: string;

  /** @example 'https://app.example/logo.svg' */
  logoUrl?: string;

  /** While it is not active, the app can do nothing. */
  @ApiProperty({ enum: ['active', 'disabled', 'blocked'] })
  status: string;
}

/** An app that the organization has, and what it is allowed. */
export class InstallationDto {
  /**
   * Another one after the app was uninstalled, or something was taken from its scope.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c15'
   */
  id: string;

  app: InstalledAppDto;

  /** What it may do. */
  granted: SentenceDto[];

  /** What it asks for now. */
  requested: SentenceDto[];

  /** What of that was not approved yet. */
  waiting: SentenceDto[];

  /** Counts the changes of what it may do. */
  version: number;

  /**
   * Where members open it.
   * @example 'https://app.example/?launchpad=1&organization_id=01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  launchUrl?: string;

  /**
   * The user who did it; absent for an operator.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  installedBy?: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  static of(installation: DescribedInstallation): InstallationDto {
    const { id: appId, name, title, vendor, logoUrl, status } = installation.app;
    const { id, version, installedBy, createdAt, updatedAt, granted, requested, waiting } = installation;
    return {
      ...{ id, version, installedBy },
      app: { id: appId, name, title, vendor, logoUrl, status },
      granted: granted.map((sentence) => SentenceDto.of(sentence)),
      requested: requested.map((sentence) => SentenceDto.of(sentence)),
      waiting: waiting.map((sentence) => SentenceDto.of(sentence)),
      launchUrl: launchUrl(installation.app, installation.organizationId),
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
    };
  }
}

/** By the titles of the apps. */
export class InstallationListDto {
  installations: InstallationDto[];

  static of(installations: readonly DescribedInstallation[]): InstallationListDto {
    return { installations: installations.map((installation) => InstallationDto.of(installation)) };
  }
}
