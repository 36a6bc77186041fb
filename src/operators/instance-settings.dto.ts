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
  type InstanceSettings,
  type SettingsChange,
  SIGNING_ALGORITHMS,
  type SigningAlgorithm,
  type SocialRules,
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

/** By which other providers people may sign in; what is absent is allowed. */
export class SocialRulesDto {
  /** `false`: by none. */
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  /**
   * Their names; absent: all that the service has.
   * @example ['github']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(32, { each: true })
  providers?: string[];

  /** Whether a provider may be linked to an account that stands already. */
  @IsOptional()
  @IsBoolean()
  linking?: boolean;

  static of({ enabled, providers, linking }: SocialRules): SocialRulesDto {
    return { enabled, providers: providers && [...providers], linking };
  }
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

  /**
   * Seconds that a token for a name and a password lives, 10 to 86,400; default: 24 hours.
   * @example 3600
   */
  @IsOptional()
  @IsInt()
  @Min(10)
  @Max(86_400)
  passwordTokenLifetime?: number | null;

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

  @IsOptional()
  @ValidateNested()
  @Type(() => SocialRulesDto)
  social?: SocialRulesDto | null;

  @ValidateIf(({ branding }: InstanceSettingsDto) => branding !== undefined)
  @ValidateNested()
  @Type(() => InstanceBrandingDto)
  branding?: InstanceBrandingDto;

  static of({ accessTokenLifetime, passwordTokenLifetime, ...settings }: InstanceSettings): InstanceSettingsDto {
    const { branding, social, requirePkce, passwordMinimumLength, signUp, locale, accessTokenFormat, algorithm } =
      settings;
    return {
      accessTokenLifetime: accessTokenLifetime && accessTokenLifetime / 1_000,
      passwordTokenLifetime: passwordTokenLifetime && passwordTokenLifetime / 1_000,
      ...{ requirePkce, passwordMinimumLength, signUp, locale, accessTokenFormat, algorithm },
      allowedOrigins: [...settings.allowedOrigins],
      social: social && SocialRulesDto.of(social),
      branding: { ...branding },
    };
  }

  /** With times in milliseconds. */
  static read({ accessTokenLifetime, passwordTokenLifetime, ...rest }: InstanceSettingsDto = {}): SettingsChange {
    return {
      ...rest,
      ...(accessTokenLifetime === undefined ? {} : { accessTokenLifetime: milliseconds(accessTokenLifetime) }),
      ...(passwordTokenLifetime === undefined ? {} : { passwordTokenLifetime: milliseconds(passwordTokenLifetime) }),
    };
  }
}

function milliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1_000;
}
