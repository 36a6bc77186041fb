import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import { IN_PERSON, type Principal } from '../core/principal.js';
import { Refuses } from '../platform/index.js';
import { Resources } from './resources.service.js';
import { ScopeListDto, ScopeQueryDto } from './scopes.dto.js';

@ApiTags('Apps')
@Controller(['api/scopes', ':instance/api/scopes'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class ScopesController {
  constructor(private readonly resources: Resources) {}

  /** The scopes that an app may ask for, by a part of their name. */
  @Get()
  @Refuses(
    ...(['invalid_input', 'credentials_required', 'invalid_session', 'invalid_token', 'forbidden'] as const),
    ...(['unknown_instance', 'temporarily_unavailable'] as const),
  )
  async search(
    @CurrentPrincipal() { instanceId }: Principal,
    @Query() { query = '' }: ScopeQueryDto,
  ): Promise<ScopeListDto> {
    return ScopeListDto.of(await this.resources.search(instanceId, query));
  }
}
