import { readDatabaseLimits, readReplicaSettings } from './cluster-settings.js';
import { HTTPS_ONLY_SURFACES, type HttpsOnlySurface } from './http/https-only-surfaces.js';
import { TrustedProxies } from './http/trusted-proxies.js';
import { type Mailbox, readMailSettings, type SmtpServer } from './mail-settings.js';
import { readMetricsSettings } from './metrics-settings.js';
import { readRedisSettings } from './redis-settings.js';
import type { Environment } from './settings-reader.js';
import { SettingsReader } from './settings-reader.js';
import { type OpenIdProviderSettings, readSocialSettings } from './social-settings.js';

export type { Environment } from './settings-reader.js';
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const REQUEST_RATE = { fallback: 0, minimum: 0, maximum: 1_000_000 };
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set, parsed once. Lifetimes and intervals are milliseconds here and durations (`90s`, `15m`, `12h`, `30d`) outside. */
export class Settings {
  /** `HOST`: the address to listen on. Default: `127.0.0.1` while demo data with known passwords is seeded, else `0.0.0.0`. */
  readonly host: string;
  /** `PORT`: default `3000`; `0` takes a free one. */
  readonly port: number;
  /** `PUBLIC_URL`: where browsers and clients reach the service; issuer and links are built from it, never from a request. No trailing slash. Required in production; default `http://localhost:<PORT>`. */
  readonly publicUrl: string;
  /** `DATABASE_URL`: `sqlite:<file>` or `postgres://…`. Default `sqlite:data/latchkey.sqlite`. */
  readonly databaseUrl: string;
  /** `DATABASE_POOL_SIZE`: connections to PostgreSQL, for each process. Default `10`. */
  readonly databasePoolSize: number;
  /** `DATABASE_CONNECT_TIMEOUT`: how long a request waits at most for a connection to PostgreSQL (milliseconds); then it is answered 503. Default `1500`. */
  readonly databaseConnectTimeout: number;
  /** `DATABASE_STATEMENT_TIMEOUT`: how long one statement may take on PostgreSQL (milliseconds), and half a second more until its connection is given up; then the request is answered 503. Default `2500`. */
  readonly databaseStatementTimeout: number;
  /** `REDIS_URL`: where replicas wake each other when something is revoked, and count wrong passwords and other limited attempts together: `redis://user:password@host:port/database`, with TLS `rediss://…`; `?cluster=true` at the end where the host is a node of a cluster. An accelerator only: without it, or while it does not answer within `REDIS_TIMEOUT`, each process reads what was revoked every `FEED_INTERVAL` and counts by itself, and a guesser gets at most one limit from each. Safe to flush. */
  readonly redisUrl?: string;
  /** `REDIS_PREFIX`: begins every key and channel in Redis, so that installations can share one. Default `latchkey:`. */
  readonly redisPrefix: string;
  /** `REDIS_TIMEOUT`: how long a request waits for Redis at most (milliseconds); then this process goes on by itself, and asks again once it has connected anew. Default `100`. */
  readonly redisTimeout: number;
  /** `LATCHKEY_SECRET`: master secret, from which the keys that seal private keys are derived; at least 32 characters in production. Empty when not set: then the caller brings a generated one. */
  readonly secret: string;
  /** `DEFAULT_INSTANCE`: the instance of the routes without one in the path. Default `demo`. */
  readonly defaultInstance: string;
  /** `SEED_DEMO`: whether an empty database gets a demo user and demo apps. Default `true`; refused in production. */
  readonly seedDemo: boolean;
  /** `HTTP_ADAPTER`: `fastify` (default) or `express`. */
  readonly httpAdapter: 'fastify' | 'express';
  /** `TRUSTED_PROXIES`: addresses and networks (CIDR), comma separated, whose `X-Forwarded-*` are believed. Default: none. */
  readonly trustedProxies: readonly string[];
  /** `SMTP_URL`: the server that takes mail: `smtp://user:password@host:port` (STARTTLS where it is offered; port 587 unless told) or `smtps://…` (TLS from the start; port 465); what is special in user and password is percent-encoded. Without it, mail waits in production; elsewhere it is not sent but shown at `/dev/mail`. */
  readonly smtp?: SmtpServer;
  /** `SMTP_STARTTLS`: TLS to an `smtp:` server: `required`; `offered`: where the server offers it; `never`, for one on the same machine. The certificate has to be valid. Default `required` where `SMTP_URL` has a user, else `offered`. */
  readonly smtpStartTls: 'required' | 'offered' | 'never';
  /** `SMTP_CA`: certificates (PEM) that the SMTP server’s may be signed by, beside the well-known authorities. Default: none. */
  readonly smtpAuthorities?: string;
  /** `MAIL_FROM`: the sender of all mail: an address, or `Name <address>`. The name is the instance’s where there is none. Default `no-reply@` the host of `PUBLIC_URL`. */
  readonly mailFrom: Mailbox;
  /** `LOG_LEVEL`: `trace`, `debug`, `info` (default), `warn`, `error`, `fatal` or `silent`. */
  readonly logLevel: LogLevel;
  /** `NODE_ENV`: `true` when it is `production`. */
  readonly production: boolean;
  /** `SESSION_COOKIE`: name of the session cookie. Default `ZEYOSID`. */
  readonly sessionCookie: string;
  /** `SESSION_IDLE_LIFETIME`: how long a session lives without a request (milliseconds here). Default `12h`. */
  readonly sessionIdleLifetime: number;
  /** `SESSION_ABSOLUTE_LIFETIME`: how long a session lives at most (milliseconds here). Default `30d`. */
  readonly sessionAbsoluteLifetime: number;
  /** `PASSWORD_MINIMUM_LENGTH`: characters. Default `8`; never less. */
  readonly passwordMinimumLength: number;
  /** `REQUIRE_PKCE`: whether confidential clients need PKCE too; public ones always do. Default `false`. */
  readonly requirePkce: boolean;
  /** `BODY_LIMIT`: bytes of a request body. Default `65536`. */
  readonly bodyLimit: number;
  /** `INSTANCE_REQUESTS_PER_SECOND`: how many requests each process takes for one instance, after a burst of two seconds' worth; the others are answered 429 with `Retry-After`. Default `0`: no limit. */
  readonly instanceRequestsPerSecond: number;
  /** `KEY_LIFETIME`: how long a signing key signs before the next one takes over (milliseconds here); one replica sees to it. `0`: until `keys rotate`. Default `90d`. */
  readonly keyLifetime: number;
  /** `FEED_INTERVAL`: how often a replica reads the revocations of the others (milliseconds). Default `200`; at most `500`. */
  readonly feedInterval: number;
  /** `SHUTDOWN_DELAY`: how long a server that is told to stop goes on serving while `/health/ready` answers 503, so that balancers stop sending first (milliseconds). Requests that are on their way are finished after it; the process is gone within ten seconds. Default `0`, in production `2000`; at most `5000`. */
  readonly shutdownDelay: number;
  /** `OUTBOX_INTERVAL`: how often a replica looks for events and webhooks that others have left undelivered (milliseconds); its own go out at once. Default `1000`, at most `60000`; with `0` this process delivers nothing. */
  readonly outboxInterval: number;
  /** `WEBHOOKS_ALLOW_PRIVATE`: whether webhooks may go to addresses that are not public, such as those of this machine and its network. Default `false`. */
  readonly webhooksAllowPrivate: boolean;
  /** `WEBHOOKS_ALLOW_HTTP`: whether webhooks may go to URLs without TLS. Default `true`, in production `false`. */
  readonly webhooksAllowHttp: boolean;
  /** `CLIENT_KEYS_ALLOW_PRIVATE`: whether the `jwks_uri` of a client may be at an address that is not public, and without TLS: for development. Default `false`. */
  readonly clientKeysAllowPrivate: boolean;
  /** `GITHUB_CLIENT_ID`: our id at GitHub; with it and its secret, people may sign in with GitHub. Its callback addresses are `{PUBLIC_URL}/{instance}/social/github/callback` and `{PUBLIC_URL}/api/auth/github/callback`. Default: none. */
  readonly githubClientId?: string;
  /** `GITHUB_CLIENT_SECRET`: our secret at GitHub. */
  readonly githubClientSecret?: string;
  /** `GITHUB_URL`: where GitHub’s pages are: another address for GitHub Enterprise. Default `https://github.com`. */
  readonly githubUrl: string;
  /** `GITHUB_API_URL`: where GitHub’s API is. Default `https://api.github.com`. */
  readonly githubApiUrl: string;
  /** `GOOGLE_CLIENT_ID`: our id at Google; with it and its secret, people may sign in with Google. Its callback addresses are those of GitHub with `google` in them. Default: none. */
  readonly googleClientId?: string;
  /** `GOOGLE_CLIENT_SECRET`: our secret at Google. */
  readonly googleClientSecret?: string;
  /** `GOOGLE_ISSUER`: Google’s OpenID issuer. Default `https://accounts.google.com`. */
  readonly googleIssuer: string;
  /** `OIDC_PROVIDERS`: other OpenID providers by which people may sign in: a JSON list of `{"name", "title", "issuer", "clientId", "clientSecret", "scopes"}`; `name` stands in the path, `scopes` is `["openid","profile","email"]` unless told. A provider at an address that is not public, or without TLS, is reached at exactly the origin that is configured. Default: none. */
  readonly openIdProviders: readonly OpenIdProviderSettings[];
  /** `FRONTEND_URL`: the product’s own front end, to which a sign-in that began at `/api/auth/github` or `/api/auth/google` returns: `{FRONTEND_URL}/auth/callback?provider=github`, or `{FRONTEND_URL}/auth/error?message=authentication_failed`. Without it, it ends on our own account page. Default: none. */
  readonly frontendUrl?: string;
  /** `HTTPS_ONLY`: surfaces that answer 403 to plain HTTP before any credential is looked at, comma separated: `oauth2` (`/oauth2`), `instances` (`/{instance}/oauth2/v1`), `oauth` (`/oauth`), `api` (`/api`, `/{instance}/api`), `pages` (everything else), `all`, or `none`. Health is never refused. HTTPS is what arrives by TLS, or what a proxy of `TRUSTED_PROXIES` says in `X-Forwarded-Proto`. Default `none`, in production `oauth2`. */
  readonly httpsOnly: ReadonlySet<HttpsOnlySurface>;
  /** `METRICS_TOKEN`: who sends it as a bearer token may read `/metrics`: 16 to 256 of `A-Za-z0-9._~-`. Default: none. */
  readonly metricsToken?: string;
  /** `METRICS_ALLOW`: addresses and networks (CIDR), comma separated, that may read `/metrics` without a token; to everybody else it does not exist. A request that a proxy has passed on counts only where the proxy is one of `TRUSTED_PROXIES`, and then as the caller’s. Default: this machine, `127.0.0.0/8,::1`; nobody where `METRICS_TOKEN` is set. */
  readonly metricsAllow: readonly string[];

  /** Use `parseSettings`; this one reads and leaves the judging to the reader it is given. */
  constructor(read: SettingsReader) {
    this.production = read.text('NODE_ENV', '') === 'production';
    this.seedDemo = read.flag('SEED_DEMO', !this.production);
    this.host = read.text('HOST', this.seedDemo ? '127.0.0.1' : '0.0.0.0');
    this.port = read.integer('PORT', { fallback: 3000, minimum: 0, maximum: 65_535 });
    this.publicUrl = read.publicUrl('PUBLIC_URL', `http://localhost:${this.port}`);
    this.databaseUrl =
      read.url('DATABASE_URL', ['sqlite:', 'postgres:', 'postgresql:']) ?? 'sqlite:data/latchkey.sqlite';
    Object.assign(this, readDatabaseLimits(read), readRedisSettings(read), readMailSettings(read, this.publicUrl));
    Object.assign(this, readSocialSettings(read), readMetricsSettings(read));
    Object.assign(this, readReplicaSettings(read, this.production));
    this.secret = read.text('LATCHKEY_SECRET', '');
    this.defaultInstance = read.matching('DEFAULT_INSTANCE', 'demo', /^[a-z][a-z0-9-]{1,62}$/);
    this.httpAdapter = read.oneOf('HTTP_ADAPTER', ['fastify', 'express']);
    this.trustedProxies = read.list('TRUSTED_PROXIES', (entry) => new TrustedProxies([entry]));
    this.logLevel = read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info');
    this.sessionCookie = read.matching('SESSION_COOKIE', 'ZEYOSID', /^[A-Za-z0-9_-]{1,64}$/);
    this.sessionIdleLifetime = read.duration('SESSION_IDLE_LIFETIME', '12h');
    this.sessionAbsoluteLifetime = read.duration('SESSION_ABSOLUTE_LIFETIME', '30d');
    this.passwordMinimumLength = read.integer('PASSWORD_MINIMUM_LENGTH', { fallback: 8, minimum: 8, maximum: 64 });
    this.requirePkce = read.flag('REQUIRE_PKCE', false);
    this.bodyLimit = read.integer('BODY_LIMIT', { fallback: 65_536, minimum: 1_024, maximum: 1_048_576 });
    this.instanceRequestsPerSecond = read.integer('INSTANCE_REQUESTS_PER_SECOND', REQUEST_RATE);
    this.keyLifetime = read.durationOrNone('KEY_LIFETIME', '90d');
    this.webhooksAllowPrivate = read.flag('WEBHOOKS_ALLOW_PRIVATE', false);
    this.webhooksAllowHttp = read.flag('WEBHOOKS_ALLOW_HTTP', !this.production);
    this.clientKeysAllowPrivate = read.flag('CLIENT_KEYS_ALLOW_PRIVATE', false);
    this.httpsOnly = read.choices('HTTPS_ONLY', HTTPS_ONLY_SURFACES, this.production ? 'oauth2' : 'none');
  }
}

/** Throws one error that lists everything that is wrong, by the variables' names and without their values. */
export function parseSettings(environment: Environment): Settings {
  const read = new SettingsReader(environment);
  const settings = new Settings(read);
  if (settings.production) assertFitForProduction(settings, read);
  if (settings.sessionIdleLifetime > settings.sessionAbsoluteLifetime) {
    read.refuse('SESSION_IDLE_LIFETIME', 'is longer than SESSION_ABSOLUTE_LIFETIME');
  }
  if (read.problems.length > 0) throw new Error(`The settings are not valid:\n${read.problems.join('\n')}`);
  return settings;
}

const SAMPLE =
  /change.?me|change.?this|replace|example|sample|secret|password|default|insecure|placeholder|0123456789|12345678|abcdefgh/i;

function assertFitForProduction(settings: Settings, read: SettingsReader): void {
  const { secret } = settings;
  if (secret.length < 32) read.refuse('LATCHKEY_SECRET', 'needs at least 32 characters in production');
  else if (SAMPLE.test(secret) || new Set(secret).size < 10)
    read.refuse('LATCHKEY_SECRET', 'looks like a sample: generate one');
  if (!read.has('PUBLIC_URL')) read.refuse('PUBLIC_URL', 'is required in production');
  if (settings.seedDemo) read.refuse('SEED_DEMO', 'can not be true in production');
}
