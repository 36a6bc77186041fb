import { Injectable } from '@nestjs/common';
import { invalidInput, notFound } from '../core/errors.js';
import { isPrintableName } from '../core/text.js';
import { OrganizationTrail, type PersonCaller } from '../organizations/index.js';
import { Database } from '../platform/index.js';
import type { App } from './app.js';
import type { ClientAddress } from './client-address.js';
import type { ClientKeysInput } from './client-keys.js';
import type { ClientChange } from './client.store.js';
import { type ClientInput, Clients, type CreatedClient } from './clients.service.js';
import type { ManagedClient } from './managed-client.store.js';
import { VendorAccess } from './vendor-access.js';

export type NewAppClient = Pick<ClientInput, 'name' | 'redirectUris' | 'postLogoutRedirectUris' | 'isPublic' | 'keys'>;

export interface Rotation {
  /** Milliseconds that the secret before stays valid. */
  readonly overlap: number;
  /** Kills what was issued to the client; then the secret before is of no use either. */
  readonly revokeTokens: boolean;
}

export interface ManagedApp {
  readonly app: App;
  readonly clients: readonly ManagedClient[];
}

/** The clients of an app, by the admins of the organization that publishes it. */
@Injectable()
export class AppClients {
  constructor(
    private readonly access: VendorAccess,
    private readonly clients: Clients,
    private readonly trail: OrganizationTrail,
    private readonly database: Database,
  ) {}

  /** The app and all its clients, without a secret. @throws not_found, forbidden */
  async show(caller: PersonCaller, appId: string): Promise<ManagedApp> {
    const app = await this.access.enter(caller, appId);
    return { app, clients: await this.clients.list(app.id) };
  }

  /** @throws not_found, forbidden, invalid_input, invalid_redirect_uri */
  create(caller: PersonCaller, appId: string, input: NewAppClient): Promise<CreatedClient> {
    assertName(input);
    return this.database.transaction(async () => {
      const { id, instanceId } = await this.access.lock(caller, appId);
      const client = await this.clients.create({ ...input, instanceId, appId: id });
      await this.trail.record(caller, 'client.created', { app: id, client: client.id });
      return client;
    });
  }

  /** Changes what is named. @throws not_found, forbidden, invalid_input, invalid_redirect_uri */
  update(caller: PersonCaller, address: ClientAddress, change: ClientChange): Promise<ManagedClient> {
    assertName(change);
    return this.database.transaction(async () => {
      const client = await this.lock(caller, address);
      await this.clients.change(client, change);
      await this.trail.record(caller, 'client.updated', detailOf(client));
      return this.lock(caller, address);
    });
  }

  /** All its tokens die with it; disabling twice is disabling. @throws not_found, forbidden */
  async disable(caller: PersonCaller, address: ClientAddress): Promise<void> {
    await this.database.transaction(async () => {
      const client = await this.lock(caller, address);
      if (client.status === 'disabled') return;
      await this.clients.disable(client.instanceId, client.id);
      await this.trail.record(caller, 'client.disabled', detailOf(client));
    });
  }

  /** @throws not_found, forbidden; invalid_input for a public client, and for an overlap beside a revocation */
  rotateSecret(caller: PersonCaller, address: ClientAddress, rotation: Rotation): Promise<CreatedClient> {
    if (rotation.revokeTokens && rotation.overlap > 0) {
      throw invalidInput('where all tokens are to die, the secret before does too', {
        fields: { overlap: 'must be 0' },
      });
    }
    return this.database.transaction(async () => {
      const client = await this.lock(caller, address);
      const secret = await this.clients.rotateSecret({ client, ...rotation });
      const { overlap, revokeTokens } = rotation;
      await this.trail.record(caller, 'client.rotated', { ...detailOf(client), overlap, revoked: revokeTokens });
      return { id: client.id, secret };
    });
  }

  /** By these keys from now on, or by a secret again. @throws not_found, forbidden; invalid_input */
  setAuthentication(caller: PersonCaller, address: ClientAddress, keys?: ClientKeysInput): Promise<CreatedClient> {
    return this.database.transaction(async () => {
      const client = await this.lock(caller, address);
      const changed = await this.clients.setAuthentication({ client, keys });
      const method = keys ? 'private_key_jwt' : 'client_secret';
      await this.trail.record(caller, 'client.updated', { ...detailOf(client), authentication: method });
      return changed;
    });
  }

  private async lock(caller: PersonCaller, { appId, clientId }: ClientAddress): Promise<ManagedClient> {
    const app = await this.access.lock(caller, appId);
    const client = (await this.clients.list(app.id)).find(({ id }) => id === clientId);
    if (!client) throw notFound('there is no such client');
    return client;
  }
}

function detailOf({ appId, id }: ManagedClient): { app: string; client: string } {
  return { app: appId, client: id };
}

/** @throws invalid_input */
function assertName({ name = '' }: { readonly name?: string }): void {
  if (name === '' || isPrintableName(name)) return;
  throw invalidInput('this name can not be used', { fields: { name: 'use up to 100 printable characters' } });
}
