import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId } from '../core/ids.js';
import { type ConnectableType, type Connection, type ConnectionQuery, ConnectionStore } from './connection.store.js';

export interface ConnectionPage {
  readonly connections: readonly Connection[];
  /** Of all pages together. */
  readonly total: number;
}

export interface Connectables {
  readonly instanceId: InstanceId;
  readonly type: ConnectableType;
  readonly ids: readonly string[];
}

/** Who uses an app: the people who have allowed it something, and the organizations that have installed it. */
@Injectable()
export class Connections {
  constructor(private readonly store: ConnectionStore) {}

  /** The first one first. Whoever asks has to be entitled to the apps. */
  async list(
    query: ConnectionQuery,
    slice: { readonly offset: number; readonly limit: number },
  ): Promise<ConnectionPage> {
    if (query.apps.length === 0 || query.ids?.length === 0) return { connections: [], total: 0 };
    return { connections: await this.store.list(query, slice), total: await this.store.count(query) };
  }

  /** What of `ids` is connected to the app, by its id. */
  async of(appId: AppId, { instanceId, type, ids }: Connectables): Promise<ReadonlyMap<string, Connection>> {
    if (ids.length === 0) return new Map();
    const query = { instanceId, type, ids, apps: [appId] };
    const connections = await this.store.list(query, { offset: 0, limit: ids.length });
    return new Map(connections.map((connection) => [connection.id, connection]));
  }
}
