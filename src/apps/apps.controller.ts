import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { AppClients } from './app-clients.service.js';
import { AppQueryDto, CreateAppDto, UpdateAppDto } from './app-input.dto.js';
import { AppDto, AppListDto, CreatedAppDto, ManagedAppDto } from './apps.dto.js';
import { VendorApps } from './vendor-apps.service.js';

/** For the owners and admins of the organization that publishes an app; to anybody else there is no such app. */
@ApiTags('Apps')
@Controller(['api/apps', ':instance/api/apps'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class AppsController {
  constructor(
    private readonly apps: VendorApps,
    private readonly clients: AppClients,
  ) {}

  /** Makes an app with its first client, whose secret is in this answer and in no other. */
  @Post()
  @Refuses('conflict', 'invalid_scope', 'invalid_redirect_uri', ...WRITE_REFUSALS)
  async create(@CurrentPerson() caller: PersonCaller, @Body() input: CreateAppDto): Promise<CreatedAppDto> {
    return CreatedAppDto.ofPublished(await this.apps.create(caller, input.organization, CreateAppDto.read(input)));
  }

  /** The apps of one organization, or of all of which the caller is an owner or admin. */
  @Get()
  @Refuses('invalid_input', ...READ_REFUSALS)
  async list(@CurrentPerson() caller: PersonCaller, @Query() { organization }: AppQueryDto): Promise<AppListDto> {
    return AppListDto.of(await this.apps.list(caller, organization));
  }

  /** One app with its clients. */
  @Get(':id')
  @Refuses(...READ_REFUSALS)
  async get(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<ManagedAppDto> {
    return ManagedAppDto.ofManaged(await this.clients.show(caller, id));
  }

  /** Changes what is named; the technical name stays. */
  @Patch(':id')
  @Refuses('invalid_scope', ...WRITE_REFUSALS)
  async update(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() change: UpdateAppDto,
  ): Promise<AppDto> {
    return AppDto.of(await this.apps.update(caller, id, UpdateAppDto.read(change)));
  }

  /** Refuses the app and all its clients from now on; the tokens that they have die. */
  @Post(':id/disable')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  disable(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.apps.disable(caller, id);
  }

  /** Lets the app in again; tokens from before stay dead. Not where an operator has disabled it. */
  @Post(':id/enable')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  enable(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.apps.enable(caller, id);
  }
}
