import { IsLocale, IsOptional, IsString, IsTimeZone, MaxLength, ValidateIf } from 'class-validator';
import type { Principal } from '../core/principal.js';
import type { User } from './user.js';

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
}

/** The caller's own account. */
export class UserDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** @example 'Ada Lovelace' */
  name: string;

  /**
   * Only for a session, or a token with the scope `email`.
   * @example 'ada@example.com'
   */
  email?: string;

  /** Whether mail to this address was answered; beside `email` only. */
  emailVerified?: boolean;

  /** @example 'en-GB' */
  locale?: string;

  /** @example 'Europe/London' */
  zoneinfo?: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  /** What the credential's scope lets the caller see. */
  static of(user: User, { scope }: Principal): UserDto {
    const { id, name, email, emailVerified, locale, zoneinfo } = user;
    return {
      id,
      name,
      ...(scope.has('email') ? { email, emailVerified } : {}),
      locale,
      zoneinfo,
      createdAt: new Date(user.createdAt).toISOString(),
      updatedAt: new Date(user.updatedAt).toISOString(),
    };
  }
}
