import { Injectable } from '@nestjs/common';
import type { AppId, ClientId, InstanceId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { LocalizedText } from '../resources/index.js';
import type { Status } from './client.store.js';

/** What a vendor publishes. */
export interface App {
  readonly id: AppId;
  readonly instanceId: InstanceId;
  /** The technical name, unique in the instance. */
  readonly name: string;
  readonly title: string;
  readonly vendor: string;
  readonly description: LocalizedText;
  readonly firstParty: boolean;
  readonly scope: readonly string[];
  readonly entryPoint?: string;
}

@Injectable()
export class AppStore {
  constructor(private readonly database: Database) {}

  async insert(app: App, now: number): Promise<void> {
    await this.database.execute(
      `INSERT INTO apps (id, instance_id, name, title, vendor, description, first_party, status, scopes, entry_point,
                         created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $10)`,
      [
        app.id,
        app.instanceId,
        app.name,
        app.title,
        app.vendor,
        JSON.stringify(app.description),
        app.firstParty,
        JSON.stringify(app.scope),
        app.entryPoint ?? null,
        now,
      ],
    );
  }

  async findIdByName(instanceId: InstanceId, name: string): Promise<AppId | undefined> {
    const [row] = await this.database.query<{ id: AppId }>('SELECT id FROM apps WHERE instance_id = $1 AND name = $2', [
      instanceId,
      name,
    ]);
    return row?.id;
  }

  async listClientIds(id: AppId): Promise<ClientId[]> {
    const rows = await this.database.query<{ id: ClientId }>('SELECT id FROM clients WHERE app_id = $1', [id]);
    return rows.map((row) => row.id);
  }

  async setStatus(id: AppId, status: Status, now: number): Promise<void> {
    await this.database.execute('UPDATE apps SET status = $1, updated_at = $2 WHERE id = $3', [status, now, id]);
  }
}
