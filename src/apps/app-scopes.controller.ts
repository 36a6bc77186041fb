import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Requires } from '../access/index.js';
import { IN_PERSON } from '../core/principal.js';
import { CurrentPerson, type PersonCaller, READ_REFUSALS, WRITE_REFUSALS } from '../organizations/index.js';
import { Refuses } from '../platform/index.js';
import { AppScopeListDto, RegisterScopeDto } from './app-scopes.dto.js';
import { AppScopes } from './app-scopes.service.js';

/** For the owners and admins of the organization that publishes the app. */
@ApiTags('Apps')
@Controller(['api/apps/:id/scopes', ':instance/api/apps/:id/scopes'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class AppScopesController {
  constructor(private readonly scopes: AppScopes) {}

  /** The scopes that the app defines, and the audience of its API. */
  @Get()
  @Refuses(...READ_REFUSALS)
  async list(@CurrentPerson() caller: PersonCaller, @Param('id') id: string): Promise<AppScopeListDto> {
    return AppScopeListDto.of(await this.scopes.list(caller, id));
  }

  /** Registers a scope that other apps may ask for from now on. The first one makes the app an API with an audience. */
  @Post()
  @Refuses('conflict', ...WRITE_REFUSALS)
  async register(
    @CurrentPerson() caller: PersonCaller,
    @Param('id') id: string,
    @Body() input: RegisterScopeDto,
  ): Promise<AppScopeListDto> {
    return AppScopeListDto.of(await this.scopes.register(caller, id, RegisterScopeDto.read(input)));
  }

  /** Removes a scope: nobody can use it any more, whatever was granted; the rest of what was granted stays. */
  @Delete(':name')
  @HttpCode(204)
  @Refuses(...WRITE_REFUSALS)
  remove(@CurrentPerson() caller: PersonCaller, @Param('id') id: string, @Param('name') name: string): Promise<void> {
    return this.scopes.remove(caller, id, name);
  }
}
