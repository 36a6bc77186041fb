import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import type { PersonCaller } from './caller.js';
import { WRITE_REFUSALS } from './caller-refusals.js';
import { CurrentPerson } from './current-caller.js';
import { InvitationAnswers } from './invitation-answers.service.js';
import { AnswerInvitationDto, JoinedDto } from './invitations.dto.js';

@ApiTags('Organizations')
@Controller(['api/organizations/invitations', ':instance/api/organizations/invitations'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class InvitationAnswersController {
  constructor(private readonly answers: InvitationAnswers) {}

  /** Joins the organization that the mailed token is from, signed in with the address that it was mailed to. */
  @Post('accept')
  @HttpCode(200)
  @Refuses('conflict', ...WRITE_REFUSALS)
  async accept(@CurrentPerson() caller: PersonCaller, @Body() { token }: AnswerInvitationDto): Promise<JoinedDto> {
    return JoinedDto.of(await this.answers.accept(caller, token));
  }

  /** Says no to an invitation, for good. */
  @Post('decline')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  decline(@CurrentPerson() caller: PersonCaller, @Body() { token }: AnswerInvitationDto): Promise<void> {
    return this.answers.decline(caller, token);
  }
}
