import { Injectable } from '@nestjs/common';
import type { AppId, InstallationId, OrganizationId, UserId } from '../core/ids.js';
import { formatScope, parseScope, type Scope } from '../core/scope.js';
import { Database, Mint } from '../platform/index.js';
import type { AppStatus } from './app.js';
import { type Installation, type InstallationKey, type StandingInstallation, usableScope } from './installation.js';

export interface InstallationInsert extends InstallationKey {
  readonly scope: Scope;
  readonly version: number;
  readonly installedBy?: UserId;
}

type Row = Omit<Installation, 'scope' | 'installedBy'> & {
  readonly scope: string;
  readonly installedBy: UserId | null;
  readonly appName: string;
  readonly title: string;
  readonly vendor: string;
  readonly logoUrl: string | null;
  readonly entryPoint: string | null;
  readonly status: AppStatus;
  readonly desired: string;
};

const SELECT = `SELECT i.id, i.instance_id AS "instanceId", i.organization_id AS "organizationId", i.app_id AS "appId",
  i.scope, i.version, i.installed_by AS "installedBy", i.created_at AS "createdAt", i.updated_at AS "updatedAt",
  a.name AS "appName", a.title, a.vendor, a.logo_url AS "logoUrl", a.entry_point AS "entryPoint", a.status,
  a.scopes AS "desired" FROM installations i JOIN apps a ON a.id = i.app_id`;
const STANDING = 'i.uninstalled_at IS NULL';

/** What has to hold at this moment for the organization's tokens to be issued: all of it in the one statement that reads it. */
const USABLE = `${STANDING} AND a.status = 'active' AND o.status = 'active'
  AND (a.kind = 'public' OR a.vendor_organization_id = i.organization_id)`;

@Injectable()
export class InstallationStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** With the scope that can be used now. */
  findUsable(key: InstallationKey): Promise<Installation | undefined> {
    return this.usable(key, '');
  }

  /** The same, and it stays so until the running transaction ends. */
  holdUsable(key: InstallationKey): Promise<Installation | undefined> {
    return this.usable(key, this.database.forShareOf('o', 'i', 'a'));
  }

  async find(organizationId: OrganizationId, id: string): Promise<StandingInstallation | undefined> {
    const rows = await this.all(`${SELECT} WHERE i.organization_id = $1 AND i.id = $2 AND ${STANDING}`, [
      organizationId,
      id,
    ]);
    return rows[0];
  }

  async findOf({ instanceId, organizationId, appId }: InstallationKey): Promise<StandingInstallation | undefined> {
    const sql = `${SELECT} WHERE i.organization_id = $1 AND i.app_id = $2 AND i.instance_id = $3 AND ${STANDING}`;
    return (await this.all(sql, [organizationId, appId, instanceId]))[0];
  }

  /** By title. */
  list(organizationId: OrganizationId): Promise<StandingInstallation[]> {
    return this.all(`${SELECT} WHERE i.organization_id = $1 AND ${STANDING} ORDER BY a.title, a.name`, [
      organizationId,
    ]);
  }

  /** Of one app, in the organizations that the person belongs to. */
  listOfMember(appId: AppId, userId: UserId): Promise<StandingInstallation[]> {
    const ofMember = 'i.organization_id IN (SELECT organization_id FROM memberships WHERE user_id = $2)';
    return this.all(`${SELECT} WHERE i.app_id = $1 AND ${ofMember} AND ${STANDING}`, [appId, userId]);
  }

  /** `undefined` where the app is installed already: the unique index decides. */
  async insert(installation: InstallationInsert): Promise<InstallationId | undefined> {
    const { instanceId, organizationId, appId, scope, version, installedBy } = installation;
    const id = this.mint.id<InstallationId>();
    const inserted = await this.database.execute(
      `INSERT INTO installations (id, instance_id, organization_id, app_id, scope, version, installed_by, created_at,
                                  updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8) ON CONFLICT DO NOTHING`,
      [id, instanceId, organizationId, appId, formatScope(scope), version, installedBy ?? null, this.mint.now()],
    );
    return inserted === 1 ? id : undefined;
  }

  /** False where it was uninstalled meanwhile. */
  async setScope(id: InstallationId, scope: Scope): Promise<boolean> {
    const sql = `UPDATE installations SET scope = $1, version = version + 1, updated_at = $2
                  WHERE id = $3 AND uninstalled_at IS NULL`;
    return (await this.database.execute(sql, [formatScope(scope), this.mint.now(), id])) === 1;
  }

  /** True for one caller only. */
  async uninstall(id: InstallationId): Promise<boolean> {
    const sql = `UPDATE installations SET uninstalled_at = $1, updated_at = $1 WHERE id = $2 AND uninstalled_at IS NULL`;
    return (await this.database.execute(sql, [this.mint.now(), id])) === 1;
  }

  private async usable(key: InstallationKey, lock: string): Promise<Installation | undefined> {
    const [found] = await this.all(
      `${SELECT} JOIN organizations o ON o.id = i.organization_id
        WHERE i.organization_id = $1 AND i.app_id = $2 AND i.instance_id = $3 AND ${USABLE}${lock}`,
      [key.organizationId, key.appId, key.instanceId],
    );
    if (!found) return undefined;
    const { app, ...installation } = found;
    return { ...installation, scope: usableScope(installation.scope, app.scope) };
  }

  private async all(sql: string, parameters: readonly unknown[]): Promise<StandingInstallation[]> {
    return (await this.database.query<Row>(sql, parameters)).map(installationOf);
  }
}

function installationOf(row: Row): StandingInstallation {
  const { appName, title, vendor, logoUrl, entryPoint, status, desired, scope, installedBy, ...rest } = row;
  return {
    ...rest,
    scope: parseScope(scope),
    installedBy: installedBy ?? undefined,
    app: {
      ...{ id: row.appId, name: appName, title, vendor, status },
      logoUrl: logoUrl ?? undefined,
      entryPoint: entryPoint ?? undefined,
      scope: JSON.parse(desired) as string[],
    },
  };
}
