import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { AccountEmailFlow } from './account-email.flow.js';

/** The forms about the address of the own account; the security page shows them. */
@PageRoutes()
@Controller(':instance/account/email')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class AccountEmailController {
  constructor(private readonly flow: AccountEmailFlow) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for another address: the form (`email`, `current_password`, `csrf`)' })
  change(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ): Promise<string> {
    return this.flow.change({ instance, visit, principal });
  }

  @Post('resend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for another letter to confirm the address: the form (`csrf`)' })
  resend(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ): Promise<string> {
    return this.flow.resend({ instance, visit, principal });
  }
}
