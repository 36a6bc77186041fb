export { Clock, SystemClock } from './clock.js';
export { Database } from './database.js';
export { isDatabaseUnavailable, isUniqueViolation } from './database-error.js';
export { GroupCommit } from './group-commit.js';
export { backoff, MAXIMUM_ATTEMPTS } from './backoff.js';
export { InstanceData } from './instance-data.js';
export { AppLogger } from './logger.js';
export type { Mailbox, SmtpServer } from './mail-settings.js';
export { Metrics } from './metrics.js';
export { Mint } from './mint.js';
export { Outbox, type OutboxMessage } from './outbox.js';
export type { ClaimedMessage, WrittenMessage } from './outbox.store.js';
export { type Deliverer, OutboxWorker } from './outbox-worker.js';
export { PasswordHasher } from './password-hasher.js';
export { PlatformModule } from './platform.module.js';
export type { PlatformOptions } from './platform.module.js';
export { Random, SystemRandom } from './random.js';
export { RedisConnection } from './redis-connection.js';
export { parseSettings, Settings } from './settings.js';
export type { OpenIdProviderSettings } from './social-settings.js';
export { standaloneSettings } from './standalone-settings.js';
export type { Environment, LogLevel } from './settings.js';
export { Terminal } from './terminal.js';
export { addressGroup, type Hit, Throttle } from './throttle.js';
export type { Counters } from './counters.js';
export { type Allowance, LocalCounters } from './local-counters.js';
export type { Limit } from '../core/limits.js';
export { Vault } from './vault.js';
export { WakeUp } from './wake-up.js';
export { WorkLoop } from './work-loop.js';
export { AddressRanges } from './http/address-ranges.js';
export { stopGracefully, stopOnSignals } from './http/graceful-stop.js';
export { Readiness } from './http/readiness.js';
export type { CookieOptions } from './http/cookies.js';
export { createHttpApp } from './http/create-http-app.js';
export {
  allowAnyOrigin,
  allowCredentials,
  announcePreflight,
  AnyOrigin,
  AnyOriginErrorFilter,
  Preflight,
} from './http/cross-origin.js';
export { FirstPartyErrorFilter, RefusesFirstParty } from './http/first-party-error.filter.js';
export { HttpReply, Reply } from './http/http-reply.js';
export { isImageUrl, type PagePolicy } from './http/security-headers.js';
export { OAuthErrorFilter } from './http/oauth-error.filter.js';
export { describeRefusals } from './http/refusal-advice.js';
export { refusalOf } from './http/refusal.js';
export { Refuses } from './http/refuses.decorator.js';
export { Context, contextOf, RequestContext } from './http/request-context.js';
export { MALFORMED_INPUT } from './http/validation.js';
export { assertNotForeign, assertSameOrigin, isForeignPost } from './http/same-origin.js';
export { guardedFetch, type OutboundRequest } from './outbound/guarded-fetch.js';
export { downloadJson } from './outbound/json-download.js';
export { outboundProblem, type OutboundPolicy } from './outbound/outbound-url.js';
export { NOT_PUBLIC, publicOnly } from './outbound/public-lookup.js';
