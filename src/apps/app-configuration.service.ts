import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import { forbidden, invalidClient } from '../core/errors.js';
import type { ClientId, InstanceId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { App, AppChange } from './app.js';
import { Apps } from './apps.service.js';
import type { Client } from './client.store.js';
import { Clients } from './clients.service.js';

/** A client that has proved who it is. */
export interface ClientKey {
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
}

export interface ConfiguredApp {
  readonly app: App;
  readonly client: Client;
}

/** An absent member stays as it is; `null` clears it. */
export interface ConfigurationChange extends Pick<AppChange, 'scope' | 'entryPoint'> {
  /** Of the calling client alone. */
  readonly redirectUris?: readonly string[];
}

/** An app as it sees and sets itself up, by the secret of one of its clients. */
@Injectable()
export class AppConfiguration {
  constructor(
    private readonly apps: Apps,
    private readonly clients: Clients,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /** @throws invalid_client where it was disabled meanwhile */
  async show({ instanceId, clientId }: ClientKey): Promise<ConfiguredApp> {
    const client = await this.clients.find(instanceId, clientId);
    if (!client) throw invalidClient('the client could not be authenticated', { challenge: 'Basic' });
    return { client, app: await this.apps.get(instanceId, client.app.id) };
  }

  /**
   * What was granted before does not grow with it. An operator's app is for the operator to change, because its people may
   * not be asked for consent.
   * @throws forbidden, invalid_input, invalid_scope, invalid_redirect_uri
   */
  change(key: ClientKey, { redirectUris, ...change }: ConfigurationChange): Promise<ConfiguredApp> {
    const { instanceId, clientId } = key;
    return this.database.transaction(async () => {
      const { app, client } = await this.show(key);
      if (app.vendorOrganizationId === undefined) throw forbidden('only the operator changes this app');
      if (redirectUris) await this.clients.change(client, { redirectUris });
      const changed = await this.apps.change(app, change);
      await this.audit.record({ instanceId, clientId, type: 'app.updated', detail: { app: app.id, name: app.name } });
      return { app: changed, client: { ...client, redirectUris: redirectUris ?? client.redirectUris } };
    });
  }
}
