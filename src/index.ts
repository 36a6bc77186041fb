export { CurrentPrincipal, Public, Requires } from './access/index.js';
export { AuthError, type ErrorCode } from './core/errors.js';
export type { Bearer, BearerType, Credential, Principal, Requirement } from './core/principal.js';
export type { Scope } from './core/scope.js';
export { LatchkeyModule, type LatchkeyOptions, type Surface } from './latchkey.module.js';
export { DemoSeed, Setup } from './operations/index.js';
export { Clock, createHttpApp, parseSettings, Random, Settings } from './platform/index.js';
