import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Public } from '../../access/index.js';
import { type Profile, standard, strict } from '../../core/profile.js';
import { CurrentInstance, type Instance } from '../../instances/index.js';
import { AnyOrigin, Context, OAuthErrorFilter, RequestContext } from '../../platform/index.js';
import { TokenRevocation } from '../../tokens/index.js';
import { ClientAuthenticator } from '../client-auth/client-authenticator.js';
import { requiredParameter } from '../grants/grant.js';
import { bodyParameters } from './client-request.js';
import { ClientEndpoint } from './oauth-documentation.js';
import { TokenQueryDto } from './oauth.dto.js';

abstract class RevocationController {
  protected abstract readonly profile: Profile;

  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly revocation: TokenRevocation,
  ) {}

  /** Ends a token; a refresh token takes all of its family along. The answer is the same for a token that never was. */
  @Post('revoke')
  @Public()
  @AnyOrigin()
  @HttpCode(200)
  // The body is ignored (RFC 7009 §2.2); clients that insist on JSON everywhere ask for its type even so.
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ summary: 'Revoke a token (RFC 7009)' })
  @ApiOkResponse({ description: 'The token is dead, or was never alive: an empty answer' })
  @ClientEndpoint({
    body: TokenQueryDto,
    examples: { 'any token': { token: 'rt_…' }, 'of a public client': { client_id: 'demo-explorer', token: 'rt_…' } },
    refusals: [],
  })
  async revoke(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<void> {
    const { profile } = this;
    const parameters = bodyParameters(body, profile);
    const client = await this.authenticator.authenticate({ instance, context, parameters, profile });
    await this.revocation.revoke(instance, client.id, requiredParameter(parameters, 'token'));
  }
}

@Controller(':instance/oauth2/v1')
@UseFilters(OAuthErrorFilter)
export class StandardRevocationController extends RevocationController {
  protected readonly profile = standard;

  constructor(authenticator: ClientAuthenticator, revocation: TokenRevocation) {
    super(authenticator, revocation);
  }
}

@Controller('oauth2')
@UseFilters(OAuthErrorFilter)
export class StrictRevocationController extends RevocationController {
  protected readonly profile = strict;

  constructor(authenticator: ClientAuthenticator, revocation: TokenRevocation) {
    super(authenticator, revocation);
  }
}
