import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  type Instance,
  type InstanceSettings,
  type SettingsChange,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
} from '../instances/index.js';

/** How an instance looks on its pages and in its letters. */
export class InstanceBrandingDto {
  /**
   * What people read in the head of a page; absent: the title.
   * @example 'Acme'
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  /** @example '#2f5bd3' */
  @IsOptional()
  @Matches(/^#[0-9a-fA-F]{6}$/)
  colour?: string | null;

  /**
   * An https URL of an image, which is shown as an image and nothing else.
   * @example 'https://acme.example/logo.png'
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  logo?: string | null;
}

/** What was decided for one instance; an absent member stays as it is, `null` brings the service's default back. */
export class InstanceSettingsDto {
  /**
   * Seconds that an access token lives, 10 to 86,400; default: what its surface promises.
   * @example 3600
   */
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(86_400)
  accessTokenLifetime?: number | null;

  /** Whether confidential clients have to use PKCE as well. */
  @IsOptional()
  @IsBoolean()
  requirePkce?: boolean | null;

  /**
   * Characters that a new password needs.
   * @example 12
   */
  @IsOptional()
  @IsInt()
  @Min(8)
  @Max(64)
  passwordMinimumLength?: number | null;

  /** Whether anyone may make an account. */
  @IsOptional()
  @IsIn(['open', 'closed'])
  signUp?: 'open' | 'closed' | null;

  /**
   * Origins whose scripts may read answers, with the session cookie if they have it; exact.
   * @example ['https://app.acme.example']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(255, { each: true })
  allowedOrigins?: string[] | null;

  /**
   * BCP 47: the language of letters to people who have not chosen one.
   * @example 'de'
   */
  @IsOptional()
  @IsString()
  @MaxLength(35)
  locale?: string | null;

  /** What access tokens are, where their resource server does not say. */
  @IsOptional()
  @IsIn(['jwt', 'opaque'])
  accessTokenFormat?: 'jwt' | 'opaque' | null;

  /** What access tokens are signed with, where their resource server does not say. */
  @IsOptional()
  @IsIn(SIGNING_ALGORITHMS)
  algorithm?: SigningAlgorithm | null;

  @ValidateIf(({ branding }: InstanceSettingsDto) => branding !== undefined)
  @ValidateNested()
  @Type(() => InstanceBrandingDto)
  branding?: InstanceBrandingDto;

  static of({ accessTokenLifetime: lifetime, branding, ...settings }: InstanceSettings): InstanceSettingsDto {
    const { requirePkce, passwordMinimumLength, signUp, locale, accessTokenFormat, algorithm } = settings;
    return {
      accessTokenLifetime: lifetime === undefined ? undefined : lifetime / 1_000,
      ...{ requirePkce, passwordMinimumLength, signUp, locale, accessTokenFormat, algorithm },
      allowedOrigins: [...settings.allowedOrigins],
      branding: { ...branding },
    };
  }

  /** With times in milliseconds. */
  static read({ accessTokenLifetime: lifetime, ...rest }: InstanceSettingsDto = {}): SettingsChange {
    return { ...rest, ...(lifetime === undefined ? {} : { accessTokenLifetime: lifetime && lifetime * 1_000 }) };
  }
}

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
