import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { DeviceConfirmFlow } from './device-confirm.flow.js';
import { DeviceEntryFlow } from './device-entry.flow.js';

/** Where a person lets a device in (RFC 8628 §3.3): signed in first, so that guessing codes costs an account. */
@PageRoutes()
@Controller(':instance/device')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class DevicePagesController {
  constructor(
    private readonly entry: DeviceEntryFlow,
    private readonly confirmation: DeviceConfirmFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the code that a device shows (`code`, to fill it in)' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.entry.show({ ...place, caller });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Enter the code: the form (`code`, `csrf`)' })
  enter(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.entry.submit({ ...place, caller });
  }

  @Get('confirm')
  @ApiOperation({ summary: 'Page: may the device with this `code`?' })
  confirm(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.confirmation.show({ ...place, caller });
  }

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Allow or deny: the form (`decision`, `scope`, `organization`, `organization_name`, `csrf`)',
  })
  decide(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.confirmation.submit({ ...place, caller });
  }
}
