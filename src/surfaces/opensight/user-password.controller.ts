import { Body, Controller, Patch, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import { IN_PERSON, type Principal } from '../../core/principal.js';
import { type Browser, CurrentBrowser } from '../../login/index.js';
import { RefusesFirstParty } from '../../platform/index.js';
import { OpenSightErrorFilter } from './opensight-error.filter.js';
import { PasswordReplacedDto, ReplacePasswordDto } from './user-password.dto.js';
import { UserPassword } from './user-password.service.js';

@ApiTags('Users')
@Controller(['api/users/password', ':instance/api/users/password'])
@UseFilters(OpenSightErrorFilter)
@Requires({ bearer: 'person', credential: IN_PERSON })
export class UserPasswordController {
  constructor(private readonly password: UserPassword) {}

  /** Every session ends, and with it every token; the answer has the cookie of a new one. Access tokens come from `refresh`. */
  @Patch()
  @ApiOperation({ summary: 'Change the own password' })
  @RefusesFirstParty('invalid_input', 'weak_password', 'invalid_request', 'credentials_required', 'invalid_token')
  @RefusesFirstParty('forbidden', 'csrf_failed', 'conflict', 'unknown_instance', 'rate_limited')
  @RefusesFirstParty('payload_too_large', 'unsupported_media_type', 'temporarily_unavailable')
  async replace(
    @CurrentPrincipal() principal: Principal,
    @Body() input: ReplacePasswordDto,
    @CurrentBrowser() browser: Browser,
  ): Promise<PasswordReplacedDto> {
    await this.password.replace(principal, input, browser);
    return { message: 'Password changed successfully' };
  }
}
