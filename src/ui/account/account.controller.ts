import { Controller, Get, Post, UseFilters } from '@nestjs/common';
import { PageRoutes } from '../page-documentation.js';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { AccountPage } from './account-page.service.js';
import { GrantedAccessFlow } from './granted-access.flow.js';
import { PasswordFlow } from './password.flow.js';
import { ProfileFlow } from './profile.flow.js';

/** A person's own account, in a signed-in browser. */
@PageRoutes()
@Controller(':instance/account')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
export class AccountController {
  constructor(
    private readonly page: AccountPage,
    private readonly profile: ProfileFlow,
    private readonly passwords: PasswordFlow,
    private readonly access: GrantedAccessFlow,
  ) {}

  @Get()
  show(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.page.show({ instance, visit, principal });
  }

  @Post('profile')
  save(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.profile.save({ instance, visit, principal });
  }

  @Post('password')
  change(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.passwords.change({ instance, visit, principal });
  }

  @Post('sessions/end-others')
  endOthers(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.access.endOtherSessions({ instance, visit, principal });
  }

  @Post('sessions/:id/end')
  end(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.access.endSession({ instance, visit, principal });
  }

  @Post('apps/:id/withdraw')
  withdraw(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.access.withdrawConsent({ instance, visit, principal });
  }
}
