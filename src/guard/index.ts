export { CurrentPrincipal, Public, Requires } from '../access/index.js';
export { AuthError, type ErrorCode } from '../core/errors.js';
export type { Bearer, BearerType, Credential, CredentialKind, Principal, Requirement } from '../core/principal.js';
export type { Scope } from '../core/scope.js';
export type { GuardOptions } from './guard-options.js';
export { type AsyncGuardOptions, GUARD_OPTIONS, LatchkeyGuardModule } from './latchkey-guard.module.js';
export { LatchkeyGuard } from './latchkey.guard.js';
export { LatchkeyVerifier } from './latchkey-verifier.js';
export { RefusalFilter } from './refusal.filter.js';
