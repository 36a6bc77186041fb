import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import { IN_PERSON, type Principal } from '../../core/principal.js';
import { type Browser, CurrentBrowser } from '../../login/index.js';
import { RefusesFirstParty } from '../../platform/index.js';
import { OpenSightErrorFilter } from './opensight-error.filter.js';
import { ChangeEmailDto, RecoveryMessageDto } from './recovery.dto.js';
import { OpenSightRecovery } from './recovery.service.js';

@ApiTags('Users')
@Controller(['api/users/me/email', ':instance/api/users/me/email'])
@UseFilters(OpenSightErrorFilter)
@Requires({ bearer: 'person', credential: IN_PERSON })
export class UserEmailController {
  constructor(private readonly recovery: OpenSightRecovery) {}

  /** Mails a link to the new address, and word of it to the old one. Nothing changes until the link is confirmed. */
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for another e-mail address' })
  @RefusesFirstParty('invalid_input', 'invalid_request', 'credentials_required', 'invalid_session', 'invalid_token')
  @RefusesFirstParty('invalid_api_key', 'forbidden', 'csrf_failed', 'unknown_instance', 'rate_limited')
  @RefusesFirstParty('payload_too_large', 'unsupported_media_type', 'temporarily_unavailable')
  change(
    @CurrentPrincipal() principal: Principal,
    @Body() input: ChangeEmailDto,
    @CurrentBrowser() { context }: Browser,
  ): Promise<RecoveryMessageDto> {
    return this.recovery.changeEmail(principal, context, input);
  }
}
