import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { AtInstallation, type InstallationAddress } from './installation-address.js';
import { ApprovedScopesDto, CreateInstallationDto, InstallationDto, InstallationListDto } from './installations.dto.js';
import { Installations } from './installations.service.js';

/** With a session only: no app lets itself or another one in. */
@ApiTags('Organizations')
@Controller(['api/organizations/:id/installations', ':instance/api/organizations/:id/installations'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class InstallationsController {
  constructor(private readonly installations: Installations) {}

  /** The apps that the organization has, with what each may do and asks for. For any member. */
  @Get()
  @Refuses(...READ_REFUSALS)
  async list(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<InstallationListDto> {
    return InstallationListDto.of(await this.installations.list(caller, id));
  }

  /** Installs an app with all or a part of what it asks of an organization. For owners and admins. */
  @Post()
  @Refuses('conflict', 'invalid_scope', ...WRITE_REFUSALS)
  async install(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() input: CreateInstallationDto,
  ): Promise<InstallationDto> {
    return InstallationDto.of(await this.installations.install(caller, id, CreateInstallationDto.read(input)));
  }

  /**
   * Says what the app may do from now on. Approving more keeps the installation; taking something away replaces it, and what
   * the app holds dies. For owners and admins.
   */
  @Patch(':installationId')
  @Refuses('conflict', 'invalid_scope', ...WRITE_REFUSALS)
  async setScope(
    @CurrentPerson() caller: PersonCaller,
    @AtInstallation() address: InstallationAddress,
    @Body() approved: ApprovedScopesDto,
  ): Promise<InstallationDto> {
    const scope = ApprovedScopesDto.scopeOf(approved);
    return InstallationDto.of(await this.installations.setScope(caller, address, scope));
  }

  /** Uninstalls the app: what it holds for the organization dies, also if it is installed again. For owners and admins. */
  @Delete(':installationId')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  uninstall(@CurrentPerson() caller: PersonCaller, @AtInstallation() address: InstallationAddress): Promise<void> {
    return this.installations.uninstall(caller, address);
  }
}
