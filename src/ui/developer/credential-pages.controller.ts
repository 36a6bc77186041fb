import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AppClientsFlow } from './app-clients.flow.js';

/** The clients of an app. A secret is in the answer to the form that made it, and nowhere else. */
@PageRoutes()
@Controller(':instance/developer/apps/:id/clients')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class CredentialPagesController {
  constructor(private readonly clients: AppClientsFlow) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Add a client: the form (`client_name`; `client`: `confidential` or `public`; `redirect_uris` and ' +
      '`post_logout_redirect_uris`, one a line; `csrf`)',
  })
  add(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.clients.add({ ...place, caller });
  }

  @Post(':itemId')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Change a client: the form (`client_name`, `redirect_uris`, `post_logout_redirect_uris`, `csrf`)',
  })
  update(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.clients.update({ ...place, caller });
  }

  @Post(':itemId/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give the client a new secret: the form (`overlap`, in hours: 0, 1, 24 or 168; `csrf`)' })
  rotate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.clients.rotate({ ...place, caller });
  }

  @Post(':itemId/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove a client for good: the form (`csrf`)' })
  disable(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.clients.disable({ ...place, caller });
  }
}
