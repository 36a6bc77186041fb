import { Injectable } from '@nestjs/common';
import { conflict } from '../core/errors.js';
import type { InstanceId, ResourceServerId } from '../core/ids.js';
import { Instances } from '../instances/index.js';
import { Mint } from '../platform/index.js';
import { Revocations } from '../revocations/index.js';
import { Catalogue, type FoundScope } from './catalogue.js';
import { DIRECTORY_SCOPES, directoryOf } from './directory.js';
import { assertOperatorScope, assertSoundServer, type NewResourceServer, type NewScope } from './resource-rules.js';
import { type ResourceServer, ResourceStore } from './resource.store.js';

/** Scopes that a search answers with. */
const MOST_FOUND = 20;

/** Resource servers and the scopes they define: the directory, which is built in, those that an operator makes, and apps'. */
@Injectable()
export class Resources {
  private readonly catalogues = new Map<InstanceId, Promise<Catalogue>>();

  constructor(
    private readonly store: ResourceStore,
    private readonly instances: Instances,
    private readonly revocations: Revocations,
    private readonly mint: Mint,
  ) {
    // With an app its API comes and goes, and the title that people read.
    revocations.onRevoked(({ type }) => {
      if (type === 'instance' || type === 'app') this.catalogues.clear();
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

  /** All that stand, whether or not they are in service: the directory first. */
  async servers(instanceId: InstanceId): Promise<readonly ResourceServer[]> {
    const builtIn = directoryOf(await this.instances.getById(instanceId));
    return [builtIn, ...(await this.store.listServers(instanceId))];
  }

  /** @throws invalid_input where the name is not `[a-z][a-z0-9_]{2,63}`, or a setting out of bounds; conflict where it is taken. */
  async create(input: NewResourceServer): Promise<ResourceServer> {
    assertSoundServer(input);
    await this.assertFree(input);
    const id = this.mint.id<ResourceServerId>();
    const server: ResourceServer = { tokenFormat: 'jwt', algorithm: 'ES256', ...input, id };
    if (!(await this.store.insertServer(server, this.mint.now()))) throw serverTaken(input);
    await this.announce(input.instanceId);
    return server;
  }

  /** Names are `app.name.r`, `.w` or `.rw`, the first part being the resource server's own name, or plain words. @throws invalid_input, conflict */
  async addScopes(server: ResourceServer, scopes: readonly NewScope[]): Promise<void> {
    for (const scope of scopes) {
      assertOperatorScope(server.name, scope);
      const inserted = await this.store.insertScope({
        id: this.mint.id(),
        instanceId: server.instanceId,
        scope: { bearers: ['person', 'organization', 'client'], ...scope, resourceServerId: server.id },
        now: this.mint.now(),
      });
      if (!inserted) throw conflict(`the scope '${scope.name}' exists`, { fields: { name: 'already in use' } });
    }
    await this.announce(server.instanceId);
  }

  /** Whoever remembers the catalogue of the instance is to look again. */
  announce(instanceId: InstanceId): Promise<void> {
    return this.revocations.announce(instanceId, [{ type: 'instance', id: instanceId }]);
  }

  private async assertFree(input: NewResourceServer): Promise<void> {
    const { name, audience } = input;
    const servers = await this.servers(input.instanceId);
    if (servers.some((server) => server.name === name || server.audience === audience)) throw serverTaken(input);
  }

  private async load(instanceId: InstanceId): Promise<Catalogue> {
    const [servers, scopes] = await Promise.all([this.servers(instanceId), this.store.listScopes(instanceId)]);
    const inService = servers.filter(({ app }) => app?.isActive ?? true);
    return new Catalogue(inService, [...DIRECTORY_SCOPES, ...scopes]);
  }
}

function serverTaken({ name, audience }: NewResourceServer): Error {
  return conflict(`a resource server named '${name}' or for '${audience}' exists`);
}
