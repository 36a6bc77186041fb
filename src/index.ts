export { CurrentPrincipal, Public, Requires } from './access/index.js';
export { AuthError, type ErrorCode } from './core/errors.js';
export type { Bearer, BearerType, Credential, Principal, Requirement } from './core/principal.js';
export type { Scope } from './core/scope.js';
export { LatchkeyModule } from './latchkey.module.js';
export { Clock, createHttpApp, parseSettings, Random, Settings } from './platform/index.js';
