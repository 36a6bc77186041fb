import {
  IsLocale,
  IsOptional,
  IsString,
  IsTimeZone,
  MaxLength,
  registerDecorator,
  type ValidationOptions,
  ValidateIf,
} from 'class-validator';
import { isAvatarUrl } from '../core/avatar-url.js';
import type { Scope } from '../core/scope.js';
import type { ProfileChange, User } from './user.js';

const EVERYTHING: Scope = new Set(['profile', 'email']);

/** What a person may change of their own profile; what is absent stays, `null` clears. */
export class UpdateProfileDto {
  /**
   * How people address the person: 1 to 200 printable characters.
   * @example 'Ada Lovelace'
   */
  @ValidateIf(({ name }: UpdateProfileDto) => name !== undefined)
  @IsString()
  @MaxLength(200)
  name?: string;

  /**
   * Where a picture of the person is: http or https, at most 2,048 characters.
   * @example 'https://images.example/ada.png'
   */
  @IsOptional()
  @IsAvatarUrl()
  avatar_url?: string | null;

  /**
   * Language, as a BCP 47 tag.
   * @example 'en-GB'
   */
  @IsOptional()
  @IsLocale()
  @MaxLength(16)
  locale?: string | null;

  /**
   * Time zone, by its IANA name.
   * @example 'Europe/London'
   */
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  zoneinfo?: string | null;

  static read({ name, avatar_url: avatarUrl, locale, zoneinfo }: UpdateProfileDto): ProfileChange {
    return { name, avatarUrl, locale, zoneinfo };
  }
}

/** The caller's own account. */
export class UserDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /**
   * Absent for an app's token without the scope `email`.
   * @example 'ada@example.com'
   */
  email?: string;

  /** @example 'Ada Lovelace' */
  full_name: string;

  /** @example 'https://images.example/ada.png' */
  avatar_url: string | null;

  /** Whether mail to this address was answered; beside `email` only. */
  email_verified?: boolean;

  /**
   * What was bought: `free`, `starter` or `growth`.
   * @example 'free'
   */
  plan_id: string;

  /** @example 'en-GB' */
  locale: string | null;

  /** @example 'Europe/London' */
  zoneinfo: string | null;

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;

  /** What the scope of a credential lets its bearer see. */
  static of(user: User, scope: Scope): UserDto {
    const { id, email, name, emailVerified, plan, avatarUrl = null, locale = null, zoneinfo = null } = user;
    const mayKnowAddress = scope.has('email');
    return {
      id,
      ...(mayKnowAddress && { email }),
      full_name: name,
      avatar_url: avatarUrl,
      ...(mayKnowAddress && { email_verified: emailVerified }),
      plan_id: plan,
      locale,
      zoneinfo,
      created_at: new Date(user.createdAt).toISOString(),
      updated_at: new Date(user.updatedAt).toISOString(),
    };
  }

  /** For the person in person. */
  static whole(user: User): UserDto {
    return UserDto.of(user, EVERYTHING);
  }
}

function IsAvatarUrl(options?: ValidationOptions): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name: 'isAvatarUrl',
      target: target.constructor,
      propertyName: String(property),
      options,
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isAvatarUrl(value),
        defaultMessage: () => 'avatar_url must be an http or https URL of at most 2048 characters',
      },
    });
}
