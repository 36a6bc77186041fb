export { Authorization, type AuthorizationOutcome } from './authorize/authorization.service.js';
export { ConsentDecisions, type ConsentDecision } from './authorize/consent-decisions.service.js';
export type { PendingAuthorization, RequestedScope } from './authorize/pending-authorization.js';
export { PastAuthorizations } from './authorize/past-authorizations.service.js';
export { PendingAuthorizations } from './authorize/pending-authorizations.service.js';
export type { Delivery } from './authorize/response-mode.js';
export { EndSession, type EndSessionOutcome } from './end-session.service.js';
export { OAuth2Module } from './oauth2.module.js';
export { TokenIssuer } from './token-issuer.js';
