import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AppsFlow } from './apps.flow.js';
import { AppsPage } from './apps-page.service.js';
import { InstallFlow } from './install.flow.js';
import { AtPlace, type Place } from './organization-visit.js';

/** The apps of an organization. */
@PageRoutes()
@Controller(':instance/organizations/:id/apps')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class AppPagesController {
  constructor(
    private readonly page: AppsPage,
    private readonly apps: AppsFlow,
    private readonly install: InstallFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the installed apps, and those that can be (`query`, `page`)' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.page.show({ ...place, caller });
  }

  @Get('install')
  @ApiOperation({ summary: 'Page: install an app (`app`, its id)? It changes nothing' })
  ask(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.install.show({ ...place, caller });
  }

  @Post('install')
  @HttpCode(200)
  @ApiOperation({ summary: 'Install an app: the form (`decision`: `allow` or `deny`; `scope`, repeated; `csrf`)' })
  decide(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.install.submit({ ...place, caller });
  }

  @Post(':itemId/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve what an app asks for beside what it has: the form (`scope`, repeated; `csrf`)' })
  approve(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.apps.approve({ ...place, caller });
  }

  @Post(':itemId/uninstall')
  @HttpCode(200)
  @ApiOperation({ summary: 'Uninstall an app: the form (`csrf`)' })
  uninstall(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.apps.uninstall({ ...place, caller });
  }
}
