import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { InvitationFlow } from './invitation.flow.js';
import { AtPlace, type Place } from './organization-visit.js';

/** Where the link of an invitation leads. */
@PageRoutes()
@Controller(':instance/invitations')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class InvitationPagesController {
  constructor(private readonly invitation: InvitationFlow) {}

  @Get()
  @ApiOperation({ summary: 'Page: an invitation (`token`, from the mailed link)' })
  show(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.invitation.show({ ...place, caller });
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Answer an invitation: the form (`decision`: `allow` or `deny`; `csrf`)' })
  answer(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.invitation.submit({ ...place, caller });
  }
}
