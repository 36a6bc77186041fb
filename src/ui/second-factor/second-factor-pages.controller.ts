import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { SecondFactorFlow } from './second-factor.flow.js';

/** The forms of the second factor; the security page shows them. */
@PageRoutes()
@Controller(':instance/account/second-factor')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class SecondFactorPagesController {
  constructor(private readonly flow: SecondFactorFlow) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Set up an authenticator app: the form (`current_password`, `csrf`)' })
  start(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.flow.start({ instance, visit, principal });
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn the second factor on: the form (`otp`, `secret`, `csrf`); shows the backup codes' })
  confirm(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.flow.confirm({ instance, visit, principal });
  }

  @Post('backup-codes')
  @HttpCode(200)
  @ApiOperation({ summary: 'New backup codes: the form (`current_password`, `otp`, `csrf`)' })
  renew(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.flow.renewCodes({ instance, visit, principal });
  }

  @Post('turn-off')
  @HttpCode(200)
  @ApiOperation({ summary: 'Turn the second factor off: the form (`current_password`, `otp`, `csrf`)' })
  turnOff(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.flow.turnOff({ instance, visit, principal });
  }
}
