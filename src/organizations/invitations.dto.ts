import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayNotEmpty, IsIn, IsString, MaxLength } from 'class-validator';
import { type Role, ROLES } from '../core/roles.js';
import type { Invitation, Membership } from './organization.js';

/** Whom to invite, and as what. */
export class CreateInvitationDto {
  /** @example 'grace@example.com' */
  @IsString()
  @MaxLength(320)
  email: string;

  /** Only an owner invites an owner. */
  @ApiProperty({ enum: ROLES, isArray: true, example: ['member'] })
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles: Role[];
}

/** The token of the link that was mailed. */
export class AnswerInvitationDto {
  /** @example 'in_q3Jz0PZ2m1c8k5b7TnX4rV6wY9aD2eF3gH4iJ5kL6mN' */
  @IsString()
  @MaxLength(64)
  token: string;
}

/** An invitation that can still be accepted. */
export class InvitationDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c13' */
  id: string;

  /** @example 'grace@example.com' */
  email: string;

  /** In the directory's order. */
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  /**
   * The user who sent it.
   * @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11'
   */
  invitedBy: string;

  /** ISO 8601. */
  createdAt: string;

  /** ISO 8601: seven days later. */
  expiresAt: string;

  static of({ id, email, roles, invitedBy, createdAt, expiresAt }: Invitation): InvitationDto {
    return {
      ...{ id, email, invitedBy },
      roles: [...roles],
      createdAt: new Date(createdAt).toISOString(),
      expiresAt: new Date(expiresAt).toISOString(),
    };
  }
}

/** What can still be accepted, the newest first. */
export class InvitationListDto {
  invitations: InvitationDto[];

  static of(invitations: readonly Invitation[]): InvitationListDto {
    return { invitations: invitations.map((invitation) => InvitationDto.of(invitation)) };
  }
}

/** The caller's new place in the organization. */
export class JoinedDto {
  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c11' */
  organizationId: string;

  /** @example '01903b2c-7d3a-7a51-9d3c-6b0f3a1f5c12' */
  membershipId: string;

  /** In the directory's order. */
  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  static of({ id, organizationId, roles }: Membership): JoinedDto {
    return { organizationId, membershipId: id, roles: [...roles] };
  }
}
