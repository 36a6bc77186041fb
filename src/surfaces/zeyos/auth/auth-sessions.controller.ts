import { Controller, Get, Head, HttpCode, Query, UseFilters } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../../access/index.js';
import type { Principal } from '../../../core/principal.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { type Browser, CurrentBrowser } from '../../../login/index.js';
import { Flag, SignedInRoute } from './auth-documentation.js';
import { AuthTextFilter } from './auth-text.filter.js';
import { SessionCheckDto } from './auth.dto.js';
import { SessionCheck } from './session-check.js';
import { SignOuts } from './sign-outs.js';

const SIGNED_IN = { bearer: 'person', credential: ['token', 'session', 'first-party'] } as const;

/** Who is signed in, by a token or by the session's cookie. */
@Controller(':instance/auth/v1')
@UseFilters(AuthTextFilter)
@ApiTags('ZeyOS Auth')
export class AuthSessionsController {
  constructor(
    private readonly sessionCheck: SessionCheck,
    private readonly signOuts: SignOuts,
  ) {}

  // Before GET, whose route would answer HEAD otherwise.
  /** The same without an answer: 204, or 401. */
  @Head()
  @HttpCode(204)
  @Requires(SIGNED_IN)
  @ApiOperation({ summary: 'Is anybody signed in?' })
  @ApiNoContentResponse({ description: 'Somebody is' })
  @SignedInRoute()
  verify(): void {
    return;
  }

  /** Who is signed in; on request with groups and permissions, and with language and time zone. */
  @Get()
  @Requires({ ...SIGNED_IN, scope: 'openid' })
  @ApiOperation({ summary: 'Who is signed in' })
  @Flag('access', '`1`: with groups and permissions')
  @Flag('settings', '`1`: with language and time zone')
  @SignedInRoute()
  show(
    @CurrentPrincipal() principal: Principal,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<SessionCheckDto> {
    return this.sessionCheck.show(principal, {
      access: query['access'] === '1',
      settings: query['settings'] === '1',
    });
  }

  /** Ends the session of the cookie, or the token with the sign-in that it was given for. */
  @Get('logout')
  @HttpCode(204)
  @Requires(SIGNED_IN)
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse({ description: 'Signed out' })
  @SignedInRoute('csrf_failed')
  logout(
    @CurrentPrincipal() principal: Principal,
    @CurrentInstance() instance: Instance,
    @CurrentBrowser() browser: Browser,
  ): Promise<void> {
    return this.signOuts.signOut(principal, { instance, ...browser });
  }
}
