import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { LaunchpadFlow } from './launchpad.flow.js';

@PageRoutes()
@Controller(':instance/launchpad')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
export class LaunchpadController {
  constructor(private readonly launchpad: LaunchpadFlow) {}

  @Get()
  @ApiOperation({ summary: 'Page: the apps of the own organizations, to be opened' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.launchpad.show({ ...place, caller });
  }
}
