import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { UsersModule } from '../users/index.js';
import { LastSeen } from './last-seen.js';
import { OwnSessions } from './own-sessions.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionCache } from './session-cache.js';
import { SessionCookie } from './session-cookie.js';
import { SessionEndings } from './session-endings.js';
import { SessionOpening } from './session-opening.js';
import { SessionOverview } from './session-overview.js';
import { SessionStarts } from './session-starts.js';
import { SessionStore } from './session.store.js';
import { SessionStrategy } from './session.strategy.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule, UsersModule],
  controllers: [SessionsController],
  providers: [
    ...[SessionStore, SessionCache, LastSeen, SessionAuthenticator, SessionEndings, SessionOpening, SessionOverview],
    ...[SessionStarts, Sessions, OwnSessions, SessionCookie, SessionStrategy],
  ],
  exports: [Sessions, LastSeen, SessionCookie, SessionStrategy],
})
export class SessionsModule {}
