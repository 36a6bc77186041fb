import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { invalidInput, notFound } from '../core/errors.js';
import type { AppId, ClientId, InstanceId } from '../core/ids.js';
import { assertRegistrableRedirectUri } from '../core/redirect-uri.js';
import { equalsInConstantTime, sha256 } from '../core/secret-format.js';
import { Database } from '../platform/index.js';
import { type Anchor, Revocations } from '../revocations/index.js';
import { type ClientKeysInput, usesSecret } from './client-keys.js';
import { ClientMaker } from './client-maker.js';
import { type Client, type ClientChange, ClientStore } from './client.store.js';
import type { GrantType } from './usable-grants.js';
import { type ManagedClient, ManagedClientStore } from './managed-client.store.js';

const CACHED_CLIENTS = 10_000;
const NO_SECRET = sha256('no client has this secret');

export interface ClientInput {
  readonly instanceId: InstanceId;
  readonly appId: AppId;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris?: readonly string[];
  readonly isPublic?: boolean;
  readonly name?: string;
  readonly grantTypes?: readonly GrantType[];
  readonly requirePkce?: boolean;
  readonly idTokenAlgorithm?: Client['idTokenAlgorithm'];
  /** Instead of a secret: it signs assertions with the private halves (RFC 7523). */
  readonly keys?: ClientKeysInput;
  /** Given for demo data only; otherwise minted. */
  readonly id?: ClientId;
  /** Given for demo data only; otherwise minted. */
  readonly secret?: string;
}

/** The secret is in no other answer, ever. */
export interface CreatedClient {
  readonly id: ClientId;
  readonly secret?: string;
}

/** What of a client has to be known to change how it proves who it is. */
export type AuthenticatedClient = Pick<Client, 'id' | 'instanceId' | 'isPublic' | 'authenticationMethod'>;

export interface AuthenticationChange {
  readonly client: AuthenticatedClient;
  /** Absent: by a secret. */
  readonly keys?: ClientKeysInput;
}

export interface SecretRotation {
  readonly client: AuthenticatedClient;
  /** Milliseconds. */
  readonly overlap: number;
  readonly revokeTokens?: boolean;
}

@Injectable()
export class Clients {
  private readonly cache = new LRUCache<string, Client>({ max: CACHED_CLIENTS });
  private changes = 0;

  constructor(
    private readonly store: ClientStore,
    private readonly managed: ManagedClientStore,
    private readonly revocations: Revocations,
    private readonly database: Database,
    private readonly maker: ClientMaker,
  ) {
    revocations.onRevoked((anchor) => this.forget(anchor));
  }

  /** Only a client that is active, of an app that is active, in this instance. */
  async find(instanceId: InstanceId, id: string): Promise<Client | undefined> {
    const known = this.cache.get(id);
    if (known) return known.instanceId === instanceId ? known : undefined;
    const { changes } = this;
    const client = await this.store.find(instanceId, id as ClientId);
    // A change that arrived while we read must not be buried under what we read.
    if (client && changes === this.changes) this.cache.set(id, client);
    return client;
  }

  /** All clients of an app, as whoever manages it sees them; the first one first. */
  list(appId: AppId): Promise<ManagedClient[]> {
    return this.managed.list(appId);
  }

  /** Constant work for every client, and for none. Secrets have 256 random bits, so one SHA-256 is enough at rest. */
  secretMatches(client: Client | undefined, secret: string): boolean {
    const presented = sha256(secret);
    const now = this.maker.now();
    const secrets = client && usesSecret(client.authenticationMethod) ? client.secrets : [];
    const valid = secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);
    const hashes = valid.length > 0 ? valid.map(({ hash }) => hash) : [NO_SECRET];
    return hashes.map((hash) => equalsInConstantTime(hash, presented)).includes(true) && client !== undefined;
  }

  /** @throws invalid_redirect_uri, invalid_input */
  create(input: ClientInput): Promise<CreatedClient> {
    const client = this.maker.recordOf(input);
    return this.database.transaction(async () => {
      await this.store.insert(client, this.maker.now());
      if (!usesSecret(client.authenticationMethod)) return { id: client.id };
      return { id: client.id, secret: await this.addSecret(client.id, input.secret) };
    });
  }

  /**
   * A new secret; the one before stays valid for `overlap` milliseconds, an older one that was still valid does not. Tokens
   * that were issued live on, unless `revokeTokens` says otherwise.
   */
  async rotateSecret({ client, overlap, revokeTokens }: SecretRotation): Promise<string> {
    if (client.isPublic) throw invalidInput('a public client has no secret');
    if (!usesSecret(client.authenticationMethod))
      throw invalidInput('this client signs with its key and has no secret');
    return this.database.transaction(async () => {
      await this.store.removeReplacedSecrets(client.id);
      await this.store.expireSecrets(client.id, this.maker.now() + overlap);
      const secret = await this.addSecret(client.id);
      const anchors = [{ type: 'client', id: client.id } as const];
      if (revokeTokens) await this.revocations.revoke(client.instanceId, anchors, 'secret rotated');
      else await this.revocations.announce(client.instanceId, anchors);
      return secret;
    });
  }

  /**
   * From now on by its keys, where some are named: then its secrets are gone; they are replaced where it had keys. Otherwise by a secret,
   * which is in the answer where it is a new one. Tokens that were issued live on. @throws invalid_input
   */
  async setAuthentication({ client, keys: input }: AuthenticationChange): Promise<CreatedClient> {
    const { id, instanceId, isPublic } = client;
    if (isPublic) throw invalidInput('a public client does not authenticate');
    const keys = input && this.maker.keysOf(input);
    const isSecretNew = !keys && !usesSecret(client.authenticationMethod);
    return this.database.transaction(async () => {
      const authenticationMethod = keys ? 'private_key_jwt' : 'client_secret_basic';
      await this.store.setAuthentication(id, { authenticationMethod, keys }, this.maker.now());
      if (keys) await this.store.removeSecrets(id);
      const secret = isSecretNew ? await this.addSecret(id) : undefined;
      await this.revocations.announce(instanceId, [{ type: 'client', id }]);
      return { id, secret };
    });
  }

  /** @throws invalid_redirect_uri: the same rules as at creation. */
  setRedirectUris(client: Client, redirectUris: readonly string[]): Promise<void> {
    return this.change(client, { redirectUris });
  }

  /** Changes what is named. @throws invalid_redirect_uri: the same rules as at creation. */
  async change({ id, instanceId }: Pick<Client, 'id' | 'instanceId'>, change: ClientChange): Promise<void> {
    const uris = [...(change.redirectUris ?? []), ...(change.postLogoutRedirectUris ?? [])];
    uris.forEach(assertRegistrableRedirectUri);
    await this.database.transaction(async () => {
      await this.store.update(id, change, this.maker.now());
      await this.revocations.announce(instanceId, [{ type: 'client', id }]);
    });
  }

  /** All its tokens die with it. @throws not_found where there is no active one */
  async disable(instanceId: InstanceId, id: ClientId): Promise<void> {
    await this.database.transaction(async () => {
      if (!(await this.store.disable(instanceId, id, this.maker.now()))) throw notFound('there is no such client');
      await this.revocations.revoke(instanceId, [{ type: 'client', id }], 'client disabled');
    });
  }

  /** The app is gone for all its clients; part of the transaction that disables it. */
  async revokeApp(instanceId: InstanceId, id: AppId, clients: readonly ClientId[]): Promise<void> {
    const anchors = clients.map((client) => ({ type: 'client' as const, id: client as string }));
    await this.revocations.revoke(instanceId, [{ type: 'app', id }, ...anchors], 'app disabled');
  }

  /** Something about the app is not as it was: whoever remembers its clients is to look again. */
  async announceApp(instanceId: InstanceId, id: AppId): Promise<void> {
    await this.revocations.announce(instanceId, [{ type: 'app', id }]);
  }

  private forget({ type, id }: Anchor): void {
    this.changes += 1;
    if (type === 'client') this.cache.delete(id);
    if (type === 'app' || type === 'instance') this.cache.clear();
  }

  private async addSecret(clientId: ClientId, given?: string): Promise<string> {
    const { text, row } = this.maker.secretOf(clientId, given);
    await this.store.insertSecret(row);
    return text;
  }
}
