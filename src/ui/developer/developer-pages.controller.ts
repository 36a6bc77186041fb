import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AppDetailsFlow } from './app-details.flow.js';
import { AppPage } from './app-page.service.js';
import { DeveloperPage } from './developer-page.service.js';
import { NewAppFlow } from './new-app.flow.js';

/** The apps that a person publishes for organizations. */
@PageRoutes()
@Controller(':instance/developer')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class DeveloperPagesController {
  constructor(
    private readonly list: DeveloperPage,
    private readonly newApp: NewAppFlow,
    private readonly page: AppPage,
    private readonly details: AppDetailsFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the apps of the organizations that the person administers' })
  index(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.list.show({ ...place, caller });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Make an app: the form (`organization`, its id; `name`, `title`, `kind`, `client`: `confidential` or `public`; ' +
      '`redirect_uris`, one a line; `csrf`). The answer shows the secret of its client, once',
  })
  create(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.newApp.create({ ...place, caller });
  }

  @Get('apps/:id')
  @ApiOperation({ summary: 'Page: one app, its credentials, scopes and webhook' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.page.show({ ...place, caller });
  }

  @Post('apps/:id/details')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Change the details: the form (`title`, `description_en`, `description_de`, `logo_url`, `entry_point`, `kind`, `csrf`)',
  })
  save(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.details.save({ ...place, caller });
  }

  @Post('apps/:id/enable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Let the app in again: the form (`csrf`)' })
  enable(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.details.enable({ ...place, caller });
  }

  @Post('apps/:id/disable')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse the app from now on: the form (`csrf`)' })
  disable(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.details.disable({ ...place, caller });
  }
}
