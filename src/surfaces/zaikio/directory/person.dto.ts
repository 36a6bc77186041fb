import { ApiProperty } from '@nestjs/swagger';
import { IsLocale, IsOptional, IsString, IsTimeZone, MaxLength, ValidateIf } from 'class-validator';
import type { LaunchableApp } from '../../../apps/index.js';
import type { ProfileChange, User } from '../../../users/index.js';
import { timeIn } from './directory-time.js';
import { OrganizationMembershipDto } from './organization.dto.js';
import { RelationDto } from './relation.dto.js';
import type { Relation } from './relations.service.js';

/** An app that the person can open. */
export class AccessibleAppDto {
  /** @example 'print-planner' */
  name: string;

  slug: string;

  /** @example 'Print Planner' */
  translated_title: string;

  category: string | null;

  /** @example 'https://app.example/' */
  entry_point_url: string;

  logo_url: string | null;

  static of({ name, title, entryPoint, logoUrl }: LaunchableApp): AccessibleAppDto {
    const slug = name;
    return {
      name,
      slug,
      translated_title: title,
      category: null,
      entry_point_url: entryPoint,
      logo_url: logoUrl ?? null,
    };
  }
}

export interface PersonParts {
  readonly user: User;
  readonly relation: Relation;
  readonly memberships: OrganizationMembershipDto[];
  readonly apps: readonly LaunchableApp[];
}

/** A person, as the app that asks may see it. Times are those of the person's time zone. */
export class PersonDto extends RelationDto {
  id: string;

  first_name: string | null;

  /** @example 'Ada Lovelace' */
  name: string;

  /** @example 'Ada Lovelace' */
  full_name: string;

  /** @example 'ada@example.com' */
  email: string;

  email_confirmed: boolean;

  pronoun: string | null;

  /** @example 'en-GB' */
  locale: string | null;

  unit_system: string | null;

  country_code: string | null;

  currency: string | null;

  /** @example 'Europe/London' */
  time_zone: string | null;

  avatar_url: string | null;

  @ApiProperty({ type: 'null' })
  subscription: null;

  two_factor_authentication_enabled: boolean;

  /** The app that has made this person up to try itself out with. */
  test_account_owner_id: string | null;

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;

  organization_memberships: OrganizationMembershipDto[];

  accessible_apps: AccessibleAppDto[];

  static of({ user, relation, memberships, apps }: PersonParts): PersonDto {
    const { id, name, email, emailVerified, locale = null, zoneinfo } = user;
    return {
      ...{ id, first_name: null, name, full_name: name, email, email_confirmed: emailVerified, pronoun: null, locale },
      ...{ unit_system: null, country_code: null, currency: null, time_zone: zoneinfo ?? null, avatar_url: null },
      ...relation,
      ...{ subscription: null, two_factor_authentication_enabled: false },
      test_account_owner_id: user.testAccountOwnerId ?? null,
      created_at: timeIn(zoneinfo, user.createdAt),
      updated_at: timeIn(zoneinfo, user.updatedAt),
      organization_memberships: memberships,
      accessible_apps: apps.map((app) => AccessibleAppDto.of(app)),
    };
  }
}

/** What a person may change; everything else of a person is not looked at. */
export class PatchPersonDto {
  /** Counts beside `name` only; people have one name here. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  first_name?: string | null;

  /** @example 'Ada Lovelace' */
  @ValidateIf(({ name }: PatchPersonDto) => name !== undefined)
  @IsString()
  @MaxLength(200)
  name?: string;

  /** @example 'en-GB' */
  @IsOptional()
  @IsLocale()
  @MaxLength(16)
  locale?: string | null;

  /** @example 'Europe/London' */
  @IsOptional()
  @IsTimeZone()
  @MaxLength(64)
  time_zone?: string | null;

  static read({ first_name, name, locale, time_zone: zoneinfo }: PatchPersonDto): ProfileChange {
    return { name: name === undefined ? undefined : fullName(first_name ?? '', name), locale, zoneinfo };
  }
}

/** Sent back together after both were read, the first name is in the name already. */
function fullName(firstName: string, name: string): string {
  return firstName === '' || name.startsWith(`${firstName} `) ? name : `${firstName} ${name}`;
}
