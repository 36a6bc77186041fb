import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, CurrentPrincipal, Requires } from '../../access/index.js';
import type { Principal } from '../../core/principal.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { PageRoutes } from '../page-documentation.js';
import { KeyDesks } from './key-desks.service.js';
import { KeyPage } from './key-page.service.js';
import { KeysFlow } from './keys.flow.js';

/** The keys of a person, in that person’s browser. A secret is in the answer to the form that made it, and nowhere else. */
@PageRoutes()
@Controller(':instance/api-keys')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class OwnKeyPagesController {
  constructor(
    private readonly desks: KeyDesks,
    private readonly page: KeyPage,
    private readonly keys: KeysFlow,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Page: the API keys, and the form that makes one' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentPrincipal() principal: Principal) {
    return this.page.show(this.desks.own({ ...place, caller }, principal));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Make an API key: the form (`name`; `access`: `some` or `all`; `scope`, repeated; `expiry`, in days: 30, 90, 365 or ' +
      '`never`; `allowed_ips`, one a line; `once`; `csrf`)',
  })
  create(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentPrincipal() principal: Principal) {
    return this.keys.create(this.desks.own({ ...place, caller }, principal));
  }

  @Post(':itemId/rotate')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give an API key a new secret: the form (`overlap`, in hours: 0, 1, 24 or 168; `prefix`; `csrf`)',
  })
  rotate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentPrincipal() principal: Principal) {
    return this.keys.rotate(this.desks.own({ ...place, caller }, principal));
  }

  @Post(':itemId/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'Revoke an API key for good: the form (`csrf`)' })
  revoke(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller, @CurrentPrincipal() principal: Principal) {
    return this.keys.revoke(this.desks.own({ ...place, caller }, principal));
  }
}
