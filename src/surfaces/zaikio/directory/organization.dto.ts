import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ArrayNotEmpty } from 'class-validator';
import { type Role, ROLES } from '../../../core/roles.js';
import type { NewOrganization, Organization, OwnOrganization } from '../../../organizations/index.js';
import { timeIn } from './directory-time.js';
import { RelationDto } from './relation.dto.js';
import type { Relation } from './relations.service.js';

/** A new organization, which the app is connected with. */
export class NewDirectoryOrganizationDto {
  /** @example 'Acme Printing' */
  @IsString()
  @MaxLength(200)
  name: string;

  /** @example 'DE' */
  @IsOptional()
  @IsString()
  @Matches(/^[A-Z]{2}$/)
  country_code?: string | null;

  /** @example ['printer'] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  kinds?: string[] | null;

  static read({ name, country_code: countryCode, kinds }: NewDirectoryOrganizationDto): NewOrganization {
    return { name, countryCode, kinds: kinds ?? undefined };
  }
}

/** An organization, as the app that asks may see it. */
export class DirectoryOrganizationDto extends RelationDto {
  id: string;

  /** @example 'Acme Printing' */
  name: string;

  /** @example 'acme-printing' */
  slug: string;

  logo_url: string | null;

  /** The first of `kinds`: what clients of before `kinds` read. */
  kind: string | null;

  kinds: string[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } })
  sections: Record<string, string[]>;

  country_code: string | null;

  currency: string | null;

  brand_color: string | null;

  @ApiProperty({ type: 'null' })
  subscription: null;

  /** The app that has made it to try itself out with. */
  test_account_owner_id: string | null;

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;

  static of(organization: Organization, relation: Relation, zone?: string): DirectoryOrganizationDto {
    const { id, name, slug, kinds, countryCode, currency, brandColor, logoUrl } = organization;
    return {
      ...{ id, name, slug, logo_url: logoUrl ?? null },
      ...relation,
      ...{ kind: kinds[0] ?? null, kinds: [...kinds], sections: {} },
      ...{ country_code: countryCode ?? null, currency: currency ?? null, brand_color: brandColor ?? null },
      ...{ subscription: null, test_account_owner_id: organization.testAccountOwnerId ?? null },
      created_at: timeIn(zone, organization.createdAt),
      updated_at: timeIn(zone, organization.updatedAt),
    };
  }
}

/** A person's place in one of the person's organizations. */
export class OrganizationMembershipDto {
  id: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  organization: DirectoryOrganizationDto;

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;

  static of(
    { organization, membership }: OwnOrganization,
    relation: Relation,
    zone?: string,
  ): OrganizationMembershipDto {
    return {
      id: membership.id,
      roles: [...membership.roles],
      organization: DirectoryOrganizationDto.of(organization, relation, zone),
      created_at: timeIn(zone, membership.createdAt),
      updated_at: timeIn(zone, membership.updatedAt),
    };
  }
}

/** What a member is from now on. */
export class PatchMembershipDto {
  @ApiProperty({ enum: ROLES, isArray: true })
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles: Role[];
}
