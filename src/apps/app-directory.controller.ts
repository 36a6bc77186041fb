import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { AvailableAppListDto, AvailableAppsQueryDto } from './app-directory.dto.js';
import { AppDirectory } from './app-directory.service.js';

/** For any member of the organization. */
@ApiTags('Organizations')
@Controller(['api/organizations/:id/available-apps', ':instance/api/organizations/:id/available-apps'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class AppDirectoryController {
  constructor(private readonly directory: AppDirectory) {}

  /** The apps that the organization can install or has: everybody's public ones and its own private ones. */
  @Get()
  @Refuses('invalid_input', ...READ_REFUSALS)
  async list(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Query() wish: AvailableAppsQueryDto,
  ): Promise<AvailableAppListDto> {
    return AvailableAppListDto.of(await this.directory.list(caller, id, wish));
  }
}
