import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { OrganizationFlow } from './organization.flow.js';
import { OrganizationPage } from './organization-page.service.js';
import { AtPlace, type Place } from './organization-visit.js';
import { OrganizationsPage } from './organizations-page.service.js';

/** Organizations of who is signed in. */
@PageRoutes()
@Controller(':instance/organizations')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class OrganizationPagesController {
  constructor(
    private readonly list: OrganizationsPage,
    private readonly page: OrganizationPage,
    private readonly flow: OrganizationFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the own organizations' })
  showAll(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.list.show({ ...place, caller });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Create an organization: the form (`name`, `country_code`, `csrf`)' })
  create(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.flow.create({ ...place, caller });
  }

  @Get(':id')
  @ApiOperation({ summary: 'Page: an organization, its members and invitations' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.page.show({ ...place, caller });
  }

  @Post(':id/details')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change the details: the form (`name`, `country_code`, `csrf`)' })
  save(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.flow.save({ ...place, caller });
  }

  @Post(':id/suspend')
  @HttpCode(200)
  @ApiOperation({ summary: 'Suspend the organization: the form (`csrf`)' })
  suspend(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.flow.suspend({ ...place, caller });
  }

  @Post(':id/activate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Activate the organization again: the form (`csrf`)' })
  activate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.flow.activate({ ...place, caller });
  }

  @Post(':id/delete')
  @HttpCode(200)
  @ApiOperation({ summary: 'Delete the organization: the form (`confirmation`, its name; `csrf`)' })
  remove(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.flow.remove({ ...place, caller });
  }
}
