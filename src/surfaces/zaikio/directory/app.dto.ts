import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import type { App } from '../../../apps/index.js';
import { OPENID_SCOPES } from '../../../resources/index.js';
import type { AppSetupChange, CompleteApp } from '../../../webhooks/index.js';

const MOST = 100;

/** How an app is set up. */
export class AppConfigurationDto {
  /** @example 'https://app.example/' */
  entry_point_url: string | null;

  /** @example 'https://app.example/hooks' */
  webhook_url: string | null;

  category: string | null;

  /** Those of the client that asks. */
  oauth_redirect_urls: string[];

  @ApiProperty({ type: 'array', items: { type: 'object' } })
  translations: object[];

  /** @example ['directory.organization.r'] */
  desired_oauth_scopes: string[];

  /**
   * All that there are, where there is a webhook.
   * @example ['directory.member_joined']
   */
  subscribed_events: string[];

  /** Those of the app's own API. */
  oauth_scopes: string[];

  /** The same as `subscribed_events`. */
  events: string[];
}

export class ConfiguredAppDto {
  configuration: AppConfigurationDto;

  static of({ app, client, webhookUrl, events }: CompleteApp, ownScopes: readonly string[]): ConfiguredAppDto {
    return {
      configuration: {
        ...{
          entry_point_url: app.entryPoint ?? null,
          webhook_url: webhookUrl ?? null,
          category: null,
          translations: [],
        },
        oauth_redirect_urls: [...client.redirectUris],
        desired_oauth_scopes: app.scope.filter((name) => !OPENID_SCOPES.has(name)),
        ...{ oauth_scopes: [...ownScopes], subscribed_events: [...events], events: [...events] },
      },
    };
  }
}

/** What an app may change of itself; what is absent stays. */
export class PatchAppDto {
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  entry_point_url?: string | null;

  /** Where events go. What signs them, the admins of the organization that publishes the app have made and shown to them. */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  webhook_url?: string | null;

  @ValidateIf(({ oauth_redirect_urls }: PatchAppDto) => oauth_redirect_urls !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(2048, { each: true })
  oauth_redirect_urls?: string[];

  @ValidateIf(({ desired_oauth_scopes }: PatchAppDto) => desired_oauth_scopes !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  desired_oauth_scopes?: string[];

  static read(input: PatchAppDto): AppSetupChange {
    const { entry_point_url: entryPoint, webhook_url: url, oauth_redirect_urls: redirectUris } = input;
    // Pages with forms send what is empty, and mean none.
    const webhookUrl = url === '' ? null : url;
    return { entryPoint, webhookUrl, redirectUris, scope: input.desired_oauth_scopes };
  }
}

/** An app of the organization that asks. */
export class PublishedAppDto {
  id: string;

  /** @example 'print-planner' */
  name: string;

  category: string | null;

  @ApiProperty({ enum: ['public', 'private'] })
  kind: string;

  @ApiProperty({ enum: ['active', 'disabled', 'blocked'] })
  state: string;

  static of({ id, name, kind, status }: App): PublishedAppDto {
    return { id, name, category: null, kind, state: status };
  }
}
