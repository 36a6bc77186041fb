import { Type } from 'class-transformer';
import { IsOptional, IsString, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import type { Instance } from '../instances/index.js';
import { InstanceSettingsDto } from './instance-settings.dto.js';

/** A new instance. */
export class CreateInstanceDto {
  /**
   * The first segment of its paths: a-z, 0-9 and -, 2 to 63 long, a letter first.
   * @example 'acme'
   */
  @IsString()
  @MaxLength(63)
  name: string;

  /**
   * 1 to 200 printable characters.
   * @example 'Acme'
   */
  @IsString()
  @MaxLength(200)
  title: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => InstanceSettingsDto)
  settings?: InstanceSettingsDto;
}

/** What is to change of an instance. Its name stays: issuers and cookies hang on it. */
export class UpdateInstanceDto {
  /** @example 'Acme' */
  @ValidateIf(({ title }: UpdateInstanceDto) => title !== undefined)
  @IsString()
  @MaxLength(200)
  title?: string;

  @ValidateIf(({ settings }: UpdateInstanceDto) => settings !== undefined)
  @ValidateNested()
  @Type(() => InstanceSettingsDto)
  settings?: InstanceSettingsDto;
}

/** An isolated issuer: its own users, organizations, apps, keys and settings. */
export class InstanceDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** @example 'acme' */
  name: string;

  /** @example 'Acme' */
  title: string;

  /** `deleting`: it is dead, and what it held is being removed. */
  status: 'active' | 'suspended' | 'deleting';

  /**
   * `iss` of its tokens.
   * @example 'https://id.example.org/acme/oauth2/v1'
   */
  issuer: string;

  /** With the defaults filled in. */
  settings: InstanceSettingsDto;

  static of({ id, name, title, status, issuer, settings }: Instance): InstanceDto {
    return { id, name, title, status, issuer, settings: InstanceSettingsDto.of(settings) };
  }
}

/** By name. */
export class InstanceListDto {
  instances: InstanceDto[];

  static of(instances: readonly Instance[]): InstanceListDto {
    return { instances: instances.map((instance) => InstanceDto.of(instance)) };
  }
}
