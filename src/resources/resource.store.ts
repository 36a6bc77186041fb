import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId, ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import type { SigningAlgorithm } from '../instances/index.js';
import { Database } from '../platform/index.js';

export type TokenFormat = 'jwt' | 'opaque';

/** A text in the languages that our pages speak. */
export interface LocalizedText {
  readonly en: string;
  readonly de?: string;
}

/** The app whose API it is. */
export interface ApiApp {
  readonly id: AppId;
  /** Whether the API is in service. */
  readonly isActive: boolean;
  /** Whether it is nobody else's business what the API defines. */
  readonly isPrivate: boolean;
}

export interface ResourceServer {
  readonly id: ResourceServerId;
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly title: string;
  /** `aud` of the tokens for it (RFC 8707 §2): an absolute URI. */
  readonly audience: string;
  readonly tokenFormat: TokenFormat;
  readonly algorithm: SigningAlgorithm;
  /** Milliseconds, at most `LONGEST_TOKEN_LIFETIME`; the surface's profile decides where this is absent. */
  readonly accessTokenLifetime?: number;
  /** Absent where an operator made it. */
  readonly app?: ApiApp;
}

export interface ScopeDefinition {
  readonly name: string;
  readonly description: LocalizedText;
  readonly bearers: readonly BearerType[];
  readonly resourceServerId: ResourceServerId;
}

interface ScopeRow {
  readonly name: string;
  readonly description: string;
  readonly bearers: string;
  readonly resourceServerId: ResourceServerId;
}

type ServerRow = Omit<ResourceServer, 'accessTokenLifetime' | 'app'> & {
  readonly accessTokenLifetime: number | null;
  readonly appId: AppId | null;
  readonly appStatus: string | null;
  readonly appKind: string | null;
};

const SELECT_SERVER = `SELECT s.id, s.instance_id AS "instanceId", s.name, COALESCE(a.title, s.title) AS "title", s.audience,
  s.token_format AS "tokenFormat", s.algorithm, s.access_token_lifetime AS "accessTokenLifetime", s.app_id AS "appId",
  a.status AS "appStatus", a.kind AS "appKind" FROM resource_servers s LEFT JOIN apps a ON a.id = s.app_id`;
const SELECT_SCOPE = `SELECT name, description, bearers, resource_server_id AS "resourceServerId" FROM resource_scopes`;

@Injectable()
export class ResourceStore {
  constructor(private readonly database: Database) {}

  async listServers(instanceId: InstanceId): Promise<ResourceServer[]> {
    const sql = `${SELECT_SERVER} WHERE s.instance_id = $1 ORDER BY s.name`;
    return (await this.database.query<ServerRow>(sql, [instanceId])).map(serverOf);
  }

  async findServerOf(appId: AppId): Promise<ResourceServer | undefined> {
    return (await this.database.query<ServerRow>(`${SELECT_SERVER} WHERE s.app_id = $1`, [appId])).map(serverOf)[0];
  }

  async listScopes(instanceId: InstanceId): Promise<ScopeDefinition[]> {
    const sql = `${SELECT_SCOPE} WHERE instance_id = $1 ORDER BY name`;
    return (await this.database.query<ScopeRow>(sql, [instanceId])).map(scopeOf);
  }

  async listScopesOf(id: ResourceServerId): Promise<ScopeDefinition[]> {
    const sql = `${SELECT_SCOPE} WHERE resource_server_id = $1 ORDER BY name`;
    return (await this.database.query<ScopeRow>(sql, [id])).map(scopeOf);
  }

  /** False where the name or the audience is taken: the unique indices decide, not an earlier read. */
  async insertServer(server: ResourceServer, now: number): Promise<boolean> {
    const { id, instanceId, name, title, audience, tokenFormat, algorithm, accessTokenLifetime, app } = server;
    const inserted = await this.database.execute(
      `INSERT INTO resource_servers (id, instance_id, name, title, audience, token_format, algorithm,
                                     access_token_lifetime, app_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        ...[id, instanceId, name, title, audience, tokenFormat, algorithm],
        ...[accessTokenLifetime ?? null, app?.id ?? null, now],
      ],
    );
    return inserted === 1;
  }

  /** False where another one has it. */
  async setAudience({ id, instanceId }: ResourceServer, audience: string): Promise<boolean> {
    const sql = `UPDATE resource_servers SET audience = $1
                  WHERE id = $2 AND NOT EXISTS (SELECT 1 FROM resource_servers WHERE instance_id = $3 AND audience = $1)`;
    return (await this.database.execute(sql, [audience, id, instanceId])) === 1;
  }

  /** False where the name is taken. */
  async insertScope(row: {
    id: string;
    instanceId: InstanceId;
    scope: ScopeDefinition;
    now: number;
  }): Promise<boolean> {
    const { scope } = row;
    const inserted = await this.database.execute(
      `INSERT INTO resource_scopes (id, instance_id, resource_server_id, name, description, bearers, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [
        row.id,
        row.instanceId,
        scope.resourceServerId,
        scope.name,
        JSON.stringify(scope.description),
        JSON.stringify(scope.bearers),
        row.now,
      ],
    );
    return inserted === 1;
  }

  /** False where there was none. */
  async removeScope(id: ResourceServerId, name: string): Promise<boolean> {
    const sql = 'DELETE FROM resource_scopes WHERE resource_server_id = $1 AND name = $2';
    return (await this.database.execute(sql, [id, name])) === 1;
  }
}

function serverOf({ accessTokenLifetime, appId, appStatus, appKind, ...row }: ServerRow): ResourceServer {
  return {
    ...row,
    accessTokenLifetime: accessTokenLifetime ?? undefined,
    ...(appId && { app: { id: appId, isActive: appStatus === 'active', isPrivate: appKind === 'private' } }),
  };
}

function scopeOf({ name, description, bearers, resourceServerId }: ScopeRow): ScopeDefinition {
  return {
    ...{ name, resourceServerId },
    description: JSON.parse(description) as LocalizedText,
    bearers: JSON.parse(bearers) as BearerType[],
  };
}
