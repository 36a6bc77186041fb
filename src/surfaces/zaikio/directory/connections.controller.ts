import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiQuery } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../../access/index.js';
import type { Principal } from '../../../core/principal.js';
import { ConnectionDto } from './connection.dto.js';
import { DirectoryConnections } from './directory-connections.service.js';
import { Answers, AnswersPages, BEARER_REFUSALS, CLIENT_REFUSALS, DirectoryApi } from './directory-documentation.js';
import { ConnectionFilterDto } from './connection-filter.dto.js';
import { DirectoryQuery } from './directory-input.js';
import { CurrentPage, DirectoryPage } from './directory-page.js';
import { at, atId, readId } from './directory-paths.js';

/**
 * For an app, by id and secret of a confidential client; and for the organization that publishes apps, by a token with
 * `directory.connections_and_subscriptions.r`.
 */
@Controller()
@DirectoryApi()
@Requires({ bearer: ['client', 'organization'], credential: ['basic', 'token', 'api-key'] })
export class ConnectionsController {
  constructor(private readonly connections: DirectoryConnections) {}

  /** The people and organizations that use the app, the first one first. */
  @Get(at('connections'))
  @Answers('Who uses the app', 'not_found', 'invalid_input', ...CLIENT_REFUSALS, ...BEARER_REFUSALS)
  @ApiQuery({ name: 'filters[connectable_id]', required: false, schema: { type: 'string', format: 'uuid' } })
  @AnswersPages(ConnectionDto)
  list(
    @CurrentPrincipal() principal: Principal,
    @CurrentPage() page: DirectoryPage,
    @DirectoryQuery(ConnectionFilterDto) filter: ConnectionFilterDto,
  ): Promise<ConnectionDto[]> {
    return this.connections.list(principal, page, filter['filters[connectable_id]']);
  }

  /** By `Organization-<id>` or `Person-<id>`. */
  @Get(atId('connections'))
  @Answers('One who uses the app', 'not_found', ...CLIENT_REFUSALS, ...BEARER_REFUSALS)
  @ApiOkResponse({ type: ConnectionDto })
  get(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<ConnectionDto> {
    return this.connections.get(principal, readId(id));
  }
}
