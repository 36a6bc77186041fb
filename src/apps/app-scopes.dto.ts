import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type AppApi, LocalizedTextDto, type ScopeDefinition, type ScopeRegistration } from '../resources/index.js';

const BEARERS = ['person', 'organization'] as const;

/** A scope that other apps may ask for. */
export class RegisterScopeDto {
  /**
   * The technical name of the app, a name of a-z, 0-9 and _, 3 to 64 long, and `r`, `w` or `rw`.
   * @example 'print_planner.jobs.r'
   */
  @IsString()
  @MaxLength(200)
  name: string;

  /** What it allows, as people read it before they agree. */
  @IsObject()
  @ValidateNested()
  @Type(() => LocalizedTextDto)
  description: LocalizedTextDto;

  /** Whom it can be granted for. */
  @ApiProperty({ enum: BEARERS, isArray: true, default: BEARERS, required: false })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(BEARERS.length)
  @IsIn(BEARERS, { each: true })
  bearers?: (typeof BEARERS)[number][];

  /**
   * `aud` of the tokens for the API, and the `resource` by which apps ask for them: an https URL that no other API has. Without
   * it, a URN that stays. It can be changed only while the app has no scopes.
   * @example 'https://api.planner.example/'
   */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  audience?: string;

  static read({ name, description: { en, de }, bearers, audience }: RegisterScopeDto): ScopeRegistration {
    const chosen = BEARERS.filter((bearer) => bearers?.includes(bearer) ?? true);
    return { scope: { name, description: { en, de }, bearers: chosen }, audience };
  }
}

/** A scope that an app defines. */
export class RegisteredScopeDto {
  /** @example 'print_planner.jobs.r' */
  name: string;

  description: LocalizedTextDto;

  /** Whom it can be granted for. */
  @ApiProperty({ enum: BEARERS, isArray: true })
  bearers: string[];

  static of({ name, description: { en, de }, bearers }: ScopeDefinition): RegisteredScopeDto {
    return { name, description: { en, de }, bearers: [...bearers] };
  }
}

/** What an app offers to other apps. While the app is disabled, none of it can be used. */
export class AppScopeListDto {
  /**
   * `aud` of the tokens for it, about which the app may ask by introspection. Absent before the first scope.
   * @example 'https://api.planner.example/'
   */
  audience?: string;

  /** By name. */
  scopes: RegisteredScopeDto[];

  static of({ audience, scopes }: AppApi): AppScopeListDto {
    return { audience, scopes: scopes.map((scope) => RegisteredScopeDto.of(scope)) };
  }
}
