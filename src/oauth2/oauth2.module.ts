import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.js';
import { AuditModule } from '../audit/index.js';
import { ConsentsModule } from '../consents/index.js';
import { InstancesModule } from '../instances/index.js';
import { KeysModule } from '../keys/index.js';
import { LoginModule } from '../login/index.js';
import { ResourcesModule } from '../resources/index.js';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { Authorization } from './authorize/authorization.service.js';
import { AuthorizationAnswers } from './authorize/authorization-answers.service.js';
import { AuthorizationCodeStore } from './authorize/authorization-code.store.js';
import { AuthorizationCodes } from './authorize/authorization-codes.service.js';
import { AuthorizationReader } from './authorize/authorization-reader.service.js';
import { AuthorizationRequestStore } from './authorize/authorization-request.store.js';
import { ConsentDecisions } from './authorize/consent-decisions.service.js';
import { OpenRequests } from './authorize/open-requests.service.js';
import { ParkedRequests } from './authorize/parked-requests.service.js';
import { PastAuthorizations } from './authorize/past-authorizations.service.js';
import { PendingAuthorizations } from './authorize/pending-authorizations.service.js';
import { Situations } from './authorize/situations.service.js';
import { ClientAuthenticator } from './client-auth/client-authenticator.js';
import { EndSession } from './end-session.service.js';
import { DiscoveryController } from './endpoints/discovery.controller.js';
import {
  StandardIntrospectionController,
  StrictIntrospectionController,
} from './endpoints/introspection.controller.js';
import { Introspection } from './endpoints/introspection.service.js';
import { PreflightController } from './endpoints/preflight.controller.js';
import { StandardRevocationController, StrictRevocationController } from './endpoints/revocation.controller.js';
import { StandardTokenController, StrictTokenController } from './endpoints/token.controller.js';
import { GRANT_LIST, TokenEndpoint } from './endpoints/token-endpoint.service.js';
import { UserInfoController } from './endpoints/userinfo.controller.js';
import type { Grant } from './grants/grant.js';
import { GRANTS } from './grants/grants.js';
import { Replays } from './replays.service.js';
import { TokenIssuer } from './token-issuer.js';

@Module({
  imports: [
    ...[InstancesModule, AuditModule, KeysModule, UsersModule, ResourcesModule],
    ...[AppsModule, ConsentsModule, TokensModule, SessionsModule, LoginModule],
  ],
  controllers: [
    ...[StandardTokenController, StrictTokenController],
    ...[StandardIntrospectionController, StrictIntrospectionController],
    ...[StandardRevocationController, StrictRevocationController],
    ...[UserInfoController, DiscoveryController, PreflightController],
  ],
  providers: [
    ...[AuthorizationCodeStore, AuthorizationCodes, AuthorizationRequestStore, ParkedRequests, PastAuthorizations],
    ...[AuthorizationReader, Situations, OpenRequests, AuthorizationAnswers],
    ...[Authorization, ConsentDecisions, PendingAuthorizations, EndSession],
    ...[ClientAuthenticator, Introspection, TokenIssuer, Replays, TokenEndpoint],
    ...GRANTS,
    { provide: GRANT_LIST, useFactory: (...grants: Grant[]) => grants, inject: [...GRANTS] },
  ],
  exports: [Authorization, ConsentDecisions, PendingAuthorizations, PastAuthorizations, EndSession, TokenIssuer],
})
export class OAuth2Module {}
