import { invalidScope, invalidTarget } from '../core/errors.js';
import type { AppId, ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import type { Scope } from '../core/scope.js';
import type { SigningAlgorithm } from '../instances/index.js';
import type { LocalizedText, ResourceServer, ScopeDefinition, TokenFormat } from './resource.store.js';

/** The scopes of OpenID Connect Core §5.4 and §11; they concern a person and our own userinfo endpoint. */
export const OPENID_SCOPES: ReadonlyMap<string, LocalizedText> = new Map([
  ['openid', { en: 'Sign you in and know which account is yours', de: 'Sie anmelden und Ihr Konto wiedererkennen' }],
  ['profile', { en: 'See your name, language and time zone', de: 'Ihren Namen, Ihre Sprache und Zeitzone sehen' }],
  ['email', { en: 'See your e-mail address', de: 'Ihre E-Mail-Adresse sehen' }],
  [
    'offline_access',
    { en: 'Stay connected while you are signed out', de: 'Verbunden bleiben, wenn Sie abgemeldet sind' },
  ],
]);

/** For which audiences a token is, and how it is made for them. */
export interface Target {
  readonly audience: readonly string[];
  readonly format: TokenFormat;
  readonly algorithm: SigningAlgorithm;
  /** Milliseconds; absent where no resource server limits it. */
  readonly lifetime?: number;
}

/** A scope that an app may want. */
export interface FoundScope extends Pick<ScopeDefinition, 'name' | 'description' | 'bearers'> {
  /** The title of the API that defines it. */
  readonly api: string;
}

export interface TargetDefaults {
  /** The instance's own API (userinfo, management), named by its issuer. */
  readonly issuer: string;
  readonly format: TokenFormat;
  readonly algorithm: SigningAlgorithm;
}

/** All that those of an instance's resource servers define that are in service, at one moment. */
export class Catalogue {
  private readonly servers: ReadonlyMap<ResourceServerId, ResourceServer>;
  private readonly scopes: ReadonlyMap<string, ScopeDefinition>;

  constructor(servers: readonly ResourceServer[], scopes: readonly ScopeDefinition[]) {
    this.servers = new Map(servers.map((server) => [server.id, server]));
    const inService = scopes.filter(({ resourceServerId }) => this.servers.has(resourceServerId));
    this.scopes = new Map(inService.map((scope) => [scope.name, scope]));
  }

  /** @throws invalid_scope naming the first scope that does not exist or does not fit the bearer. */
  assertAvailable(scope: Scope, bearer: BearerType): void {
    for (const name of scope) {
      if (!this.fits(name, bearer)) throw invalidScope(`the scope '${name}' is not available here`);
    }
  }

  /** What of `scope` exists now and fits the bearer: a withdrawn scope shrinks what was granted before. */
  available(scope: Scope, bearer: BearerType): Scope {
    return new Set([...scope].filter((name) => this.fits(name, bearer)));
  }

  /** @throws invalid_scope */
  assertKnown(name: string): void {
    if (!OPENID_SCOPES.has(name) && !this.scopes.has(name)) throw invalidScope(`the scope '${name}' does not exist`);
  }

  describe(name: string): LocalizedText {
    return this.scopes.get(name)?.description ?? OPENID_SCOPES.get(name) ?? { en: name };
  }

  /** Those that are for everybody to know. */
  names(): readonly string[] {
    return [...OPENID_SCOPES.keys(), ...this.published().map(({ name }) => name)];
  }

  /** @throws invalid_target (RFC 8707 §2) where one of `resources` is not an audience of the scope. */
  target(scope: Scope, defaults: TargetDefaults, resources: readonly string[] = []): Target {
    const servers = this.serversOf(scope);
    if (resources.length === 0) return combine(servers, concernsOwnApi(scope) ? defaults : undefined);
    const chosen = servers.filter((server) => resources.includes(server.audience));
    const own = resources.includes(defaults.issuer) && concernsOwnApi(scope);
    // The directory and our other routes are one audience: counting would let another resource through.
    const covered = new Set([...chosen.map(({ audience }) => audience), ...(own ? [defaults.issuer] : [])]);
    if (!resources.every((resource) => covered.has(resource))) {
      throw invalidTarget('the resource is not covered by the scope');
    }
    return combine(chosen, own ? defaults : undefined);
  }

  /** The API that a technical name stands for, where an operator's resource server is called so. */
  audienceOf(name: string): string | undefined {
    return [...this.servers.values()].find((server) => server.name === name && !server.app)?.audience;
  }

  /** The API that an app has made by registering scopes, while the app is active. */
  audienceOfApp(id: AppId): string | undefined {
    return [...this.servers.values()].find(({ app }) => app?.id === id)?.audience;
  }

  /** Those whose name holds the text, the ones that begin with it first; OpenID's own are not for choosing. */
  search(text: string, limit: number): readonly FoundScope[] {
    const found = this.published().filter(({ name }) => name.includes(text));
    const beginsWith = ({ name }: ScopeDefinition): number => Number(name.startsWith(text));
    return found
      .sort((a, b) => beginsWith(b) - beginsWith(a))
      .slice(0, limit)
      .map((scope) => this.found(scope));
  }

  private published(): ScopeDefinition[] {
    return [...this.scopes.values()].filter(
      ({ resourceServerId }) => !this.servers.get(resourceServerId)?.app?.isPrivate,
    );
  }

  private fits(name: string, bearer: BearerType): boolean {
    if (OPENID_SCOPES.has(name)) return bearer === 'person';
    return this.scopes.get(name)?.bearers.includes(bearer) ?? false;
  }

  private found({ name, description, bearers, resourceServerId }: ScopeDefinition): FoundScope {
    return { name, description, bearers, api: this.servers.get(resourceServerId)?.title ?? '' };
  }

  private serversOf(scope: Scope): ResourceServer[] {
    const ids = new Set([...scope].map((name) => this.scopes.get(name)?.resourceServerId));
    return [...this.servers.values()].filter((server) => ids.has(server.id));
  }
}

// A token without any scope is still a proof of who calls; only we can make something of it.
function concernsOwnApi(scope: Scope): boolean {
  return scope.size === 0 || [...scope].some((name) => OPENID_SCOPES.has(name));
}

// Opaque wins: a resource server that must not see claims can introspect anything, never the other way round.
function combine(servers: readonly ResourceServer[], own: TargetDefaults | undefined): Target {
  const formats = [...servers.map((server) => server.tokenFormat), ...(own ? [own.format] : [])];
  const lifetimes = servers.flatMap((server) => server.accessTokenLifetime ?? []);
  return {
    audience: [...new Set([...servers.map((server) => server.audience), ...(own ? [own.issuer] : [])])],
    format: formats.includes('opaque') ? 'opaque' : 'jwt',
    algorithm: servers[0]?.algorithm ?? own?.algorithm ?? 'ES256',
    lifetime: lifetimes.length > 0 ? Math.min(...lifetimes) : undefined,
  };
}
