import { Injectable } from '@nestjs/common';
import type { InstanceId, ResourceServerId } from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import type { SigningAlgorithm } from '../instances/index.js';
import { Database } from '../platform/index.js';

export type TokenFormat = 'jwt' | 'opaque';

/** A text in the languages that our pages speak. */
export interface LocalizedText {
  readonly en: string;
  readonly de?: string;
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

@Injectable()
export class ResourceStore {
  constructor(private readonly database: Database) {}

  async listServers(instanceId: InstanceId): Promise<ResourceServer[]> {
    const rows = await this.database.query<ResourceServer & { accessTokenLifetime: number | null }>(
      `SELECT id, instance_id AS "instanceId", name, title, audience, token_format AS "tokenFormat", algorithm,
              access_token_lifetime AS "accessTokenLifetime"
         FROM resource_servers WHERE instance_id = $1 ORDER BY name`,
      [instanceId],
    );
    return rows.map((row) => ({ ...row, accessTokenLifetime: row.accessTokenLifetime ?? undefined }));
  }

  async listScopes(instanceId: InstanceId): Promise<ScopeDefinition[]> {
    const rows = await this.database.query<ScopeRow>(
      `SELECT name, description, bearers, resource_server_id AS "resourceServerId"
         FROM resource_scopes WHERE instance_id = $1 ORDER BY name`,
      [instanceId],
    );
    return rows.map((row) => ({
      name: row.name,
      description: JSON.parse(row.description) as LocalizedText,
      bearers: JSON.parse(row.bearers) as BearerType[],
      resourceServerId: row.resourceServerId,
    }));
  }

  async insertServer(server: ResourceServer, now: number): Promise<void> {
    await this.database.execute(
      `INSERT INTO resource_servers (id, instance_id, name, title, audience, token_format, algorithm,
                                     access_token_lifetime, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        server.id,
        server.instanceId,
        server.name,
        server.title,
        server.audience,
        server.tokenFormat,
        server.algorithm,
        server.accessTokenLifetime ?? null,
        now,
      ],
    );
  }

  async insertScope(row: { id: string; instanceId: InstanceId; scope: ScopeDefinition; now: number }): Promise<void> {
    const { scope } = row;
    await this.database.execute(
      `INSERT INTO resource_scopes (id, instance_id, resource_server_id, name, description, bearers, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
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
  }
}
