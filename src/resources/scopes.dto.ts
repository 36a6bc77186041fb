import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FoundScope } from './catalogue.js';
import type { LocalizedText } from './resource.store.js';

/** A text in the languages that our pages speak. */
export class LocalizedTextDto implements LocalizedText {
  /** @example 'Prepares print jobs' */
  @IsString()
  @MaxLength(200)
  en: string;

  /** @example 'Bereitet Druckaufträge vor' */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  de?: string;
}

/** What to look for. */
export class ScopeQueryDto {
  /**
   * A part of the name; without it, all.
   * @example 'directory'
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  query?: string;
}

/** A scope that an app may ask for. */
export class ScopeDto {
  /** @example 'directory.person.r' */
  name: string;

  /** What it allows, as people read it before they agree. */
  description: LocalizedTextDto;

  /** Whom it can be granted for. */
  @ApiProperty({ enum: ['person', 'organization', 'client'], isArray: true })
  bearers: string[];

  /**
   * The title of the API that defines it.
   * @example 'Directory'
   */
  api: string;
}

/** At most 20: those that begin with what was looked for first. */
export class ScopeListDto {
  scopes: ScopeDto[];

  static of(found: readonly FoundScope[]): ScopeListDto {
    return {
      scopes: found.map(({ name, description: { en, de }, bearers, api }) => ({
        ...{ name, api, description: { en, de } },
        bearers: [...bearers],
      })),
    };
  }
}
