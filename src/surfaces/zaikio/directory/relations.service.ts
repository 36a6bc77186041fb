import { Injectable } from '@nestjs/common';
import { Clients } from '../../../apps/index.js';
import { type ConnectableType, type Connection, Connections } from '../../../consents/index.js';
import type { Principal } from '../../../core/principal.js';
import { type Catalogue, OPENID_SCOPES, Resources } from '../../../resources/index.js';

/** What the calling app and somebody have to do with each other. */
export interface Relation {
  readonly connected: boolean;
  readonly granted_oauth_scopes: string[];
  readonly requested_oauth_scopes: string[];
  readonly requested_oauth_scopes_waiting_for_approval: string[];
}

/** Of people or organizations, by their ids. */
export type RelationTo = (id: string) => Relation;

const NONE: Relation = {
  connected: false,
  ...{ granted_oauth_scopes: [], requested_oauth_scopes: [], requested_oauth_scopes_waiting_for_approval: [] },
};

/** How people and organizations stand to the app whose token is used. */
@Injectable()
export class Relations {
  constructor(
    private readonly clients: Clients,
    private readonly connections: Connections,
    private readonly resources: Resources,
  ) {}

  async of(principal: Principal, type: ConnectableType, ids: readonly string[]): Promise<RelationTo> {
    const { instanceId, clientId } = principal;
    const client = clientId && (await this.clients.find(instanceId, clientId));
    if (!client) return () => NONE;
    const catalogue = await this.resources.catalogue(instanceId);
    const connected = await this.connections.of(client.app.id, { instanceId, type, ids });
    return (id) => {
      const connection = connected.get(id);
      return connection ? relationOf(connection, catalogue) : NONE;
    };
  }
}

/** Scopes of OpenID Connect are nothing that the directory's clients know. */
export function relationOf({ type, granted, desired }: Connection, catalogue: Catalogue): Relation {
  const shown = (scope: ReadonlySet<string>): string[] => [...scope].filter((name) => !OPENID_SCOPES.has(name));
  const requested = shown(catalogue.available(desired, type));
  return {
    connected: true,
    granted_oauth_scopes: shown(granted),
    requested_oauth_scopes: requested,
    requested_oauth_scopes_waiting_for_approval: requested.filter((name) => !granted.has(name)),
  };
}
