import { Controller, Get, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { AuthorizeFlow } from './authorize.flow.js';
import { DefaultInstanceFlow } from './default-instance.flow.js';
import { EndSessionFlow } from './end-session.flow.js';
import { AuthorizationParameters, EndSessionParameters } from './oauth-documentation.js';
import { PageResponses } from './page-documentation.js';
import { PageErrorFilter } from './page-error.filter.js';
import { CurrentVisit, Visit } from './visit.js';

/** The endpoints of OAuth 2 and OpenID Connect that a browser visits: their answers are redirects and pages. */
@Controller(':instance')
@UseFilters(PageErrorFilter)
@Public()
@ApiTags('OpenID Connect')
@ApiProduces('text/html')
@ApiResponse({ status: 303, description: 'On to the next page, or back to the app' })
@PageResponses({
  400: 'Nothing is sent to the app, or only when the person says so',
  404: 'There is no such instance',
  405: 'HEAD is not answered, because GET may issue a code',
  413: 'The body is larger than 64 KB',
  415: 'The body is not a form',
  503: 'Try again; see `Retry-After`',
})
export class AuthorizeController {
  constructor(
    private readonly authorize: AuthorizeFlow,
    private readonly endSession: EndSessionFlow,
  ) {}

  @Get('oauth2/v1/authorize')
  @ApiOperation({ summary: 'Ask for an authorization code (RFC 6749 §4.1.1)' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  @AuthorizationParameters()
  begin(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.begin(instance, visit);
  }

  @Post('oauth2/v1/authorize')
  @ApiOperation({ summary: 'Ask for an authorization code, by POST (OpenID Connect Core §3.1.2.1)' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  beginByForm(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.begin(instance, visit);
  }

  @Get('oauth2/v1/authorize/continue')
  @ApiOperation({ summary: 'Go on with a request after a page of ours (for browsers)' })
  @ApiQuery({ name: 'request', schema: { type: 'string' }, description: 'Names the stored request' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  resume(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.resume(instance, visit);
  }

  @Get('oauth2/v1/end_session')
  @ApiOperation({ summary: 'Sign out on behalf of an app (OpenID Connect RP-Initiated Logout)' })
  @EndSessionParameters()
  end(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.endSession.end(instance, visit);
  }

  @Post('oauth2/v1/end_session')
  @ApiOperation({ summary: 'Sign out on behalf of an app, by POST' })
  endByForm(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.endSession.end(instance, visit);
  }
}

/** The same for the default instance: sent on to its own paths, because cookies are sent to no others. */
@Controller('oauth2')
@UseFilters(PageErrorFilter)
@Public()
@ApiTags('OpenID Connect')
@ApiProduces('text/html')
@ApiResponse({ status: 303, description: 'On to the same endpoint of the default instance' })
@PageResponses({
  404: 'There is no default instance',
  413: 'The body is larger than 64 KB',
  415: 'The body is not a form',
})
export class DefaultInstanceController {
  constructor(private readonly defaultInstance: DefaultInstanceFlow) {}

  @Get(['authorize', 'end_session'])
  @ApiOperation({ summary: 'Authorize, or sign out, at the default instance' })
  forward(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): string {
    return this.defaultInstance.forward(instance, visit);
  }

  @Post(['authorize', 'end_session'])
  @ApiOperation({ summary: 'Authorize, or sign out, at the default instance, by POST' })
  forwardForm(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): string {
    return this.defaultInstance.forward(instance, visit);
  }
}
