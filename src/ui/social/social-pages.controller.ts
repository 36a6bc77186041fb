import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiParam } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { CurrentVisit, Visit } from '../visit.js';
import { SocialFlowPages } from './social.flow.js';

/** Signing in with another provider. Open to anyone: who comes back is believed in the browser that left, and once. */
@PageRoutes()
@Controller(':instance/social/:provider')
@UseFilters(PageErrorFilter)
@ApiParam({ name: 'provider', example: 'github', description: '`github`, `google`, or a name of `OIDC_PROVIDERS`' })
@Public()
export class SocialPagesController {
  constructor(private readonly flow: SocialFlowPages) {}

  @Get()
  @ApiOperation({ summary: 'Sign in with another provider: to its page, then back here' })
  leave(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.flow.leave(instance, visit);
  }

  @Get('callback')
  @ApiOperation({ summary: 'Where a provider sends people back to' })
  comeBack(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.flow.comeBack(instance, visit);
  }
}
