import { Injectable } from '@nestjs/common';
import { forbidden } from '../core/errors.js';
import type { SessionId, UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import { SessionDto, SessionListDto } from './sessions.dto.js';
import { Sessions } from './sessions.service.js';

/** A person's own sessions, in that person's own hands. */
@Injectable()
export class OwnSessions {
  constructor(private readonly sessions: Sessions) {}

  async list(principal: Principal): Promise<SessionListDto> {
    const sessions = await this.sessions.list(principal.instanceId, ownerOf(principal));
    const current = currentOf(principal);
    return { sessions: sessions.map((session) => SessionDto.of(session, current)) };
  }

  /** @throws not_found, for somebody else's as for none */
  end(principal: Principal, id: string): Promise<void> {
    return this.sessions.end(principal.instanceId, ownerOf(principal), id);
  }

  endOthers(principal: Principal): Promise<void> {
    return this.sessions.endOthers(principal.instanceId, ownerOf(principal), currentOf(principal));
  }
}

/** The route has asked for a person: the bearer's id is a user's. */
function ownerOf({ bearer }: Principal): UserId {
  return bearer.id as UserId;
}

function currentOf({ credential }: Principal): SessionId {
  if (credential.kind === 'session') return credential.id;
  if (credential.kind === 'first-party') return credential.sessionId;
  throw forbidden('only a person who is signed in can do this');
}
