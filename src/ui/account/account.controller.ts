import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { PageRoutes } from '../page-documentation.js';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { AccountPage } from './account-page.service.js';
import { GrantedAccessFlow } from './granted-access.flow.js';
import { ProfileFlow } from './profile.flow.js';

/** A person's own account, in a signed-in browser. */
@PageRoutes()
@Controller(':instance/account')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class AccountController {
  constructor(
    private readonly page: AccountPage,
    private readonly profile: ProfileFlow,
    private readonly access: GrantedAccessFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the own account' })
  show(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.page.show({ instance, visit, principal });
  }

  @Post('profile')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the profile: the form (`name`, `locale`, `zoneinfo`, `csrf`)' })
  save(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.profile.save({ instance, visit, principal });
  }

  @Post('apps/:id/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw what an app was allowed: the form (`csrf`)' })
  withdraw(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.access.withdrawConsent({ instance, visit, principal });
  }
}
