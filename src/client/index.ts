/** The client for callers of the service: `latchkey/client`. In browsers and in Node, with no dependency. */
export { type Api, operation, type OperationOf, type Operations, type Route } from './api.js';
export type * from './api.generated.js';
export type { AuthMode } from './auth-modes.js';
export type { AuthorizationCallback, AuthorizationRequest, ExpectedCallback } from './authorization.js';
export type { CallOptions, Content } from './calls.js';
export {
  type ClientOptions,
  createClient,
  type LatchkeyClient,
  type OAuthOptions,
  type TokenAccess,
} from './client.js';
export type { SessionOptions } from './identity.js';
export { LatchkeyError } from './latchkey-error.js';
export type { CodeExchange, Introspection, RefreshRequest, StartedAuthorization, UserInfo } from './oauth2.js';
export type { Platform } from './platform-address.js';
export { createPkce, createState, type Pkce } from './proof.js';
export type { PasswordLogin, PasswordTokenRequest, SignedIn } from './session.js';
export type { IssuedTokenSet, TokenAnswer, TokenSet, TokenSetInput } from './token-set.js';
export { memoryStore, type TokenStore } from './token-store.js';
export type { Fetch, RetryOptions } from './transport.js';
