import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import type { Caller, PersonCaller } from './caller.js';
import { READ_REFUSALS, WRITE_REFUSALS } from './caller-refusals.js';
import { CurrentCaller, CurrentPerson } from './current-caller.js';
import { CreateInvitationDto, InvitationDto, InvitationListDto } from './invitations.dto.js';
import { Invitations } from './invitations.service.js';

@ApiTags('Organizations')
@Controller(['api/organizations/:id/invitations', ':instance/api/organizations/:id/invitations'])
@Requires({ bearer: ['person', 'organization'], credential: [...IN_PERSON, 'token', 'api-key'] })
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  /**
   * Mails a link to an address; whoever signs in with it may accept within seven days, once. For owners; for admins, unless an
   * owner is invited. Replaces an open invitation to the same address.
   */
  @Post()
  @Requires({ bearer: 'person', credential: IN_PERSON })
  @Refuses('conflict', 'rate_limited', ...WRITE_REFUSALS)
  async invite(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() input: CreateInvitationDto,
  ): Promise<InvitationDto> {
    return InvitationDto.of(await this.invitations.invite(caller, id, input));
  }

  /** What is open: for owners and admins, or for the organization by a token with `directory.organization_members.r`. */
  @Get()
  @Refuses(...READ_REFUSALS)
  async list(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<InvitationListDto> {
    return InvitationListDto.of(await this.invitations.list(caller, id));
  }

  /** Takes an invitation back: for owners and admins, or by a token with `directory.organization_members.w`. */
  @Delete(':invitationId')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  revoke(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @Param('invitationId') invitationId: string,
  ): Promise<void> {
    return this.invitations.revoke(caller, id, invitationId);
  }
}
