import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { type Profile, standard, strict } from '../../core/profile.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { Context, OAuthErrorFilter, RequestContext } from '../../platform/index.js';
import { bodyParameters } from './client-request.js';
import { ClientEndpoint } from './oauth-documentation.js';
import { TokenRequestDto, TokenResponseDto } from './oauth.dto.js';
import { TokenEndpoint } from './token-endpoint.service.js';

abstract class TokenController {
  protected abstract readonly profile: Profile;

  constructor(private readonly endpoint: TokenEndpoint) {}

  /** A grant in, tokens out (RFC 6749 §3.2). */
  @Post('token')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Exchange a grant for tokens (RFC 6749 §3.2)' })
  @ClientEndpoint(TokenRequestDto)
  async token(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<TokenResponseDto> {
    const parameters = bodyParameters(body, this.profile);
    return TokenResponseDto.of(await this.endpoint.exchange({ instance, context, parameters, profile: this.profile }));
  }
}

@Controller(':instance/oauth2/v1')
@UseFilters(OAuthErrorFilter)
export class StandardTokenController extends TokenController {
  protected readonly profile = standard;

  constructor(endpoint: TokenEndpoint) {
    super(endpoint);
  }
}

@Controller('oauth2')
@UseFilters(OAuthErrorFilter)
export class StrictTokenController extends TokenController {
  protected readonly profile = strict;

  constructor(endpoint: TokenEndpoint) {
    super(endpoint);
  }
}
