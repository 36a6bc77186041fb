export { Authorization, type AuthorizationOutcome } from './authorize/authorization.service.js';
export { ConsentDecisions, type ConsentDecision } from './authorize/consent-decisions.service.js';
export type { PickedOrganization } from './authorize/organization-picks.service.js';
export type { OrganizationQuestion, PendingAuthorization, RequestedScope } from './authorize/pending-authorization.js';
export { PastAuthorizations } from './authorize/past-authorizations.service.js';
export { PendingAuthorizations } from './authorize/pending-authorizations.service.js';
export type { Delivery } from './authorize/response-mode.js';
export { DeviceAuthorizationResponseDto } from './device/device-authorization.dto.js';
export {
  DeviceAuthorizations,
  type DeviceRequest,
  type StartedDeviceAuthorization,
} from './device/device-authorizations.service.js';
export { DeviceDecisions } from './device/device-decisions.service.js';
export { DeviceEntrances } from './device/device-entrances.service.js';
export { EnteredDevices, type PendingDevice } from './device/entered-devices.service.js';
export { bodyParameters } from './endpoints/client-request.js';
export { TokenEndpoint } from './endpoints/token-endpoint.service.js';
export { EndSession, type EndSessionOutcome } from './end-session.service.js';
export {
  type FirstPartyPair,
  type FirstPartySignInRecord,
  FirstPartyTokens,
} from './first-party/first-party-tokens.service.js';
export type { ClientRequest } from './client-auth/client-authentication.js';
export { ClientAuthenticator } from './client-auth/client-authenticator.js';
export type { IssuedTokens } from './grants/grant.js';
export { PersonalRights } from './endpoints/personal-rights.js';
export { OwnTokens } from './password-tokens/own-tokens.service.js';
export { PasswordTokens } from './password-tokens/password-tokens.service.js';
export { type TokenOwner, TokenOwners } from './password-tokens/token-owners.service.js';
export { OAuth2Module } from './oauth2.module.js';
export { TokenIssuer } from './token-issuer.js';
