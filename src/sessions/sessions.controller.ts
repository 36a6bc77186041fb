import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Requires } from '../access/index.js';
import { IN_PERSON, type Principal } from '../core/principal.js';
import { Refuses } from '../platform/http/refuses.decorator.js';
import { OwnSessions } from './own-sessions.js';
import { SessionListDto } from './sessions.dto.js';

@ApiTags('Sessions')
@Controller(['api/sessions', ':instance/api/sessions'])
@Requires({ bearer: 'person', credential: IN_PERSON })
export class SessionsController {
  constructor(private readonly sessions: OwnSessions) {}

  /** Where the caller is signed in. */
  @Get()
  @Refuses(
    'credentials_required',
    'invalid_session',
    'invalid_token',
    'forbidden',
    'unknown_instance',
    'temporarily_unavailable',
  )
  list(@CurrentPrincipal() principal: Principal): Promise<SessionListDto> {
    return this.sessions.list(principal);
  }

  /** Ends every session of the caller but the current one. */
  @Delete()
  @HttpCode(204)
  @Refuses('credentials_required', 'invalid_session', 'invalid_token', 'forbidden', 'csrf_failed', 'unknown_instance')
  endOthers(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.sessions.endOthers(principal);
  }

  /** Ends one of the caller's sessions, the current one included. */
  @Delete(':id')
  @HttpCode(204)
  @Refuses(
    'credentials_required',
    'invalid_session',
    'invalid_token',
    'forbidden',
    'csrf_failed',
    'not_found',
    'unknown_instance',
  )
  end(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<void> {
    return this.sessions.end(principal, id);
  }
}
