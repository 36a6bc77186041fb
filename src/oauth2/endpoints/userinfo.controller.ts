import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../../access/index.js';
import type { UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import { invalidToken } from '../../core/errors.js';
import { OAuthErrorFilter } from '../../platform/index.js';
import { type User, Users } from '../../users/index.js';
import { OAuthErrorDto, UserInfoDto } from './oauth.dto.js';

/** OpenID Connect Core §5.3; with the session's cookie it is the session check of a browser app. */
@Controller([':instance/oauth2/v1', 'oauth2'])
@UseFilters(OAuthErrorFilter)
@Requires({ scope: 'openid', bearer: 'person', credential: ['token', 'session'] })
@ApiTags('OpenID Connect')
@ApiBearerAuth('token')
@ApiCookieAuth('session')
@ApiResponse({ status: 401, type: OAuthErrorDto, description: 'No credential, or one that does not hold' })
@ApiResponse({ status: 403, type: OAuthErrorDto, description: '`insufficient_scope`, or not a person' })
@ApiResponse({ status: 404, type: OAuthErrorDto, description: 'There is no such instance' })
export class UserInfoController {
  constructor(private readonly users: Users) {}

  /** Who the person is, as far as the scope goes. */
  @Get('userinfo')
  @ApiOperation({ summary: 'Who is signed in (OpenID Connect Core §5.3)' })
  async get(@CurrentPrincipal() principal: Principal): Promise<UserInfoDto> {
    const user = await this.users.find(principal.instanceId, principal.bearer.id as UserId);
    if (!user) throw invalidToken('the token is not valid', { cause: 'the user is gone' });
    return claimsOf(user, principal.scope);
  }

  /** The same by POST (OpenID Connect Core §5.3.1). */
  @Post('userinfo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Who is signed in, by POST (OpenID Connect Core §5.3.1)' })
  post(@CurrentPrincipal() principal: Principal): Promise<UserInfoDto> {
    return this.get(principal);
  }
}

function claimsOf(user: User, scope: ReadonlySet<string>): UserInfoDto {
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
