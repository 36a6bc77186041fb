import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import { IN_PERSON, type Principal } from '../../core/principal.js';
import { Context, RequestContext } from '../../platform/http/request-context.js';
import { Refuses } from '../../platform/http/refuses.decorator.js';
import { SecondFactorRequests } from './second-factor-requests.js';
import {
  BackupCodesDto,
  ConfirmSecondFactorDto,
  SecondFactorDto,
  SecondFactorEnrolmentDto,
  SecondFactorProofDto,
  StartSecondFactorDto,
} from './second-factor.dto.js';

@ApiTags('Users')
@Controller(['api/users/me/second-factor', ':instance/api/users/me/second-factor'])
@Requires({ bearer: 'person', credential: IN_PERSON })
@Refuses('credentials_required', 'invalid_session', 'invalid_token', 'forbidden', 'unknown_instance')
export class SecondFactorController {
  constructor(private readonly requests: SecondFactorRequests) {}

  /** Whether a code of an authenticator app is asked for at sign-ins, and how many backup codes are left. */
  @Get()
  show(@CurrentPrincipal() principal: Principal): Promise<SecondFactorDto> {
    return this.requests.show(principal);
  }

  /** Begins to set an authenticator app up. Nothing is asked for before `confirm`; after 15 minutes it has to begin again. */
  @Post()
  @Refuses('invalid_input', 'csrf_failed', 'conflict', 'rate_limited', 'temporarily_unavailable')
  start(
    @CurrentPrincipal() principal: Principal,
    @Body() input: StartSecondFactorDto,
    @Context() context: RequestContext,
  ): Promise<SecondFactorEnrolmentDto> {
    return this.requests.start(principal, input, context);
  }

  /** Turns it on, by the app's first code. Sessions live on. */
  @Post('confirm')
  @HttpCode(200)
  @Refuses('invalid_input', 'csrf_failed', 'conflict', 'rate_limited')
  confirm(
    @CurrentPrincipal() principal: Principal,
    @Body() input: ConfirmSecondFactorDto,
    @Context() context: RequestContext,
  ): Promise<BackupCodesDto> {
    return this.requests.confirm(principal, input, context);
  }

  /** Turns it off. */
  @Delete()
  @HttpCode(204)
  @Refuses('invalid_input', 'csrf_failed', 'conflict', 'rate_limited', 'temporarily_unavailable')
  turnOff(
    @CurrentPrincipal() principal: Principal,
    @Body() input: SecondFactorProofDto,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.requests.turnOff(principal, input, context);
  }

  /** Makes ten new backup codes in place of those before. */
  @Post('backup-codes')
  @Refuses('invalid_input', 'csrf_failed', 'conflict', 'rate_limited', 'temporarily_unavailable')
  renewCodes(
    @CurrentPrincipal() principal: Principal,
    @Body() input: SecondFactorProofDto,
    @Context() context: RequestContext,
  ): Promise<BackupCodesDto> {
    return this.requests.renewCodes(principal, input, context);
  }
}
