import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AppScopesFlow } from './app-scopes.flow.js';

/** The scopes that an app asks for, and those that it offers. */
@PageRoutes()
@Controller(':instance/developer/apps/:id')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class ScopePagesController {
  constructor(private readonly scopes: AppScopesFlow) {}

  @Post('scopes')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for more scopes: the form (`scope`, one or several; `csrf`)' })
  add(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.scopes.add({ ...place, caller });
  }

  @Post('scopes/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask for a scope no more: the form (`scope`, `csrf`)' })
  remove(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.scopes.remove({ ...place, caller });
  }

  @Post('offered-scopes')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Offer a scope to other apps: the form (`scope_name`, `access`: `r`, `w` or `rw`; `description_en`, ' +
      '`description_de`; `person` and `organization`, ticked; `audience`, `csrf`)',
  })
  offer(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.scopes.offer({ ...place, caller });
  }

  @Post('offered-scopes/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Withdraw a scope: the form (`scope`, `csrf`)' })
  withdraw(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.scopes.withdraw({ ...place, caller });
  }
}
