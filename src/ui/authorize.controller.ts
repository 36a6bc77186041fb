import { applyDecorators, Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/index.js';
import { CurrentInstance, type Instance } from '../instances/index.js';
import { AuthorizeFlow } from './authorize.flow.js';
import { DefaultInstanceFlow } from './default-instance.flow.js';
import { EndSessionFlow } from './end-session.flow.js';
import { AuthorizationParameters, EndSessionParameters } from './oauth-documentation.js';
import { PageResponses } from './page-documentation.js';
import { PageErrorFilter } from './page-error.filter.js';
import { CurrentVisit, Visit } from './visit.js';

const FormOf = (description: string): MethodDecorator =>
  applyDecorators(
    ApiConsumes('application/x-www-form-urlencoded'),
    ApiBody({ description, required: false, schema: { type: 'object', additionalProperties: { type: 'string' } } }),
  );

/** The endpoints of OAuth 2 and OpenID Connect that a browser visits: their answers are redirects and pages. */
@Controller(':instance')
@UseFilters(PageErrorFilter)
@Public()
@ApiProduces('text/html')
@ApiResponse({ status: 303, description: 'On to the next page, or back to the app' })
@PageResponses({
  400: 'nothing is sent to the app, or only when the person says so; mend the request that the app makes',
  404: 'there is no such instance; check the address',
  405: 'HEAD is not answered, because GET may issue a code; use GET or POST',
  413: 'the body is larger than 64 KB; send less',
  415: 'the body is not a form; send `application/x-www-form-urlencoded`',
  503: 'nothing was changed; try again after the seconds in `Retry-After`',
})
export class AuthorizeController {
  constructor(
    private readonly authorize: AuthorizeFlow,
    private readonly endSession: EndSessionFlow,
  ) {}

  @Get('oauth2/v1/authorize')
  @ApiTags('OAuth 2')
  @ApiOperation({ summary: 'Ask for an authorization code (RFC 6749 §4.1.1)' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  @AuthorizationParameters()
  begin(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.begin(instance, visit);
  }

  @Post('oauth2/v1/authorize')
  @HttpCode(200)
  @ApiTags('OAuth 2')
  @FormOf('The same parameters as by GET')
  @ApiOperation({ summary: 'Ask for an authorization code, by POST (OpenID Connect Core §3.1.2.1)' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  beginByForm(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.begin(instance, visit);
  }

  @Get('oauth2/v1/authorize/continue')
  @ApiTags('OAuth 2')
  @ApiOperation({ summary: 'Go on with a request after a page of ours (for browsers)' })
  @ApiQuery({ name: 'request', schema: { type: 'string' }, description: 'Names the stored request' })
  @PageResponses({ 200: 'it posts the answer (`response_mode=form_post`)' })
  resume(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.authorize.resume(instance, visit);
  }

  @Get('oauth2/v1/end_session')
  @ApiTags('OpenID Connect')
  @ApiOperation({ summary: 'Sign out on behalf of an app (OpenID Connect RP-Initiated Logout)' })
  @EndSessionParameters()
  end(@CurrentInstance() instance: Instance, @CurrentVisit() visit: Visit): Promise<string> {
    return this.endSession.end(instance, visit);
  }

  @Post('oauth2/v1/end_session')
  @ApiTags('OpenID Connect')
  @HttpCode(200)
  @FormOf('The same parameters as by GET')
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
  404: 'there is no default instance; create it with `latchkey init`',
  413: 'the body is larger than 64 KB; send less',
  415: 'the body is not a form; send `application/x-www-form-urlencoded`',
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
