import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import { IN_PERSON, type Principal } from '../core/principal.js';
import { Refuses } from '../platform/http/refuses.decorator.js';
import { IdentityListDto } from './identities.dto.js';
import { OwnIdentities } from './own-identities.js';

@ApiTags('Users')
@Controller(['api/users/me/identities', ':instance/api/users/me/identities'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class IdentitiesController {
  constructor(private readonly identities: OwnIdentities) {}

  /** By which other providers the caller can sign in. One is added in the browser, at the account's security page. */
  @Get()
  @Refuses('credentials_required', 'invalid_session', 'invalid_token', 'forbidden', 'unknown_instance')
  @Refuses('invalid_api_key', 'rate_limited', 'temporarily_unavailable')
  list(@CurrentPrincipal() principal: Principal): Promise<IdentityListDto> {
    return this.identities.list(principal);
  }

  /** Takes one of them out of the account. It does not link itself again; the last way to sign in stays (409). */
  @Delete(':id')
  @HttpCode(204)
  @Refuses('credentials_required', 'invalid_session', 'invalid_token', 'forbidden', 'csrf_failed', 'not_found')
  @Refuses('conflict', 'unknown_instance', 'invalid_api_key', 'rate_limited', 'temporarily_unavailable')
  unlink(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.identities.unlink(principal, id);
  }
}
