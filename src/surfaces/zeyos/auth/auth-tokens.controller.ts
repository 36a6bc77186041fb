import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { type Browser, CurrentBrowser } from '../../../login/index.js';
import { OwnTokenRoute, PasswordRoute } from './auth-documentation.js';
import { readInput } from './auth-input.js';
import { AuthTextFilter } from './auth-text.filter.js';
import {
  NamedLoginAnswerDto,
  NamedLoginDto,
  OwnTokenDto,
  OwnTokenQueryDto,
  PasswordTokenDto,
  PasswordTokenRequestDto,
} from './auth.dto.js';
import { PasswordSignIns } from './password-sign-ins.js';
import { TokenQuestions } from './token-questions.js';

/** Tokens for name and password. */
@Controller(':instance/auth/v1')
@Public()
@UseFilters(AuthTextFilter)
@ApiTags('ZeyOS Auth')
export class AuthTokensController {
  constructor(
    private readonly signIns: PasswordSignIns,
    private readonly questions: TokenQuestions,
  ) {}

  /**
   * A bearer token for name and password, by Basic (RFC 7617); there need not be a body. Called from a page of this service or of an allowed
   * origin, it sets the session's cookie as well. With a second factor, repeat the call with `otp`.
   */
  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'A token for name and password' })
  @PasswordRoute(PasswordTokenRequestDto)
  token(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() body: unknown,
  ): Promise<PasswordTokenDto> {
    return this.signIns.token({ instance, ...browser, input: readInput(body) });
  }

  /** Whether a token of the caller still holds. Somebody else's looks like none. */
  @Post('token/introspect')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Ask whether a token is active' })
  @OwnTokenRoute(OwnTokenQueryDto)
  introspect(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() body: unknown,
  ): Promise<OwnTokenDto> {
    return this.questions.introspect({ instance, ...browser, input: readInput(body) });
  }

  /** Ends a token of the caller, with the sign-in that it was given for. The answer is the same for a token that never was. */
  @Post('token/revoke')
  @HttpCode(200)
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'Revoke a token' })
  @ApiOkResponse({ description: 'The token is dead, or was never alive: an empty answer' })
  @OwnTokenRoute(OwnTokenQueryDto)
  revoke(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() body: unknown,
  ): Promise<void> {
    return this.questions.revoke({ instance, ...browser, input: readInput(body) });
  }

  /** Name and password in the body, for a token and the session's cookie. */
  @Post('login')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Sign in' })
  @PasswordRoute(NamedLoginDto, true)
  login(
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
    @Body() body: unknown,
  ): Promise<NamedLoginAnswerDto> {
    return this.signIns.login({ instance, ...browser, input: readInput(body) });
  }
}
