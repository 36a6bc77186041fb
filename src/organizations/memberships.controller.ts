import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import type { Caller, PersonCaller } from './caller.js';
import { READ_REFUSALS, WRITE_REFUSALS } from './caller-refusals.js';
import { CurrentCaller, CurrentPerson } from './current-caller.js';
import { AtMembership, type MembershipAddress } from './membership-address.js';
import { MembershipDto, MembershipListDto, PageDto, SetRolesDto } from './memberships.dto.js';
import { Memberships } from './memberships.service.js';

@ApiTags('Organizations')
@Controller(['api/organizations/:id/memberships', ':instance/api/organizations/:id/memberships'])
@Requires({ bearer: ['person', 'organization'], credential: [...IN_PERSON, 'token', 'api-key'] })
export class MembershipsController {
  constructor(private readonly memberships: Memberships) {}

  /** The members: for any of them, or for the organization by a token with `directory.organization_members.r`. */
  @Get()
  @Refuses('invalid_input', ...READ_REFUSALS)
  async list(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Query() page: PageDto,
  ): Promise<MembershipListDto> {
    return MembershipListDto.of(await this.memberships.list(caller, id, PageDto.sliceOf(page)));
  }

  /** The caller leaves; the last owner can not. */
  @Delete('me')
  @HttpCode(204)
  @Requires({ bearer: 'person', credential: IN_PERSON })
  @Refuses('conflict', ...WRITE_REFUSALS)
  leave(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.memberships.leave(caller, id);
  }

  /** One member: for any of them, or for the organization by a token with `directory.organization_members.r`. */
  @Get(':membershipId')
  @Refuses(...READ_REFUSALS)
  async get(@CurrentCaller() caller: Caller, @AtMembership() address: MembershipAddress): Promise<MembershipDto> {
    return MembershipDto.of(await this.memberships.get(caller, address));
  }

  /**
   * Says what a member is from now on. For owners; for admins, and for the organization by a token with
   * `directory.organization_members.w`, as long as no owner is made or changed. The last owner stays one.
   */
  @Patch(':membershipId')
  @Refuses('conflict', ...WRITE_REFUSALS)
  async setRoles(
    @CurrentCaller() caller: Caller,
    @AtMembership() address: MembershipAddress,
    @Body() { roles }: SetRolesDto,
  ): Promise<MembershipDto> {
    return MembershipDto.of(await this.memberships.setRoles(caller, address, roles));
  }

  /** Ends a membership. For the same callers as changing it; the last owner stays. */
  @Delete(':membershipId')
  @HttpCode(204)
  @Refuses('conflict', ...WRITE_REFUSALS)
  remove(@CurrentCaller() caller: Caller, @AtMembership() address: MembershipAddress): Promise<void> {
    return this.memberships.remove(caller, address);
  }
}
