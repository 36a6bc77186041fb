import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import type { Caller, PersonCaller } from './caller.js';
import { READ_REFUSALS, WRITE_REFUSALS } from './caller-refusals.js';
import { CurrentCaller, CurrentPerson } from './current-caller.js';
import {
  CreateOrganizationDto,
  OrganizationDto,
  OrganizationListDto,
  UpdateOrganizationDto,
} from './organizations.dto.js';
import { Organizations } from './organizations.service.js';

@ApiTags('Organizations')
@Controller(['api/organizations', ':instance/api/organizations'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class OrganizationsController {
  constructor(private readonly organizations: Organizations) {}

  /** Makes an organization; the caller becomes its owner. */
  @Post()
  @Refuses('conflict', ...WRITE_REFUSALS)
  async create(@CurrentPerson() caller: PersonCaller, @Body() input: CreateOrganizationDto): Promise<OrganizationDto> {
    return OrganizationDto.of(await this.organizations.create(caller, input));
  }

  /** The caller's organizations, with what the caller is in each. */
  @Get()
  @Refuses(...READ_REFUSALS)
  async list(@CurrentPerson() { instanceId, userId }: PersonCaller): Promise<OrganizationListDto> {
    return OrganizationListDto.of(await this.organizations.list(instanceId, userId));
  }

  /** One organization: for its members, or for itself by a token or an API key with `directory.organization.r`. */
  @Get(':id')
  @Requires({ bearer: ['person', 'organization'], credential: [...IN_PERSON, 'token', 'api-key'] })
  @Refuses(...READ_REFUSALS)
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OrganizationDto> {
    return OrganizationDto.of(await this.organizations.get(caller, id));
  }

  /** Changes what is named. For owners and admins. */
  @Patch(':id')
  @Refuses('conflict', ...WRITE_REFUSALS)
  async update(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() change: UpdateOrganizationDto,
  ): Promise<OrganizationDto> {
    return OrganizationDto.of(await this.organizations.update(caller, id, change));
  }

  /** Stops everything that acts for the organization, and every change in it. For owners. */
  @Post(':id/suspend')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  suspend(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.organizations.suspend(caller, id);
  }

  /** Ends a suspension; tokens from before it stay dead. For owners. */
  @Post(':id/activate')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  activate(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.organizations.activate(caller, id);
  }

  /** Deletes the organization with its memberships, invitations and installed apps. For owners. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  remove(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<void> {
    return this.organizations.remove(caller, id);
  }
}
