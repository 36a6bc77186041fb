import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AtPlace, type Place } from './organization-visit.js';
import { PeopleFlow } from './people.flow.js';

/** The forms about people on the page of an organization. */
@PageRoutes()
@Controller(':instance/organizations/:id')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class PeoplePagesController {
  constructor(private readonly people: PeopleFlow) {}

  @Post('leave')
  @HttpCode(200)
  @ApiOperation({ summary: 'Leave the organization: the form (`csrf`)' })
  leave(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.people.leave({ ...place, caller });
  }

  @Post('members/:itemId/roles')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what a member is: the form (`role`, repeated; `csrf`)' })
  setRoles(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.people.setRoles({ ...place, caller });
  }

  @Post('members/:itemId/remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove a member: the form (`csrf`)' })
  remove(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.people.remove({ ...place, caller });
  }

  @Post('invitations')
  @HttpCode(200)
  @ApiOperation({ summary: 'Invite somebody: the form (`email`; `role`, repeated; `csrf`)' })
  invite(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.people.invite({ ...place, caller });
  }

  @Post('invitations/:itemId/revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'Revoke an invitation: the form (`csrf`)' })
  revoke(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.people.revoke({ ...place, caller });
  }
}
