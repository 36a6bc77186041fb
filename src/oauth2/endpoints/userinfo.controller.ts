import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import type { UserId } from '../../core/ids.js';
import { IN_PERSON, type Principal } from '../../core/principal.js';
import { invalidToken } from '../../core/errors.js';
import { allowAnyOrigin, AnyOriginErrorFilter } from '../../platform/index.js';
import { type User, Users } from '../../users/index.js';
import { BearerRequest, CurrentBearerRequest } from './bearer-request.js';
import { OAuthRefuses } from './oauth-documentation.js';
import { UserInfoDto } from './oauth.dto.js';
import { PersonalRights } from './personal-rights.js';

/** OpenID Connect Core §5.3; with the session's cookie it is the session check of a browser app. */
@Controller([':instance/oauth2/v1', 'oauth2'])
@UseFilters(AnyOriginErrorFilter)
@Requires({ scope: 'openid', bearer: 'person', credential: [...IN_PERSON, 'token'] })
@ApiTags('OpenID Connect')
@OAuthRefuses(
  'credentials_required',
  'invalid_token',
  'invalid_session',
  'insufficient_scope',
  'forbidden',
  'csrf_failed',
  'https_required',
)
@OAuthRefuses('invalid_request', 'unknown_instance', 'temporarily_unavailable')
export class UserInfoController {
  constructor(
    private readonly users: Users,
    private readonly rights: PersonalRights,
  ) {}

  /** Who the person is, as far as the scope goes. */
  @Get('userinfo')
  @ApiOperation({ summary: 'Who is signed in (OpenID Connect Core §5.3)' })
  async get(
    @CurrentPrincipal() principal: Principal,
    @CurrentBearerRequest() request: BearerRequest,
  ): Promise<UserInfoDto> {
    request.assertTokenInHeaderOnly();
    allowAnyOrigin(request.context, request.reply);
    const user = await this.users.find(principal.instanceId, principal.bearer.id as UserId);
    if (!user) throw invalidToken('the token is not valid', { cause: 'the user is gone' });
    const [groups, permissions] = [await this.rights.groups(principal), await this.rights.permissions(principal)];
    return {
      ...claimsOf(user, principal.scope),
      ...(groups && { groups: [...groups] }),
      ...(permissions.length > 0 && { permissions: [...permissions] }),
    };
  }

  /** The same by POST (OpenID Connect Core §5.3.1). */
  @Post('userinfo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Who is signed in, by POST (OpenID Connect Core §5.3.1)' })
  @OAuthRefuses('payload_too_large', 'unsupported_media_type')
  post(@CurrentPrincipal() principal: Principal, @CurrentBearerRequest() request: BearerRequest): Promise<UserInfoDto> {
    return this.get(principal, request);
  }
}

function claimsOf(user: User, scope: ReadonlySet<string>) {
  return {
    sub: user.id,
    ...(scope.has('profile') && {
      name: user.name,
      preferred_username: user.email,
      locale: user.locale,
      zoneinfo: user.zoneinfo,
      updated_at: Math.floor(user.updatedAt / 1000),
    }),
    ...(scope.has('email') && { email: user.email, email_verified: user.emailVerified }),
  };
}
