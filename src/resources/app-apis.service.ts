import { Injectable } from '@nestjs/common';
import { conflict, invalidInput, notFound } from '../core/errors.js';
import type { AppId, InstanceId, ResourceServerId } from '../core/ids.js';
import { Instances } from '../instances/index.js';
import { Mint } from '../platform/index.js';
import {
  assertSoundScope,
  assertSoundServer,
  assertVendorAudience,
  isSameAudience,
  isServerName,
  type NewScope,
} from './resource-rules.js';
import { type ResourceServer, ResourceStore, type ScopeDefinition } from './resource.store.js';
import { Resources } from './resources.service.js';

/** Scopes of one app. */
const MOST_SCOPES = 100;

/** The app whose API it is. */
export interface ApiOwner {
  readonly id: AppId;
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly title: string;
}

export interface ScopeRegistration {
  readonly scope: NewScope & Required<Pick<NewScope, 'bearers'>>;
  /** `aud` of the tokens for the API: absent, the one that it has, or one that nobody else can have. */
  readonly audience?: string;
}

/** What an app offers to other apps. */
export interface AppApi {
  /** Absent before the first scope. */
  readonly audience?: string;
  /** By name. */
  readonly scopes: readonly ScopeDefinition[];
}

/**
 * The APIs of apps: resource servers that hang on the app by its id and are in service while the app is active. They never take
 * a name or an audience that is an operator's, and an operator's server never becomes an app's. Joins the running transaction,
 * and there has to be one around what changes something.
 */
@Injectable()
export class AppApis {
  constructor(
    private readonly resources: Resources,
    private readonly store: ResourceStore,
    private readonly instances: Instances,
    private readonly mint: Mint,
  ) {}

  async show(appId: AppId): Promise<AppApi> {
    const server = await this.store.findServerOf(appId);
    return { audience: server?.audience, scopes: server ? await this.store.listScopesOf(server.id) : [] };
  }

  /** The first scope makes the API. @throws invalid_input; conflict where the scope, the name or the audience is taken */
  async register(owner: ApiOwner, { scope, audience }: ScopeRegistration): Promise<void> {
    assertPrefix(owner);
    assertSoundScope(owner.name, scope);
    if (audience !== undefined) await this.assertAudience(owner, audience);
    const existing = await this.store.findServerOf(owner.id);
    const server = existing ? await this.withAudience(existing, audience) : await this.open(owner, audience);
    if ((await this.store.listScopesOf(server.id)).length >= MOST_SCOPES) {
      throw conflict(`an app has at most ${MOST_SCOPES} scopes of its own`);
    }
    await this.resources.addScopes(server, [scope]);
  }

  /**
   * Nobody can ask for it any more, and it can no longer be used where it was granted: the rest of such a grant can. The API
   * keeps its audience, so that no other app becomes the reader of its tokens.
   * @throws not_found
   */
  async remove({ id, instanceId }: ApiOwner, name: string): Promise<void> {
    const server = await this.store.findServerOf(id);
    const isRemoved = server && (await this.store.removeScope(server.id, name));
    if (!isRemoved) throw notFound('there is no such scope');
    await this.resources.announce(instanceId);
  }

  private async open(owner: ApiOwner, chosen?: string): Promise<ResourceServer> {
    const { instanceId, name, title } = owner;
    const app = { id: owner.id, isActive: true, isPrivate: false };
    // A URN of the app's own id: stable wherever the service moves, and nobody can choose it.
    const audience = chosen ?? `urn:uuid:${owner.id}`;
    const id = this.mint.id<ResourceServerId>();
    const server: ResourceServer = {
      id,
      instanceId,
      name,
      title,
      audience,
      app,
      tokenFormat: 'jwt',
      algorithm: 'ES256',
    };
    assertSoundServer(server);
    const servers = await this.resources.servers(instanceId);
    if (servers.some((other) => other.name === name)) throw nameTaken(name);
    if (!(await this.store.insertServer(server, this.mint.now()))) throw audienceTaken();
    return server;
  }

  /** Its tokens are known by the audience, so it stays while there may be any. @throws conflict */
  private async withAudience(server: ResourceServer, audience = server.audience): Promise<ResourceServer> {
    if (audience === server.audience) return server;
    if ((await this.store.listScopesOf(server.id)).length > 0) {
      throw conflict('the audience can be changed while the app has no scopes', { fields: { audience: 'in use' } });
    }
    if (!(await this.store.setAudience(server, audience))) throw audienceTaken();
    return { ...server, audience };
  }

  private async assertAudience({ id, instanceId }: ApiOwner, audience: string): Promise<void> {
    const { issuer } = await this.instances.getById(instanceId);
    const servers = await this.resources.servers(instanceId);
    const isOwn = servers.some(({ app, audience: own }) => app?.id === id && own === audience);
    if (isOwn) return;
    assertVendorAudience(audience, new URL(issuer).origin);
    const others = servers.filter(({ app }) => app?.id !== id);
    if (others.some((other) => isSameAudience(other.audience, audience))) throw audienceTaken();
  }
}

/** @throws invalid_input */
function assertPrefix({ name }: ApiOwner): void {
  if (isServerName(name)) return;
  throw invalidInput(
    `the scopes of an app begin with its technical name, and '${name}' can not begin one: only a-z, 0-9 and _ can`,
    { fields: { name: 'the technical name of the app has another character than a-z, 0-9 and _' } },
  );
}

function nameTaken(name: string): Error {
  return conflict(`'${name}' begins the scopes of another API`, { fields: { name: 'already in use' } });
}

function audienceTaken(): Error {
  return conflict('this is the audience of another API', { fields: { audience: 'already in use' } });
}
