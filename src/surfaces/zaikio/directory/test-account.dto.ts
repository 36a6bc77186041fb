import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { type Role, ROLES } from '../../../core/roles.js';
import type { NewTestMember, NewTestOrganization, TestOrganization } from '../../../organizations/index.js';
import { DirectoryOrganizationDto, NewDirectoryOrganizationDto } from './organization.dto.js';
import type { Relation } from './relations.service.js';

const MOST_MEMBERS = 10;
const OWNER: NewTestMember = { name: 'Test Owner', roles: ['owner'] };

type TestMember = TestOrganization['members'][number];

/** A person to be made up. */
export class NewTestMemberDto {
  /** @example 'Tess Member' */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string | null;

  @ApiProperty({ enum: ROLES, isArray: true, default: ['member'] })
  @ValidateIf(({ roles }: NewTestMemberDto) => roles !== undefined)
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles?: Role[];

  static read({ name, roles = ['member'] }: NewTestMemberDto): NewTestMember {
    return { name: name ?? `Test ${roles[0] ?? 'member'}`, roles };
  }
}

/** A new organization with people whom nobody is; another one of the app's with the same name makes room for it. */
export class NewTestAccountDto extends NewDirectoryOrganizationDto {
  /** One of them is an owner. Default: an owner alone. */
  @ValidateIf(({ members }: NewTestAccountDto) => members !== undefined)
  @IsArray()
  @ArrayMaxSize(MOST_MEMBERS)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => NewTestMemberDto)
  members?: NewTestMemberDto[];

  static readAccount(input: NewTestAccountDto): NewTestOrganization {
    const members = input.members?.map((member) => NewTestMemberDto.read(member)) ?? [OWNER];
    return { ...NewDirectoryOrganizationDto.read(input), members };
  }
}

/** A person whom nobody is. */
export class TestPersonDto {
  id: string;

  /** @example 'Test Owner' */
  name: string;

  /** @example 'Test Owner' */
  full_name: string;

  /** No mail reaches it. */
  email: string | null;

  /** Once, in the answer that made the person. */
  password?: string;

  test_account_owner_id: string | null;
}

/** Somebody's place in a test account. */
export class TestMembershipDto {
  id: string;

  @ApiProperty({ enum: ROLES, isArray: true })
  roles: Role[];

  person: TestPersonDto;
}

/** An organization that the app has made to try itself out with. */
export class TestAccountDto extends DirectoryOrganizationDto {
  /** Those who were made up with it, by name. */
  memberships: TestMembershipDto[];

  static ofAccount({ organization, members }: TestOrganization, relation: Relation, password?: string): TestAccountDto {
    const test_account_owner_id = organization.testAccountOwnerId ?? null;
    const person = ({ userId: id, name, email }: TestMember): TestPersonDto => {
      return { id, name, full_name: name, email, password, test_account_owner_id };
    };
    const shown: Pick<DirectoryOrganizationDto, keyof DirectoryOrganizationDto> = DirectoryOrganizationDto.of(
      organization,
      relation,
    );
    return {
      ...shown,
      memberships: members.map((member) => ({ id: member.id, roles: [...member.roles], person: person(member) })),
    };
  }
}
