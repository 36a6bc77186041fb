import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { type Browser, CurrentBrowser } from '../../login/index.js';
import { RefusesFirstParty } from '../../platform/index.js';
import { LoggedOutDto, LoginDto, RefreshedDto, RegisterDto, SignedInDto } from './auth.dto.js';
import { OpenSightAuth } from './auth.service.js';
import { FrontEndSessions } from './front-end-sessions.js';
import { OpenSightErrorFilter } from './opensight-error.filter.js';

/** Sign-in of the product's own front end: an access token in the answer, a refresh token in a cookie that no script reads. */
@ApiTags('Sign-in')
@Controller(['api/auth', ':instance/api/auth'])
@UseFilters(OpenSightErrorFilter)
export class AuthController {
  constructor(
    private readonly auth: OpenSightAuth,
    private readonly sessions: FrontEndSessions,
  ) {}

  @Post('register')
  @Public()
  @ApiOperation({ summary: 'Make an account and sign in' })
  @RefusesFirstParty('invalid_input', 'weak_password', 'invalid_request', 'conflict', 'forbidden', 'csrf_failed')
  @RefusesFirstParty('unknown_instance', 'rate_limited', 'payload_too_large', 'unsupported_media_type')
  @RefusesFirstParty('temporarily_unavailable')
  register(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() input: RegisterDto,
  ): Promise<SignedInDto> {
    return this.auth.register({ instance, ...browser }, input);
  }

  @Post('login')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'Sign in with a password' })
  @RefusesFirstParty('invalid_login', 'otp_required', 'invalid_otp', 'invalid_input', 'invalid_request', 'csrf_failed')
  @RefusesFirstParty('unknown_instance', 'rate_limited', 'payload_too_large', 'unsupported_media_type')
  @RefusesFirstParty('temporarily_unavailable')
  login(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() input: LoginDto,
  ): Promise<SignedInDto> {
    return this.auth.login({ instance, ...browser }, input);
  }

  /** The cookie is replaced. The one before gives the same for ten seconds more, so that tabs may refresh at once. */
  @Post('refresh')
  @HttpCode(200)
  @Public()
  @ApiOperation({ summary: 'A new access token, for the refresh cookie' })
  @ApiHeader({ name: 'Cookie', required: false, description: '`refresh_token=…`, which the browser sends by itself' })
  @RefusesFirstParty('invalid_session', 'csrf_failed', 'invalid_request', 'unknown_instance')
  @RefusesFirstParty('payload_too_large', 'unsupported_media_type', 'temporarily_unavailable')
  async refresh(@CurrentInstance() instance: Instance, @CurrentBrowser() browser: Browser): Promise<RefreshedDto> {
    return { accessToken: await this.sessions.refresh({ instance, ...browser }) };
  }

  /** The session ends, and with it its refresh token and all its access tokens, at once. */
  @Post('logout')
  @HttpCode(200)
  @Requires({ bearer: 'person', credential: 'first-party' })
  @ApiOperation({ summary: 'Sign out' })
  @RefusesFirstParty('credentials_required', 'invalid_token', 'invalid_api_key', 'invalid_session', 'forbidden')
  @RefusesFirstParty('invalid_request', 'payload_too_large', 'unsupported_media_type', 'unknown_instance')
  @RefusesFirstParty('rate_limited', 'temporarily_unavailable')
  async logout(
    @CurrentPrincipal() principal: Principal,
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
  ): Promise<LoggedOutDto> {
    await this.sessions.end(principal, { instance, ...browser });
    return { message: 'Logged out successfully' };
  }
}
