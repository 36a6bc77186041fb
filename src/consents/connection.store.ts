import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId } from '../core/ids.js';
import { parseScope, type Scope } from '../core/scope.js';
import { Database } from '../platform/index.js';

export type ConnectableType = 'person' | 'organization';

/** That an app may do something for a person or an organization: a consent, or an installation. Times are in milliseconds. */
export interface Connection {
  readonly type: ConnectableType;
  /** The person's or the organization's. */
  readonly id: string;
  readonly appId: AppId;
  readonly appName: string;
  readonly granted: Scope;
  /** All that the app may ask for now, whoever it asks. */
  readonly desired: Scope;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ConnectionQuery {
  readonly instanceId: InstanceId;
  readonly apps: readonly AppId[];
  readonly type?: ConnectableType;
  /** Only these people or organizations. */
  readonly ids?: readonly string[];
}

interface Row {
  readonly type: ConnectableType;
  readonly id: string;
  readonly appId: AppId;
  readonly appName: string;
  readonly scope: string;
  readonly desired: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const COLUMNS = `a.id AS "appId", a.name AS "appName", a.scopes AS "desired", g.scope, g.created_at AS "createdAt",
  g.updated_at AS "updatedAt"`;

/** What stands of both kinds, whether or not it can be used at the moment. */
const SOURCES: Readonly<Record<ConnectableType, string>> = {
  person: `SELECT 'person' AS "type", g.user_id AS "id", ${COLUMNS} FROM consents g JOIN apps a ON a.id = g.app_id
            WHERE g.withdrawn_at IS NULL`,
  organization: `SELECT 'organization' AS "type", g.organization_id AS "id", ${COLUMNS}
                   FROM installations g JOIN apps a ON a.id = g.app_id WHERE g.uninstalled_at IS NULL`,
};
const ID: Readonly<Record<ConnectableType, string>> = { person: 'g.user_id', organization: 'g.organization_id' };

/** Consents and installations as one list, read by the app that they are for. */
@Injectable()
export class ConnectionStore {
  constructor(private readonly database: Database) {}

  /** The first one first. */
  async list(
    query: ConnectionQuery,
    slice: { readonly offset: number; readonly limit: number },
  ): Promise<Connection[]> {
    const { sql, values } = selectionOf(query);
    const [limit, offset] = [`$${values.length + 1}`, `$${values.length + 2}`];
    const rows = await this.database.query<Row>(
      `SELECT * FROM (${sql}) AS c ORDER BY c."createdAt", c."id", c."appId" LIMIT ${limit} OFFSET ${offset}`,
      [...values, slice.limit, slice.offset],
    );
    return rows.map(connectionOf);
  }

  async count(query: ConnectionQuery): Promise<number> {
    const { sql, values } = selectionOf(query);
    const [row] = await this.database.query<{ total: number }>(`SELECT COUNT(*) AS total FROM (${sql}) AS c`, values);
    return Number(row?.total ?? 0);
  }
}

function selectionOf({ instanceId, apps, type, ids }: ConnectionQuery): { sql: string; values: readonly unknown[] } {
  const ofApps = `g.instance_id = $1 AND g.app_id IN (${places(apps, 2)})`;
  const types: readonly ConnectableType[] = type === undefined ? ['person', 'organization'] : [type];
  const sql = types
    .map((each) => {
      const named = ids === undefined ? '' : ` AND ${ID[each]} IN (${places(ids, apps.length + 2)})`;
      return `${SOURCES[each]} AND ${ofApps}${named}`;
    })
    .join(' UNION ALL ');
  return { sql, values: [instanceId, ...apps, ...(ids ?? [])] };
}

function places(values: readonly unknown[], first: number): string {
  return values.map((_, index) => `$${index + first}`).join(', ');
}

function connectionOf({ scope, desired, ...row }: Row): Connection {
  const { createdAt, updatedAt } = row;
  return {
    ...row,
    granted: parseScope(scope),
    desired: new Set(JSON.parse(desired) as string[]),
    createdAt: Number(createdAt),
    updatedAt: Number(updatedAt),
  };
}
