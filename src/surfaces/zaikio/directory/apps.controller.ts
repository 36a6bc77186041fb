import { Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../../access/index.js';
import type { Principal } from '../../../core/principal.js';
import { ConfiguredAppDto, PatchAppDto, PublishedAppDto } from './app.dto.js';
import { DirectoryApps } from './directory-apps.service.js';
import {
  Answers,
  AnswersPages,
  BEARER_REFUSALS,
  CLIENT_REFUSALS,
  DirectoryApi,
  INPUT_REFUSALS,
  TakesBody,
} from './directory-documentation.js';
import { DirectoryBody } from './directory-input.js';
import { CurrentPage, DirectoryPage } from './directory-page.js';
import { at } from './directory-paths.js';

@Controller()
@DirectoryApi()
export class AppsController {
  constructor(private readonly apps: DirectoryApps) {}

  /** How the app of the client that asks is set up. */
  @Get(at('app'))
  @Requires({ bearer: 'client', credential: 'basic' })
  @Answers('The own app', ...CLIENT_REFUSALS)
  @ApiOkResponse({ type: ConfiguredAppDto })
  show(@CurrentPrincipal() principal: Principal): Promise<ConfiguredAppDto> {
    return this.apps.show(principal);
  }

  /** Entry point, webhook, redirect URLs of the client that asks, and desired scopes, of an app that an organization publishes. */
  @Patch(at('app'))
  @Requires({ bearer: 'client', credential: 'basic' })
  @Answers('Sets the own app up', ...INPUT_REFUSALS, ...CLIENT_REFUSALS)
  @TakesBody(PatchAppDto, 'configuration')
  @ApiOkResponse({ type: ConfiguredAppDto })
  change(
    @CurrentPrincipal() principal: Principal,
    @DirectoryBody(PatchAppDto, 'configuration', 'app') input: PatchAppDto,
  ): Promise<ConfiguredAppDto> {
    return this.apps.change(principal, PatchAppDto.read(input));
  }

  /** By their technical names. */
  @Get(at('apps'))
  @Requires({ scope: 'directory.apps.r', bearer: 'organization', credential: ['token', 'api-key'] })
  @Answers('The apps that the organization publishes', 'not_found', 'invalid_input', ...BEARER_REFUSALS)
  @AnswersPages(PublishedAppDto)
  list(@CurrentPrincipal() principal: Principal, @CurrentPage() page: DirectoryPage): Promise<PublishedAppDto[]> {
    return this.apps.list(principal, page);
  }
}
