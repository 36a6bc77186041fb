import { Body, Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { type Browser, CurrentBrowser } from '../../login/index.js';
import { RefusesFirstParty } from '../../platform/index.js';
import { SignedInDto } from './auth.dto.js';
import { OpenSightErrorFilter } from './opensight-error.filter.js';
import { GoogleTokenDto } from './social.dto.js';
import { OpenSightSocialCallback } from './social-callback.service.js';
import { OpenSightSocial, type OpenSightProvider } from './social.service.js';

/** What to do at the front end, where the access token is not in the address (T326). */
const BACK =
  'With `FRONTEND_URL`: sets the refresh cookie and goes on to `{FRONTEND_URL}/auth/callback?provider=…`, where the front end asks ' +
  '`POST /api/auth/refresh` for its access token: no token stands in an address. What has failed goes to ' +
  '`{FRONTEND_URL}/auth/error?message=authentication_failed` (`otp_required` where the account has a second factor: sign in with ' +
  'the password and the code). Without it: opens a session of the browser, and goes on to the account page.';

/** Sign-in of the product's own front end by GitHub and Google. */
@ApiTags('Sign-in')
@Controller(['api/auth', ':instance/api/auth'])
@UseFilters(OpenSightErrorFilter)
@Public()
export class OpenSightSocialController {
  constructor(
    private readonly social: OpenSightSocial,
    private readonly callbacks: OpenSightSocialCallback,
  ) {}

  @Get('github')
  @HttpCode(302)
  @ApiOperation({ summary: 'Sign in with GitHub: open it in the browser' })
  @ApiResponse({ status: 302, description: 'On to GitHub' })
  @RefusesFirstParty('unknown_instance', 'not_found', 'temporarily_unavailable')
  github(@CurrentInstance() instance: Instance, @CurrentBrowser() browser: Browser): Promise<void> {
    return this.leave(instance, browser, 'github');
  }

  @Get('google')
  @HttpCode(302)
  @ApiOperation({ summary: 'Sign in with Google: open it in the browser' })
  @ApiResponse({ status: 302, description: 'On to Google' })
  @RefusesFirstParty('unknown_instance', 'not_found', 'temporarily_unavailable')
  google(@CurrentInstance() instance: Instance, @CurrentBrowser() browser: Browser): Promise<void> {
    return this.leave(instance, browser, 'google');
  }

  @Get('github/callback')
  @HttpCode(302)
  @ApiOperation({ summary: 'Where GitHub sends people back to', description: BACK })
  @ApiResponse({ status: 302, description: 'On to the front end' })
  @RefusesFirstParty('invalid_login', 'invalid_request', 'unknown_instance', 'not_found', 'temporarily_unavailable')
  fromGithub(@CurrentInstance() instance: Instance, @CurrentBrowser() browser: Browser): Promise<void> {
    return this.comeBack(instance, browser, 'github');
  }

  @Get('google/callback')
  @HttpCode(302)
  @ApiOperation({ summary: 'Where Google sends people back to', description: BACK })
  @ApiResponse({ status: 302, description: 'On to the front end' })
  @RefusesFirstParty('invalid_login', 'invalid_request', 'unknown_instance', 'not_found', 'temporarily_unavailable')
  fromGoogle(@CurrentInstance() instance: Instance, @CurrentBrowser() browser: Browser): Promise<void> {
    return this.comeBack(instance, browser, 'google');
  }

  @Post('google/token')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with an ID token that Google has given the front end' })
  @RefusesFirstParty('invalid_input', 'invalid_login', 'otp_required', 'invalid_otp', 'invalid_request', 'csrf_failed')
  @RefusesFirstParty('unknown_instance', 'not_found', 'conflict', 'rate_limited', 'payload_too_large')
  @RefusesFirstParty('unsupported_media_type', 'temporarily_unavailable')
  byGoogleToken(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() input: GoogleTokenDto,
  ): Promise<SignedInDto> {
    return this.social.byGoogleToken({ instance, ...browser }, input);
  }

  private async leave(instance: Instance, browser: Browser, provider: OpenSightProvider): Promise<void> {
    browser.reply.header('location', await this.social.leave({ instance, ...browser }, provider));
  }

  private async comeBack(instance: Instance, browser: Browser, provider: OpenSightProvider): Promise<void> {
    browser.reply.header('location', await this.callbacks.comeBack({ instance, ...browser }, provider));
  }
}
