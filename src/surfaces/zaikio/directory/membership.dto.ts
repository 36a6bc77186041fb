import { ApiProperty } from '@nestjs/swagger';
import { type Role, ROLES } from '../../../core/roles.js';
import type { VisibleMember } from '../../../organizations/index.js';
import { timeIn } from './directory-time.js';

/** A member, as the other members see it. */
export class ReducedPersonDto {
  id: string;

  /** @example 'Ada Lovelace' */
  full_name: string;

  avatar_url: string | null;

  /** Whether the person has allowed the app that asks anything. */
  connected: boolean;
}

/** A member, as the organization sees it: what its scope names, and nothing of the person's own settings. */
export class MemberPersonDto extends ReducedPersonDto {
  first_name: string | null;

  /** @example 'Ada Lovelace' */
  name: string;

  /** Where the caller may see addresses. */
  email: string | null;

  pronoun: string | null;
}

class PlaceDto {
  id: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  /** ISO 8601. */
  created_at: string;

  /** ISO 8601. */
  updated_at: string;
}

/** Somebody's place in an organization of the person who asks. */
export class ReducedMembershipDto extends PlaceDto {
  person: ReducedPersonDto;

  static of(member: VisibleMember, connected: boolean): ReducedMembershipDto {
    return { ...placeOf(member), person: reducedOf(member, connected) };
  }
}

/** Somebody's place in the organization that asks. */
export class DirectoryMembershipDto extends PlaceDto {
  person: MemberPersonDto;

  static of(member: VisibleMember, connected: boolean): DirectoryMembershipDto {
    const { name, email = null } = member;
    const person = { ...reducedOf(member, connected), first_name: null, name, email, pronoun: null };
    return { ...placeOf(member), person };
  }
}

function placeOf({ id, roles, createdAt, updatedAt }: VisibleMember) {
  return { id, roles: [...roles], created_at: timeIn(undefined, createdAt), updated_at: timeIn(undefined, updatedAt) };
}

function reducedOf({ userId, name }: VisibleMember, connected: boolean) {
  return { id: userId, full_name: name, avatar_url: null, connected };
}
