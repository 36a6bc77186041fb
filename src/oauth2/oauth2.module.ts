import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/index.js';
import { AppsModule } from '../apps/index.js';
import { AuditModule } from '../audit/index.js';
import { ConsentsModule } from '../consents/index.js';
import { InstancesModule } from '../instances/index.js';
import { KeysModule } from '../keys/index.js';
import { LoginModule } from '../login/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { Authorization } from './authorize/authorization.service.js';
import { AuthorizationAnswers } from './authorize/authorization-answers.service.js';
import { AuthorizationCodeStore } from './authorize/authorization-code.store.js';
import { AuthorizationCodes } from './authorize/authorization-codes.service.js';
import { AuthorizationReader } from './authorize/authorization-reader.service.js';
import { AuthorizationRequestStore } from './authorize/authorization-request.store.js';
import { Approvals } from './authorize/approvals.service.js';
import { ConsentDecisions } from './authorize/consent-decisions.service.js';
import { OpenRequests } from './authorize/open-requests.service.js';
import { OrganizationChoices } from './authorize/organization-choices.service.js';
import { OrganizationPicks } from './authorize/organization-picks.service.js';
import { ParkedRequests } from './authorize/parked-requests.service.js';
import { PastAuthorizations } from './authorize/past-authorizations.service.js';
import { PendingAuthorizations } from './authorize/pending-authorizations.service.js';
import { Situations } from './authorize/situations.service.js';
import { ClientAssertionStore } from './client-auth/client-assertion.store.js';
import { ClientAssertions } from './client-auth/client-assertions.service.js';
import { ClientVerificationKeys } from './client-auth/client-verification-keys.js';
import { ClientAuthenticator } from './client-auth/client-authenticator.js';
import {
  StandardDeviceAuthorizationController,
  StrictDeviceAuthorizationController,
} from './device/device-authorization.controller.js';
import { DeviceAuthorizationStore } from './device/device-authorization.store.js';
import { DeviceAuthorizations } from './device/device-authorizations.service.js';
import { DeviceAnswers } from './device/device-answers.service.js';
import { DeviceCodeStore } from './device/device-code.store.js';
import { DeviceCodes } from './device/device-codes.service.js';
import { DeviceDecisions } from './device/device-decisions.service.js';
import { DeviceEntrances } from './device/device-entrances.service.js';
import { EnteredDevices } from './device/entered-devices.service.js';
import { EndSession } from './end-session.service.js';
import { DiscoveryController } from './endpoints/discovery.controller.js';
import {
  StandardIntrospectionController,
  StrictIntrospectionController,
} from './endpoints/introspection.controller.js';
import { Introspection } from './endpoints/introspection.service.js';
import { PersonalRights } from './endpoints/personal-rights.js';
import { PreflightController } from './endpoints/preflight.controller.js';
import { RevocationFeedController } from './endpoints/revocation-feed.controller.js';
import { StandardRevocationController, StrictRevocationController } from './endpoints/revocation.controller.js';
import { StandardTokenController, StrictTokenController } from './endpoints/token.controller.js';
import { GRANT_LIST, TokenEndpoint } from './endpoints/token-endpoint.service.js';
import { UserInfoController } from './endpoints/userinfo.controller.js';
import { FirstPartyAccess } from './first-party/first-party-access.js';
import { FirstPartyChain } from './first-party/first-party-chain.js';
import { FirstPartyRefreshTokenStore } from './first-party/first-party-refresh-token.store.js';
import { FirstPartySecrets } from './first-party/first-party-secrets.js';
import { FirstPartySessions } from './first-party/first-party-sessions.js';
import { FirstPartyTokens } from './first-party/first-party-tokens.service.js';
import { BearerCredentials } from './grants/bearer-credentials.service.js';
import type { Grant } from './grants/grant.js';
import { GRANTS } from './grants/grants.js';
import { StandingGrants } from './grants/standing-grants.service.js';
import { OwnTokens } from './password-tokens/own-tokens.service.js';
import { PasswordTokenRecords } from './password-tokens/password-token-records.js';
import { PasswordTokens } from './password-tokens/password-tokens.service.js';
import { PersonalScopes } from './password-tokens/personal-scopes.js';
import { TokenOwners } from './password-tokens/token-owners.service.js';
import { Replays } from './replays.service.js';
import { TokenIssuer } from './token-issuer.js';

@Module({
  imports: [
    ...[InstancesModule, AuditModule, KeysModule, UsersModule, OrganizationsModule, ResourcesModule],
    ...[AppsModule, ConsentsModule, TokensModule, SessionsModule, LoginModule, ApiKeysModule, RevocationsModule],
  ],
  controllers: [
    ...[StandardTokenController, StrictTokenController],
    ...[StandardIntrospectionController, StrictIntrospectionController],
    ...[StandardRevocationController, StrictRevocationController],
    ...[StandardDeviceAuthorizationController, StrictDeviceAuthorizationController],
    ...[UserInfoController, DiscoveryController, PreflightController, RevocationFeedController],
  ],
  providers: [
    ...[AuthorizationCodeStore, AuthorizationCodes, AuthorizationRequestStore, ParkedRequests, PastAuthorizations],
    ...[AuthorizationReader, OrganizationChoices, OrganizationPicks, Situations, OpenRequests],
    ...[Approvals, AuthorizationAnswers],
    ...[Authorization, ConsentDecisions, PendingAuthorizations, EndSession],
    ...[ClientAssertionStore, ClientVerificationKeys, ClientAssertions],
    ...[ClientAuthenticator, Introspection, TokenIssuer, Replays, TokenEndpoint],
    ...[DeviceAuthorizationStore, DeviceAuthorizations, DeviceCodeStore, DeviceCodes],
    ...[DeviceEntrances, EnteredDevices, DeviceAnswers, DeviceDecisions],
    ...[FirstPartyRefreshTokenStore, FirstPartySecrets, FirstPartyChain],
    ...[FirstPartySessions, FirstPartyAccess, FirstPartyTokens],
    ...[StandingGrants, BearerCredentials],
    ...[PersonalScopes, PersonalRights, PasswordTokenRecords, PasswordTokens, TokenOwners, OwnTokens],
    ...GRANTS,
    { provide: GRANT_LIST, useFactory: (...grants: Grant[]) => grants, inject: [...GRANTS] },
  ],
  exports: [
    Authorization,
    ConsentDecisions,
    PendingAuthorizations,
    PastAuthorizations,
    EndSession,
    TokenIssuer,
    TokenEndpoint,
    FirstPartyTokens,
    ClientAuthenticator,
    DeviceAuthorizations,
    DeviceDecisions,
    DeviceEntrances,
    EnteredDevices,
    PersonalRights,
    PasswordTokens,
    TokenOwners,
    OwnTokens,
  ],
})
export class OAuth2Module {}
