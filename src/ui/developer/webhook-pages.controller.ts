import { Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { ChecksCsrf, Requires } from '../../access/index.js';
import { CurrentPerson, type PersonCaller } from '../../organizations/index.js';
import { AtPlace, type Place } from '../organizations/organization-visit.js';
import { PageRoutes } from '../page-documentation.js';
import { PageErrorFilter } from '../page-error.filter.js';
import { AppWebhookFlow } from './app-webhook.flow.js';

/** The webhook of an app. Its secret is in the answer to the form that made it, and nowhere else. */
@PageRoutes()
@Controller(':instance/developer/apps/:id/webhook')
@UseFilters(PageErrorFilter)
@Requires({ bearer: 'person', credential: 'session' })
@ChecksCsrf()
export class WebhookPagesController {
  constructor(private readonly webhook: AppWebhookFlow) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Say where events are sent: the form (`url`, `csrf`)' })
  save(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.webhook.save({ ...place, caller });
  }

  @Post('rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a new webhook secret: the form (`csrf`)' })
  rotate(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.webhook.rotate({ ...place, caller });
  }

  @Post('test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a test event: the form (`csrf`)' })
  test(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.webhook.test({ ...place, caller });
  }

  @Post('remove')
  @HttpCode(200)
  @ApiOperation({ summary: 'Remove the webhook: the form (`csrf`)' })
  remove(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.webhook.remove({ ...place, caller });
  }

  @Post('deliveries/:itemId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send an event again: the form (`csrf`)' })
  replay(@AtPlace() place: Place, @CurrentPerson() caller: PersonCaller): Promise<string> {
    return this.webhook.replay({ ...place, caller });
  }
}
