import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import type { Principal } from '../core/principal.js';
import { Refuses } from '../platform/http/refuses.decorator.js';
import { type Browser, CurrentBrowser } from './browser.decorator.js';
import { ChangePasswordDto } from './login.dto.js';
import { OwnPassword } from './own-password.js';

@ApiTags('Users')
@Controller(['api/users/me/password', ':instance/api/users/me/password'])
@Requires({ bearer: 'person', credential: 'session' })
export class OwnPasswordController {
  constructor(private readonly password: OwnPassword) {}

  /** Changes the caller's password. Every session ends; this browser is given a new one. */
  @Post()
  @HttpCode(204)
  @Refuses('invalid_input', 'weak_password', 'credentials_required', 'invalid_session', 'forbidden', 'csrf_failed')
  @Refuses('conflict', 'unknown_instance', 'rate_limited', 'temporarily_unavailable')
  change(
    @CurrentPrincipal() principal: Principal,
    @Body() input: ChangePasswordDto,
    @CurrentBrowser() browser: Browser,
  ): Promise<void> {
    return this.password.change(principal, input, browser);
  }
}
