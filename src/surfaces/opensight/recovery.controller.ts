import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { type Browser, CurrentBrowser } from '../../login/index.js';
import { RefusesFirstParty } from '../../platform/index.js';
import { OpenSightErrorFilter } from './opensight-error.filter.js';
import { MailAskDto, MailedTokenDto, RecoveryMessageDto, ResetPasswordDto } from './recovery.dto.js';
import { OpenSightRecovery } from './recovery.service.js';

/** For who can not sign in, or has a letter in hand: no credential but what was mailed. */
@ApiTags('Sign-in')
@Controller(['api/auth', ':instance/api/auth'])
@UseFilters(OpenSightErrorFilter)
@Public()
@RefusesFirstParty('invalid_input', 'invalid_request', 'csrf_failed', 'unknown_instance', 'rate_limited')
@RefusesFirstParty('payload_too_large', 'unsupported_media_type', 'temporarily_unavailable')
export class RecoveryController {
  constructor(private readonly recovery: OpenSightRecovery) {}

  /** The answer is the same for every address, and so is its time. A link works for an hour; at most five letters an hour. */
  @Post('forgot-password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for a link to a new password, by mail' })
  forgot(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() { context }: Browser,
    @Body() input: MailAskDto,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.forgot({ instance, context }, input);
  }

  /** Once. Ends all sessions and their tokens; proves the address, too. A password that can not be one leaves the token as it is. */
  @Post('reset-password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Set a new password, with the token out of the letter' })
  @RefusesFirstParty('invalid_proof', 'weak_password', 'invalid_input', 'invalid_request')
  reset(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() { context }: Browser,
    @Body() input: ResetPasswordDto,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.reset({ instance, context }, input);
  }

  @Post('verify-email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Confirm the address of an account, with the token out of the letter' })
  @RefusesFirstParty('invalid_proof', 'invalid_input', 'invalid_request')
  verify(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() { context }: Browser,
    @Body() input: MailedTokenDto,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.verify({ instance, context }, input);
  }

  /** The answer is the same for every address, whether it is confirmed, unconfirmed or nobody's. */
  @Post('resend-verification')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for another letter to confirm the address of an account' })
  resend(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() { context }: Browser,
    @Body() input: MailAskDto,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.resend({ instance, context }, input);
  }

  @Post('confirm-email')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the address of an account, with the token that was mailed to the new one' })
  @RefusesFirstParty('invalid_proof', 'invalid_input', 'invalid_request')
  confirm(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() { context }: Browser,
    @Body() input: MailedTokenDto,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.confirmChange({ instance, context }, input);
  }
}
