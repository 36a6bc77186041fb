import { Injectable } from '@nestjs/common';
import { Clients, PublishedApps } from '../../../apps/index.js';
import { type Connection, Connections } from '../../../consents/index.js';
import { invalidClient, notFound } from '../../../core/errors.js';
import { type AppId, isUuid } from '../../../core/ids.js';
import type { Principal } from '../../../core/principal.js';
import { Resources } from '../../../resources/index.js';
import { CONNECTABLES, ConnectionDto } from './connection.dto.js';
import { organizationOf } from './directory-caller.js';
import type { DirectoryPage } from './directory-page.js';
import { relationOf } from './relations.service.js';

/** Who uses an app: for the app itself by the secret of a client, or for the organization that publishes it. */
@Injectable()
export class DirectoryConnections {
  constructor(
    private readonly clients: Clients,
    private readonly published: PublishedApps,
    private readonly connections: Connections,
    private readonly resources: Resources,
  ) {}

  async list(principal: Principal, page: DirectoryPage, connectableId?: string): Promise<ConnectionDto[]> {
    const { instanceId } = principal;
    const ids = connectableId === undefined ? undefined : [connectableId].filter(isUuid);
    const query = { instanceId, ids, apps: await this.appsOf(principal) };
    const { connections, total } = await this.connections.list(query, page.slice);
    return this.shown(principal, page.answer(connections, total));
  }

  /** By `Person-<id>` or `Organization-<id>`. @throws not_found */
  async get(principal: Principal, address: string): Promise<ConnectionDto> {
    const { instanceId } = principal;
    const [kind = '', ...rest] = address.split('-');
    const id = rest.join('-');
    const apps = await this.appsOf(principal);
    const type = Object.hasOwn(CONNECTABLES, kind) ? CONNECTABLES[kind] : undefined;
    const query = { instanceId, type, apps, ids: type && isUuid(id) ? [id] : [] };
    const { connections } = await this.connections.list(query, { offset: 0, limit: 1 });
    const [found] = await this.shown(principal, connections);
    if (!found) throw notFound('there is no such connection');
    return found;
  }

  /** What the caller may ask about. @throws forbidden, insufficient_scope, not_found */
  private async appsOf(principal: Principal): Promise<readonly AppId[]> {
    if (principal.credential.kind === 'basic') return [await this.ownApp(principal)];
    const caller = organizationOf(principal);
    const apps = await this.published.list(caller, caller.organizationId, 'connections.read');
    return apps.map(({ id }) => id);
  }

  private async ownApp({ instanceId, clientId }: Principal): Promise<AppId> {
    const client = clientId && (await this.clients.find(instanceId, clientId));
    if (!client) throw invalidClient('the client could not be authenticated', { challenge: 'Basic' });
    return client.app.id;
  }

  private async shown({ instanceId }: Principal, connections: readonly Connection[]): Promise<ConnectionDto[]> {
    const catalogue = await this.resources.catalogue(instanceId);
    return connections.map((connection) => ConnectionDto.of(connection, relationOf(connection, catalogue)));
  }
}
