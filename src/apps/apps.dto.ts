import { ApiProperty } from '@nestjs/swagger';
import { LocalizedTextDto } from '../resources/index.js';
import { ClientCredentialsDto, ClientDto } from './app-clients.dto.js';
import type { ManagedApp } from './app-clients.service.js';
import { type App, KINDS } from './app.js';
import type { PublishedApp } from './vendor-apps.service.js';

/** An app, as its vendor sees it. */
export class AppDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c14' */
  id: string;

  /**
   * The organization that publishes it.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  organization?: string;

  /** @example 'print-planner' */
  name: string;

  @ApiProperty({ enum: KINDS })
  kind: string;

  /** `blocked` is what an operator has disabled. */
  @ApiProperty({ enum: ['active', 'disabled', 'blocked'] })
  status: string;

  /** @example 'Print Planner' */
  title: string;

  /**
   * What people read as its vendor.
   * @example 'Acme Printing'
   */
  vendor: string;

  description: LocalizedTextDto;

  /** @example 'https://app.example/logo.svg' */
  logoUrl?: string;

  /**
   * What it may ask for.
   * @example ['openid', 'directory.organization.r']
   */
  scopes: string[];

  /** @example 'https://app.example/' */
  entryPoint?: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  static of(app: App): AppDto {
    return fieldsOf(app);
  }
}

/** An app with its clients. */
export class ManagedAppDto extends AppDto {
  clients: ClientDto[];

  static ofManaged({ app, clients }: ManagedApp): ManagedAppDto {
    return { ...fieldsOf(app), clients: clients.map((client) => ClientDto.of(client)) };
  }
}

/** A new app, and what its first client presents. */
export class CreatedAppDto extends AppDto {
  client: ClientCredentialsDto;

  static ofPublished({ app, client }: PublishedApp): CreatedAppDto {
    return { ...fieldsOf(app), client: ClientCredentialsDto.of(client) };
  }
}

/** By their technical names. */
export class AppListDto {
  apps: AppDto[];

  static of(apps: readonly App[]): AppListDto {
    return { apps: apps.map((app) => AppDto.of(app)) };
  }
}

function fieldsOf(app: App) {
  const { id, name, kind, status, title, vendor, logoUrl, entryPoint } = app;
  return {
    ...{ id, name, kind, status, title, vendor, logoUrl, entryPoint },
    organization: app.vendorOrganizationId,
    description: { en: app.description.en, de: app.description.de },
    scopes: [...app.scope],
    createdAt: new Date(app.createdAt).toISOString(),
    updatedAt: new Date(app.updatedAt).toISOString(),
  };
}
