import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';
import { type Role, ROLES } from '../core/roles.js';
import type { Organization, OwnOrganization } from './organization.js';

/** What can be said of an organization beside its name; `null` clears. */
class OrganizationDetailsDto {
  /**
   * ISO 3166-1 alpha-2.
   * @example 'DE'
   */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  countryCode?: string | null;

  /**
   * What it does, in words of the directory.
   * @example ['printer']
   */
  @ValidateIf(({ kinds }: OrganizationDetailsDto) => kinds !== undefined)
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  kinds?: string[];

  /**
   * ISO 4217.
   * @example 'EUR'
   */
  @IsOptional()
  @Matches(/^[A-Z]{3}$/)
  currency?: string | null;

  /** @example '#2f5bd3' */
  @IsOptional()
  @Matches(/^#[0-9a-fA-F]{6}$/)
  brandColor?: string | null;

  /**
   * An https URL of an image.
   * @example 'https://acme.example/logo.svg'
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  logoUrl?: string | null;
}

/** A new organization; the caller becomes its owner. */
export class CreateOrganizationDto extends OrganizationDetailsDto {
  /**
   * 1 to 200 printable characters. Names that differ only in case, width, accents or punctuation count as one.
   * @example 'Acme Printing'
   */
  @IsString()
  @MaxLength(200)
  name: string;
}

/** What to change; what is absent stays. */
export class UpdateOrganizationDto extends OrganizationDetailsDto {
  /**
   * 1 to 200 printable characters; the slug follows.
   * @example 'Acme Printing'
   */
  @ValidateIf(({ name }: UpdateOrganizationDto) => name !== undefined)
  @IsString()
  @MaxLength(200)
  name?: string;
}

/** An organization. */
export class OrganizationDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  id: string;

  /** @example 'Acme Printing' */
  name: string;

  /**
   * The name for addresses, unique in the instance.
   * @example 'acme-printing'
   */
  slug: string;

  @ApiProperty({ enum: ['active', 'suspended'] })
  status: string;

  /** @example 'DE' */
  countryCode?: string;

  /** @example ['printer'] */
  kinds: string[];

  /** @example 'EUR' */
  currency?: string;

  /** @example '#2f5bd3' */
  brandColor?: string;

  /** @example 'https://acme.example/logo.svg' */
  logoUrl?: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  static of(organization: Organization): OrganizationDto {
    return fieldsOf(organization);
  }
}

/** One of the caller's organizations, and what the caller is in it. */
export class OwnOrganizationDto extends OrganizationDto {
  /** In the directory's order. */
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  /**
   * The caller's own.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c12'
   */
  membershipId: string;
}

/** The caller's organizations, by name. */
export class OrganizationListDto {
  organizations: OwnOrganizationDto[];

  static of(own: readonly OwnOrganization[]): OrganizationListDto {
    return { organizations: own.map(ownDtoOf) };
  }
}

function ownDtoOf({ organization, membership }: OwnOrganization): OwnOrganizationDto {
  return { ...fieldsOf(organization), roles: [...membership.roles], membershipId: membership.id };
}

function fieldsOf({ id, name, slug, status, kinds, ...rest }: Organization) {
  const { countryCode, currency, brandColor, logoUrl } = rest;
  return {
    ...{ id, name, slug, status, countryCode, currency, brandColor, logoUrl },
    kinds: [...kinds],
    createdAt: new Date(rest.createdAt).toISOString(),
    updatedAt: new Date(rest.updatedAt).toISOString(),
  };
}
