import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import type { Principal } from '../core/principal.js';
import { Refuses } from '../platform/http/refuses.decorator.js';
import { OwnProfile } from './own-profile.js';
import { UpdateProfileDto, UserDto } from './users.dto.js';

@ApiTags('Users')
@Controller(['api/users', ':instance/api/users'])
export class UsersController {
  constructor(private readonly profile: OwnProfile) {}

  /** The caller's own account, for a session, or a token or an API key with the scope `profile`. */
  @Get('me')
  @Requires({ bearer: 'person', credential: ['session', 'token', 'api-key'], scope: 'profile' })
  @Refuses(
    'credentials_required',
    'invalid_session',
    'invalid_token',
    'invalid_api_key',
    'rate_limited',
    'insufficient_scope',
    'forbidden',
    'unknown_instance',
  )
  me(@CurrentPrincipal() principal: Principal): Promise<UserDto> {
    return this.profile.show(principal);
  }

  /** Changes what is named: name, language, time zone. */
  @Patch('me')
  @Requires({ bearer: 'person', credential: 'session' })
  @Refuses('invalid_input', 'credentials_required', 'invalid_session', 'forbidden', 'csrf_failed', 'unknown_instance')
  update(@CurrentPrincipal() principal: Principal, @Body() change: UpdateProfileDto): Promise<UserDto> {
    return this.profile.update(principal, change);
  }
}
