import { Injectable } from '@nestjs/common';
import type { AppId, ClientId, InstanceId, OrganizationId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { LocalizedText } from '../resources/index.js';
import type { App, AppChange, AppStatus, NewApp } from './app.js';

type Optional = 'vendorOrganizationId' | 'logoUrl' | 'entryPoint';
type AppRow = Omit<App, Optional | 'description' | 'firstParty' | 'scope'> & {
  readonly description: string;
  readonly firstParty: boolean | number;
  readonly scope: string;
  readonly vendorOrganizationId: OrganizationId | null;
  readonly logoUrl: string | null;
  readonly entryPoint: string | null;
};

/** What a change writes: the names of the columns stand here and come from nowhere else. */
const COLUMNS: Readonly<Record<string, string>> = {
  title: 'title',
  kind: 'kind',
  description: 'description',
  logoUrl: 'logo_url',
  scope: 'scopes',
  entryPoint: 'entry_point',
};

const SELECT = `SELECT id, instance_id AS "instanceId", name, kind, status, title, vendor,
  vendor_organization_id AS "vendorOrganizationId", description, logo_url AS "logoUrl", first_party AS "firstParty",
  scopes AS "scope", entry_point AS "entryPoint", created_at AS "createdAt", updated_at AS "updatedAt" FROM apps`;

@Injectable()
export class AppStore {
  constructor(private readonly database: Database) {}

  /** False where the name is taken: the unique index decides, not an earlier read. */
  async insert(app: NewApp, now: number): Promise<boolean> {
    const { id, instanceId, name, kind, title, vendor, vendorOrganizationId, description, logoUrl } = app;
    const inserted = await this.database.execute(
      `INSERT INTO apps (id, instance_id, name, kind, title, vendor, vendor_organization_id, description, logo_url,
                         first_party, status, scopes, entry_point, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active', $11, $12, $13, $13)
       ON CONFLICT (instance_id, name) DO NOTHING`,
      [
        ...[id, instanceId, name, kind, title, vendor, vendorOrganizationId ?? null, JSON.stringify(description)],
        ...[logoUrl ?? null, app.firstParty, JSON.stringify(app.scope), app.entryPoint ?? null, now],
      ],
    );
    return inserted === 1;
  }

  async find(instanceId: InstanceId, id: AppId): Promise<App | undefined> {
    return (await this.all(`${SELECT} WHERE id = $1 AND instance_id = $2`, [id, instanceId]))[0];
  }

  /** By name. */
  list(instanceId: InstanceId): Promise<App[]> {
    return this.all(`${SELECT} WHERE instance_id = $1 ORDER BY name`, [instanceId]);
  }

  /** By name. */
  async listOfVendors(instanceId: InstanceId, vendors: readonly OrganizationId[]): Promise<App[]> {
    if (vendors.length === 0) return [];
    const places = vendors.map((_, index) => `$${index + 2}`).join(', ');
    const sql = `${SELECT} WHERE instance_id = $1 AND vendor_organization_id IN (${places}) ORDER BY name`;
    return this.all(sql, [instanceId, ...vendors]);
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

  /** Writes what is named and nothing else. */
  async update(id: AppId, change: AppChange, now: number): Promise<void> {
    const named = Object.entries(change).filter(
      ([member, value]) => value !== undefined && COLUMNS[member] !== undefined,
    );
    const columns = named.map(([member], index) => `${COLUMNS[member]} = $${index + 3}`);
    const values = named.map(([, value]) => (isJson(value) ? JSON.stringify(value) : value));
    const sql = `UPDATE apps SET ${['updated_at = $1', ...columns].join(', ')} WHERE id = $2`;
    await this.database.execute(sql, [now, id, ...values]);
  }

  /** False where it had none of the statuses that it may come from. */
  async setStatus(
    id: AppId,
    { from, to }: { from: readonly AppStatus[]; to: AppStatus },
    now: number,
  ): Promise<boolean> {
    const places = from.map((_, index) => `$${index + 4}`).join(', ');
    const sql = `UPDATE apps SET status = $1, updated_at = $2 WHERE id = $3 AND status IN (${places})`;
    return (await this.database.execute(sql, [to, now, id, ...from])) === 1;
  }

  private async all(sql: string, parameters: readonly unknown[]): Promise<App[]> {
    return (await this.database.query<AppRow>(sql, parameters)).map(appOf);
  }
}

function isJson(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function appOf({ description, firstParty, scope, vendorOrganizationId, logoUrl, entryPoint, ...rest }: AppRow): App {
  return {
    ...rest,
    description: JSON.parse(description) as LocalizedText,
    firstParty: Boolean(firstParty),
    scope: JSON.parse(scope) as string[],
    vendorOrganizationId: vendorOrganizationId ?? undefined,
    logoUrl: logoUrl ?? undefined,
    entryPoint: entryPoint ?? undefined,
  };
}
