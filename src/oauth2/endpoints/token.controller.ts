import { Body, Controller, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { DEVICE_CODE_GRANT, TOKEN_EXCHANGE_GRANT } from '../../apps/index.js';
import { type Profile, standard, strict } from '../../core/profile.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { AnyOrigin, Context, OAuthErrorFilter, RequestContext } from '../../platform/index.js';
import { bodyParameters } from './client-request.js';
import { ClientEndpoint, type ClientEndpointDescription } from './oauth-documentation.js';
import { TokenRequestDto, TokenResponseDto } from './oauth.dto.js';
import { TokenEndpoint } from './token-endpoint.service.js';

const TOKEN_REQUESTS: ClientEndpointDescription = {
  body: TokenRequestDto,
  examples: {
    client_credentials: { grant_type: 'client_credentials', scope: 'tickets.ticket.r' },
    authorization_code: {
      grant_type: 'authorization_code',
      code: 'ac_…',
      redirect_uri: 'http://localhost:8080/callback',
      code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    },
    refresh_token: { grant_type: 'refresh_token', refresh_token: 'rt_…' },
    device_code: { grant_type: DEVICE_CODE_GRANT, device_code: 'dc_…' },
    token_exchange: {
      grant_type: TOKEN_EXCHANGE_GRANT,
      subject_token: 'sk_…',
      subject_token_type: 'urn:latchkey:params:oauth:token-type:api_key',
      scope: 'directory.person.r',
    },
  },
  refusals: [
    ...(['invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope', 'invalid_target'] as const),
    ...(['authorization_pending', 'slow_down', 'expired_token', 'access_denied'] as const),
  ],
};

abstract class TokenController {
  protected abstract readonly profile: Profile;

  constructor(private readonly endpoint: TokenEndpoint) {}

  /**
   * A grant in, tokens out (RFC 6749 §3.2). Which parameters are needed depends on `grant_type`:
   *
   * - `client_credentials`: `scope`, if less than all is wanted
   * - `authorization_code`: `code`, `redirect_uri`, `code_verifier`
   * - `urn:ietf:params:oauth:grant-type:device_code`: `device_code`
   * - `urn:ietf:params:oauth:grant-type:token-exchange`: `subject_token`, an API key, and `subject_token_type`
   * - `refresh_token`: `refresh_token`; the answer has the next one, this one is spent
   *
   * The client authenticates by Basic, in the body, or by an assertion that it has signed; a public client sends its `client_id` alone.
   */
  @Post('token')
  @Public()
  @AnyOrigin()
  @HttpCode(200)
  @ApiOperation({ summary: 'Exchange a grant for tokens (RFC 6749 §3.2)' })
  @ClientEndpoint(TOKEN_REQUESTS)
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
