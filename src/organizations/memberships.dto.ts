import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { type Role, ROLES } from '../core/roles.js';
import type { Slice } from './membership.store.js';
import type { MemberPage, VisibleMember } from './memberships.service.js';

const LARGEST_PAGE = 100;

/** Which part of a list. */
export class PageDto {
  /** From 1. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page?: number = 1;

  /** At most 100. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  perPage?: number = LARGEST_PAGE;

  static sliceOf({ page = 1, perPage = LARGEST_PAGE }: PageDto): Slice {
    return { offset: (page - 1) * perPage, limit: perPage };
  }
}

/** All that a member is from now on. */
export class SetRolesDto {
  @ApiProperty({ enum: ROLES, isArray: true, example: ['member', 'designer'] })
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles: Role[];
}

/** A person's place in an organization. */
export class MembershipDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c12' */
  id: string;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  userId: string;

  /** @example 'Ada Lovelace' */
  name: string;

  /**
   * For owners, admins and the organization itself only.
   * @example 'ada@example.com'
   */
  email?: string;

  /** In the directory's order. */
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601. */
  updatedAt: string;

  static of({ id, userId, name, email, roles, createdAt, updatedAt }: VisibleMember): MembershipDto {
    return {
      ...{ id, userId, name, email },
      roles: [...roles],
      createdAt: new Date(createdAt).toISOString(),
      updatedAt: new Date(updatedAt).toISOString(),
    };
  }
}

/** The members, the first first. */
export class MembershipListDto {
  memberships: MembershipDto[];

  /** Of all pages together. */
  total: number;

  static of({ members, total }: MemberPage): MembershipListDto {
    return { memberships: members.map((member) => MembershipDto.of(member)), total };
  }
}
