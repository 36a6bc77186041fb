import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { PageRoutes } from '../page-documentation.js';
import { KeyDesks } from './key-desks.service.js';
import { KeyPage } from './key-page.service.js';
import { KeysFlow } from './keys.flow.js';

/** The keys of an organization, for its owners and admins. A secret is in the answer to the form that made it, and nowhere else. */
@PageRoutes()
@Controller(':instance/organizations/:id/api-keys')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class OrganizationKeyPagesController {
  constructor(
    private readonly desks: KeyDesks,
    private readonly page: KeyPage,
    private readonly keys: KeysFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the API keys of an organization, and the form that makes one' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller) {
    return this.page.show(this.desks.ofOrganization({ ...place, caller }));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Make an API key of an organization: the form (`name`; `access`: `some` or `all`; `scope`, repeated; `expiry`, in days: 30, 90, 365 or ' +
      '`never`; `allowed_ips`, one a line; `once`; `csrf`)',
  })
  create(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller) {
    return this.keys.create(this.desks.ofOrganization({ ...place, caller }));
  }

  @Post(':itemId/rotate')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Give an API key of an organization a new secret: the form (`overlap`, in hours: 0, 1, 24 or 168; `prefix`; `csrf`)',
  })
  rotate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller) {
    return this.keys.rotate(this.desks.ofOrganization({ ...place, caller }));
  }

  @Post(':itemId/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'Revoke an API key of an organization for good: the form (`csrf`)' })
  revoke(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller) {
    return this.keys.revoke(this.desks.ofOrganization({ ...place, caller }));
  }
}
