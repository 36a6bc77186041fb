import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { LinkFlow } from './link.flow.js';

/** The forms of the security page about sign-ins elsewhere. */
@PageRoutes()
@Controller(':instance/account/identities')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class IdentityPagesController {
  constructor(private readonly flow: LinkFlow) {}

  @Post('link')
  @HttpCode(200)
  @ApiOperation({ summary: 'Link a provider to the account: the form (`provider`, `csrf`), on to the provider' })
  link(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit, @CurrentPrincipal() principal: Principal) {
    return this.flow.link({ instance, visit, principal });
  }

  @Post('unlink')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a provider out of the account: the form (`identity`, `csrf`)' })
  unlink(
    @CurrentInstance() instance: Instance,
    @CurrentVisit() visit: Visit,
    @CurrentPrincipal() principal: Principal,
  ) {
    return this.flow.unlink({ instance, visit, principal });
  }
}
