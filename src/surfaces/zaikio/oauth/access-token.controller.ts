import { Body, Controller, HttpCode, Post, UseFilters, UseInterceptors } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Public } from '../../../access/index.js';
import { CurrentInstance, type Instance } from '../../../instances/index.js';
import { TokenEndpoint } from '../../../oauth2/index.js';
import { AnyOrigin, Context, RequestContext } from '../../../platform/index.js';
import { AccessTokenDto, AccessTokenRequestDto } from './access-token.dto.js';
import { AnswerFormatInterceptor } from './answer-format.interceptor.js';
import { AnswersInFormats, RefusesInFormats, TakesAnywhere, TOKEN_REFUSALS } from './oauth-documentation.js';
import { ACCESS_TOKEN } from './oauth-paths.js';
import { OAuthRefusalFilter } from './oauth-refusal.filter.js';
import { zaikio } from './profile.js';
import { tokenParameters } from './sent-parameters.js';

@Controller('oauth')
@UseFilters(OAuthRefusalFilter)
export class AccessTokenController {
  constructor(private readonly endpoint: TokenEndpoint) {}

  /**
   * A code, a refresh token, a device code or the client's own credentials in, tokens out: as JSON, as XML (root `OAuth`), or
   * as a query string of the token alone, by `Accept`. The parameters come in the query, as a form or as JSON.
   *
   * The token of an organization that has installed the app:
   *
   *     curl --request POST \
   *       --url 'http://localhost:3000/oauth/access_token?grant_type=client_credentials&scope=Org%2Fb1475f65-236c-58b8-96e1-e1778b43beb7.directory.organization.r%2COrg%2Fb1475f65-236c-58b8-96e1-e1778b43beb7.directory.sites.rw' \
   *       --header 'authorization: Basic <client id:client secret, Base64>'
   *
   * A request with the token of a person:
   *
   *     curl --request GET \
   *       --url 'http://localhost:3000/api/v1/person?=' \
   *       --header 'authorization: Bearer <access token>'
   */
  @Post(ACCESS_TOKEN)
  @Public()
  @AnyOrigin()
  @HttpCode(200)
  @UseInterceptors(AnswerFormatInterceptor)
  @ApiOperation({ summary: 'Exchange a grant for tokens, as Zaikio’s clients do' })
  @TakesAnywhere(AccessTokenRequestDto, {
    client_credentials: {
      grant_type: 'client_credentials',
      scope: 'Org/b1475f65-236c-58b8-96e1-e1778b43beb7.directory.organization.r',
    },
    code: { code: 'ac_…', code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' },
    refresh_token: { grant_type: 'refresh_token', refresh_token: 'rt_…' },
  })
  @AnswersInFormats(AccessTokenDto)
  @RefusesInFormats(...TOKEN_REFUSALS)
  async exchange(
    @CurrentInstance() instance: Instance,
    @Context() context: RequestContext,
    @Body() body: unknown,
  ): Promise<AccessTokenDto> {
    const parameters = tokenParameters(context.search, body);
    return AccessTokenDto.of(await this.endpoint.exchange({ instance, context, parameters, profile: zaikio }));
  }
}
