import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { PasswordFlow } from './password.flow.js';
import { SecurityPage } from './security-page.service.js';
import { SessionsFlow } from './sessions.flow.js';

/** What keeps a person's own account safe, in a signed-in browser. */
@PageRoutes()
@Controller(':instance/account')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class SecurityPagesController {
  constructor(
    private readonly page: SecurityPage,
    private readonly passwords: PasswordFlow,
    private readonly sessions: SessionsFlow,
  ) {}

  @Get('security')
  @ApiOperation({ summary: 'Page: password, sessions and other ways to sign in, recent activity' })
  show(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.page.show({ instance, visit, principal });
  }

  @Post('password')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the password: the form (`current_password`, `password`, `csrf`)' })
  change(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.passwords.change({ instance, visit, principal });
  }

  @Post('sessions/end-others')
  @HttpCode(200)
  @ApiOperation({ summary: 'End all other sessions: the form (`csrf`)' })
  endOthers(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.sessions.endOthers({ instance, visit, principal });
  }

  @Post('sessions/:id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End one session: the form (`csrf`)' })
  end(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.sessions.end({ instance, visit, principal });
  }
}
