import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import type { UserId } from '../../core/ids.js';
import { CurrentOperator } from '../../operators/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { InstancePage } from './instance-page.service.js';
import { InstancesFlow } from './instances.flow.js';
import { InstancesPage } from './instances-page.service.js';

/** For operators of the service, who are people of the default instance. `{id}` is the name of an instance. */
@PageRoutes()
@Controller(':instance/operator')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class OperatorPagesController {
  constructor(
    private readonly list: InstancesPage,
    private readonly page: InstancePage,
    private readonly flow: InstancesFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: all instances. For operators' })
  index(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.list.show({ ...place, caller, by });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Make an instance: the form (`name`, `title`, `csrf`). For operators' })
  create(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.flow.create({ ...place, caller, by });
  }

  @Get('instances/:id')
  @ApiOperation({ summary: 'Page: one instance with its settings. For operators' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.page.show({ ...place, caller, by });
  }

  @Post('instances/:id')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Change the settings: the form (`title`; `access_token_lifetime` and `password_token_lifetime` in seconds; ' +
      '`access_token_format`, `algorithm`; `require_pkce`, `social_enabled`, `social_linking`: `yes` or `no`; `sign_up`; ' +
      '`allowed_origins` and `social_providers`, one a line; `password_minimum`, `locale`, `branding_name`, ' +
      '`branding_colour`, `branding_logo`, `csrf`). An empty field brings the default back. For operators',
  })
  save(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.flow.save({ ...place, caller, by });
  }

  @Post('instances/:id/suspend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close an instance: the form (`csrf`). For operators' })
  suspend(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.flow.suspend({ ...place, caller, by });
  }

  @Post('instances/:id/activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a suspension: the form (`csrf`). For operators' })
  activate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.flow.activate({ ...place, caller, by });
  }

  @Post('instances/:id/remove')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Delete a suspended instance for good: the form (`confirm`, its name; `csrf`). For operators',
  })
  remove(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentOperator() by: UserId) {
    return this.flow.remove({ ...place, caller, by });
  }
}
