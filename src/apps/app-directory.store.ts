import { Injectable } from '@nestjs/common';
import type { InstallationId, OrganizationId } from '../core/ids.js';
import { Database } from '../platform/index.js';
import type { LocalizedText } from '../resources/index.js';
import type { App } from './app.js';

/** Who looks: an organization, which sees what it may install. */
export interface DirectoryKey {
  readonly instanceId: App['instanceId'];
  readonly organizationId: OrganizationId;
}

export interface DirectoryPart {
  /** A part of the title, the technical name or the vendor; all where it is empty. */
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
}

/** An app that an organization may install, or has. */
export interface ListedApp extends Pick<
  App,
  | 'id'
  | 'name'
  | 'kind'
  | 'title'
  | 'vendor'
  | 'vendorOrganizationId'
  | 'description'
  | 'logoUrl'
  | 'entryPoint'
  | 'scope'
> {
  readonly installationId?: InstallationId;
}

type Optional = 'vendorOrganizationId' | 'logoUrl' | 'entryPoint' | 'installationId';
type Row = Omit<ListedApp, Optional | 'description' | 'scope'> & {
  readonly description: string;
  readonly scope: string;
  readonly vendorOrganizationId: OrganizationId | null;
  readonly logoUrl: string | null;
  readonly entryPoint: string | null;
  readonly installationId: InstallationId | null;
};

// The vendor is called as its organization is called now: what the app was published under may be another's name by then.
const VENDOR = 'COALESCE(o.name, a.vendor)';
const FROM = `FROM apps a
  LEFT JOIN organizations o ON o.id = a.vendor_organization_id
  LEFT JOIN installations i ON i.app_id = a.id AND i.organization_id = $2 AND i.uninstalled_at IS NULL
  WHERE a.instance_id = $1 AND a.status = 'active' AND (a.kind = 'public' OR a.vendor_organization_id = $2)`;
const SELECT = `SELECT a.id, a.name, a.kind, a.title, ${VENDOR} AS "vendor", a.vendor_organization_id AS "vendorOrganizationId",
  a.description, a.logo_url AS "logoUrl", a.entry_point AS "entryPoint", a.scopes AS "scope", i.id AS "installationId" ${FROM}`;
const MATCHES = `(LOWER(a.title) LIKE LOWER($3) ESCAPE '!' OR a.name LIKE LOWER($3) ESCAPE '!'
  OR LOWER(${VENDOR}) LIKE LOWER($3) ESCAPE '!')`;

/** The apps that organizations choose from. */
@Injectable()
export class AppDirectoryStore {
  constructor(private readonly database: Database) {}

  /** By title. */
  async list({ instanceId, organizationId }: DirectoryKey, part: DirectoryPart): Promise<ListedApp[]> {
    const sql = `${SELECT} AND ${MATCHES} ORDER BY a.title, a.name LIMIT $4 OFFSET $5`;
    const parameters = [instanceId, organizationId, patternOf(part.query), part.limit, part.offset];
    return (await this.database.query<Row>(sql, parameters)).map(listedOf);
  }

  async count({ instanceId, organizationId }: DirectoryKey, query: string): Promise<number> {
    const sql = `SELECT COUNT(*) AS total ${FROM} AND ${MATCHES}`;
    const [row] = await this.database.query<{ total: number }>(sql, [instanceId, organizationId, patternOf(query)]);
    return Number(row?.total ?? 0);
  }

  async find({ instanceId, organizationId }: DirectoryKey, id: string): Promise<ListedApp | undefined> {
    const rows = await this.database.query<Row>(`${SELECT} AND a.id = $3`, [instanceId, organizationId, id]);
    return rows.map(listedOf)[0];
  }
}

function patternOf(text: string): string {
  return `%${text.replace(/[!%_]/g, '!$&')}%`;
}

function listedOf({ vendorOrganizationId, logoUrl, entryPoint, installationId, ...row }: Row): ListedApp {
  return {
    ...row,
    description: JSON.parse(row.description) as LocalizedText,
    scope: JSON.parse(row.scope) as string[],
    vendorOrganizationId: vendorOrganizationId ?? undefined,
    logoUrl: logoUrl ?? undefined,
    entryPoint: entryPoint ?? undefined,
    installationId: installationId ?? undefined,
  };
}
