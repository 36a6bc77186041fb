import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { AtDelivery, type DeliveryAddress } from './delivery-address.js';
import { WebhookLog } from './webhook-log.service.js';
import {
  DeliveryDto,
  DeliveryListDto,
  DeliveryQueryDto,
  SetWebhookDto,
  WebhookCredentialsDto,
  WebhookDto,
} from './webhooks.dto.js';
import { Webhooks } from './webhooks.service.js';

/** For the owners and admins of the organization that publishes the app. */
@ApiTags('Apps')
@Controller(['api/apps/:id/webhook', ':instance/api/apps/:id/webhook'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly log: WebhookLog,
  ) {}

  /** Where the app hears of events; never the secret. */
  @Get()
  @Refuses(...READ_REFUSALS)
  async get(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<WebhookDto> {
    return WebhookDto.of(await this.webhooks.show(caller, id));
  }

  /** Says where the app hears of events. The first time, the answer holds the secret that they are signed with. */
  @Put()
  @Refuses(...WRITE_REFUSALS)
  async set(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() { url }: SetWebhookDto,
  ): Promise<WebhookCredentialsDto> {
    return WebhookCredentialsDto.of(await this.webhooks.set(caller, id, url));
  }

  /** The app hears of nothing from now on; what has not arrived yet will not. */
  @Delete()
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  remove(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.webhooks.remove(caller, id);
  }

  /** Another secret, shown this once; everything that is sent from now on is signed with it. */
  @Post('rotate-secret')
  @HttpCode(200)
  @Refuses(...WRITE_REFUSALS)
  async rotateSecret(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<WebhookCredentialsDto> {
    return WebhookCredentialsDto.of(await this.webhooks.rotateSecret(caller, id));
  }

  /** Sends `directory.ping`, an event that says nothing but that events arrive. */
  @Post('test')
  @HttpCode(202)
  @Refuses('rate_limited', ...WRITE_REFUSALS)
  async test(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<DeliveryDto> {
    return DeliveryDto.of(await this.log.test(caller, id));
  }

  /** What was sent to the app, and what became of it. */
  @Get('deliveries')
  @Refuses('invalid_input', ...READ_REFUSALS)
  async list(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Query() query: DeliveryQueryDto,
  ): Promise<DeliveryListDto> {
    return DeliveryListDto.of(await this.log.list(caller, id, DeliveryQueryDto.sliceOf(query)));
  }

  /** Sends the same event again, with the same `id`, from the first attempt. */
  @Post('deliveries/:deliveryId/replay')
  @HttpCode(202)
  @Refuses('rate_limited', ...WRITE_REFUSALS)
  async replay(@CurrentPerson() caller: PersonCaller, @AtDelivery() address: DeliveryAddress): Promise<DeliveryDto> {
    return DeliveryDto.of(await this.log.replay(caller, address));
  }
}
