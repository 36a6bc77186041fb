import { Injectable } from '@nestjs/common';
import { conflict, invalidInput } from '../core/errors.js';
import type { InstanceId, ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { isPrintableName } from '../core/text.js';
import { Instances, LONGEST_TOKEN_LIFETIME, SIGNING_ALGORITHMS } from '../instances/index.js';
import { Mint } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { Catalogue, type FoundScope, OPENID_SCOPES } from './catalogue.js';
import { DIRECTORY_SCOPES, directoryOf } from './directory.js';
import { type LocalizedText, type ResourceServer, ResourceStore } from './resource.store.js';

const SCOPE_NAME = /^[a-z][a-z0-9_]{2,63}\.[a-z][a-z0-9_]{2,63}\.(?:r|w|rw)$/;
const SERVER_NAME = /^[a-z][a-z0-9_]{2,63}$/;
/** RFC 8707 §2: an absolute URI without a fragment. No spaces, for several are sent as one text. */
const AUDIENCE = /^[\x21\x22\x24-\x7e]{1,512}$/;

export type NewResourceServer = Pick<ResourceServer, 'instanceId' | 'name' | 'title' | 'audience'> &
  Partial<Pick<ResourceServer, 'tokenFormat' | 'algorithm' | 'accessTokenLifetime'>>;

export interface NewScope {
  readonly name: string;
  readonly description: LocalizedText;
  readonly bearers?: readonly BearerType[];
}

/** Scopes that a search answers with. */
const MOST_FOUND = 20;

/** Resource servers and the scopes they define: the directory, which is built in, and those that an operator makes. */
@Injectable()
export class Resources {
  private readonly catalogues = new Map<InstanceId, Promise<Catalogue>>();

  constructor(
    private readonly store: ResourceStore,
    private readonly instances: Instances,
    private readonly revocations: Revocations,
    private readonly mint: Mint,
  ) {
    revocations.onRevoked(({ type }) => {
      if (type === 'instance') this.catalogues.clear();
    });
  }

  catalogue(instanceId: InstanceId): Promise<Catalogue> {
    const known = this.catalogues.get(instanceId);
    if (known) return known;
    const loading = this.load(instanceId);
    this.catalogues.set(instanceId, loading);
    loading.catch(() => this.catalogues.delete(instanceId));
    return loading;
  }

  /** For whoever types the name of a scope. */
  async search(instanceId: InstanceId, text: string): Promise<readonly FoundScope[]> {
    return (await this.catalogue(instanceId)).search(text, MOST_FOUND);
  }

  /** @throws invalid_input where the name is not `[a-z][a-z0-9_]{2,63}`, or a setting out of bounds; conflict where it is taken. */
  async create(input: NewResourceServer): Promise<ResourceServer> {
    assertSound(input);
    await this.assertFree(input);
    const id = this.mint.id<ResourceServerId>();
    const server: ResourceServer = { tokenFormat: 'jwt', algorithm: 'ES256', ...input, id };
    await this.store.insertServer(server, this.mint.now());
    await this.announce(input.instanceId);
    return server;
  }

  /** Names are `app.name.r`, `.w` or `.rw`, the first part being the resource server's own name. */
  async addScopes(server: ResourceServer, scopes: readonly NewScope[]): Promise<void> {
    for (const scope of scopes) {
      if (!SCOPE_NAME.test(scope.name) || !scope.name.startsWith(`${server.name}.`) || OPENID_SCOPES.has(scope.name)) {
        throw invalidInput(`'${scope.name}' is not a scope of ${server.name}: ${server.name}.<name>.(r|w|rw)`);
      }
      assertSentences(scope);
      await this.store.insertScope({
        id: this.mint.id(),
        instanceId: server.instanceId,
        scope: { bearers: ['person', 'organization', 'client'], ...scope, resourceServerId: server.id },
        now: this.mint.now(),
      });
    }
    await this.announce(server.instanceId);
  }

  private async assertFree({ instanceId, name, audience }: NewResourceServer): Promise<void> {
    const builtIn = directoryOf(await this.instances.getById(instanceId));
    const servers = [builtIn, ...(await this.store.listServers(instanceId))];
    const taken = servers.some((server) => server.name === name || server.audience === audience);
    if (taken) throw conflict(`a resource server named '${name}' or for '${audience}' exists`);
  }

  private async load(instanceId: InstanceId): Promise<Catalogue> {
    const [instance, servers, scopes] = await Promise.all([
      this.instances.getById(instanceId),
      this.store.listServers(instanceId),
      this.store.listScopes(instanceId),
    ]);
    return new Catalogue([directoryOf(instance), ...servers], [...DIRECTORY_SCOPES, ...scopes]);
  }

  private announce(instanceId: InstanceId): Promise<void> {
    return this.revocations.announce(instanceId, [{ type: 'instance', id: instanceId }]);
  }
}

/** @throws invalid_input */
function assertSound({
  name,
  title,
  audience,
  algorithm = 'ES256',
  accessTokenLifetime: lifetime = 1,
}: NewResourceServer): void {
  if (!SERVER_NAME.test(name)) throw invalidInput(`'${name}' is not a name for a resource server`);
  if (!isPrintableName(title)) throw invalidInput('a title is 1 to 200 printable characters');
  if (!AUDIENCE.test(audience) || !URL.canParse(audience)) throw invalidInput(`'${audience}' is not an absolute URI`);
  if (!SIGNING_ALGORITHMS.includes(algorithm)) throw invalidInput(`'${algorithm}' is not offered for signing`);
  // Keys and revocations are kept for so long, and no longer.
  if (!Number.isSafeInteger(lifetime) || lifetime < 1 || lifetime > LONGEST_TOKEN_LIFETIME) {
    throw invalidInput(`an access token lives at most ${LONGEST_TOKEN_LIFETIME} ms`);
  }
}

/** People read them before they agree. @throws invalid_input */
function assertSentences({ name, description: { en, de } }: NewScope): void {
  if (isPrintableName(en) && (de === undefined || isPrintableName(de))) return;
  throw invalidInput(`what '${name}' allows is said in 1 to 200 printable characters`);
}
