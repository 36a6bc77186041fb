import { Body, Controller, Get, Patch, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import { IN_PERSON, type Principal } from '../core/principal.js';
import { FirstPartyErrorFilter, RefusesFirstParty } from '../platform/http/first-party-error.filter.js';
import { OwnProfile } from './own-profile.js';
import { UpdateProfileDto, UserDto } from './users.dto.js';

/** `me` and `profile` are one route by two names: the product's front end says the second one. */
@ApiTags('Users')
@Controller(['api/users', ':instance/api/users'])
@UseFilters(FirstPartyErrorFilter)
@RefusesFirstParty('credentials_required', 'invalid_session', 'invalid_token', 'invalid_api_key', 'forbidden')
@RefusesFirstParty('unknown_instance', 'not_found', 'rate_limited', 'temporarily_unavailable')
export class UsersController {
  constructor(private readonly profile: OwnProfile) {}

  /** The caller's own account, for a session, or a token or an API key with the scope `profile`. */
  @Get(['me', 'profile'])
  @Requires({ bearer: 'person', credential: [...IN_PERSON, 'token', 'api-key'], scope: 'profile' })
  @RefusesFirstParty('insufficient_scope', 'forbidden')
  me(@CurrentPrincipal() principal: Principal): Promise<UserDto> {
    return this.profile.show(principal);
  }

  /** Changes what is named: name, picture, language, time zone. */
  @Patch(['me', 'profile'])
  @Requires({ bearer: 'person', credential: IN_PERSON })
  @RefusesFirstParty('invalid_input', 'invalid_request', 'payload_too_large', 'unsupported_media_type')
  @RefusesFirstParty('forbidden', 'csrf_failed')
  update(@CurrentPrincipal() principal: Principal, @Body() change: UpdateProfileDto): Promise<UserDto> {
    return this.profile.update(principal, UpdateProfileDto.read(change));
  }
}
