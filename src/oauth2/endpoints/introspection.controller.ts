import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { type Profile, standard, strict } from '../../core/profile.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { Context, OAuthErrorFilter, RequestContext } from '../../platform/index.js';
import { bodyParameters } from './client-request.js';
import { Introspection } from './introspection.service.js';
import { ClientEndpoint } from './oauth-documentation.js';
import { IntrospectionDto, TokenQueryDto } from './oauth.dto.js';

abstract class IntrospectionController {
  protected abstract readonly profile: Profile;

  constructor(private readonly introspection: Introspection) {}

  /** Whether a token still holds, and for whom. */
  @Post('introspect')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Ask whether a token is active (RFC 7662)' })
  @ClientEndpoint({
    body: TokenQueryDto,
    examples: { 'any token': { token: 'eyJhbGciOi…' } },
    refusals: [],
  })
  introspect(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<IntrospectionDto> {
    const parameters = bodyParameters(body, this.profile);
    return this.introspection.introspect({ instance, context, parameters, profile: this.profile });
  }
}

@Controller(':instance/oauth2/v1')
@UseFilters(OAuthErrorFilter)
export class StandardIntrospectionController extends IntrospectionController {
  protected readonly profile = standard;

  constructor(introspection: Introspection) {
    super(introspection);
  }
}

@Controller('oauth2')
@UseFilters(OAuthErrorFilter)
export class StrictIntrospectionController extends IntrospectionController {
  protected readonly profile = strict;

  constructor(introspection: Introspection) {
    super(introspection);
  }
}
