import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { Database, Mint } from '../platform/index.js';
import type { Organization, OrganizationChange, OrganizationKey, OrganizationStatus } from './organization.js';
import type { OrganizationName } from './organization-name.js';

export interface OrganizationRow {
  readonly id: OrganizationId;
  readonly instanceId: InstanceId;
  readonly name: string;
  readonly slug: string;
  readonly status: OrganizationStatus;
  readonly countryCode: string | null;
  readonly kinds: string;
  readonly currency: string | null;
  readonly brandColor: string | null;
  readonly logoUrl: string | null;
  readonly testAccountOwnerId: AppId | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type OrganizationInsert = OrganizationName &
  Omit<OrganizationChange, 'name'> & { readonly instanceId: InstanceId; readonly testAccountOwnerId?: AppId };

/** What is written: the names of the columns stand here and come from nowhere else. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name',
  slug: 'slug',
  countryCode: 'country_code',
  kinds: 'kinds',
  currency: 'currency',
  brandColor: 'brand_color',
  logoUrl: 'logo_url',
};

const SELECT = `SELECT id, instance_id AS "instanceId", name, slug, status, country_code AS "countryCode", kinds, currency,
  brand_color AS "brandColor", logo_url AS "logoUrl", test_account_owner_id AS "testAccountOwnerId", created_at AS "createdAt",
  updated_at AS "updatedAt" FROM organizations`;

/** Any constant, as long as nobody else takes it. */
const TEST_ACCOUNT_LOCK = 6_120_043;

@Injectable()
export class OrganizationStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  async find({ instanceId, organizationId }: OrganizationKey): Promise<Organization | undefined> {
    return this.first(`${SELECT} WHERE id = $1 AND instance_id = $2`, [organizationId, instanceId]);
  }

  async findBySlug(instanceId: InstanceId, slug: string): Promise<Organization | undefined> {
    return this.first(`${SELECT} WHERE slug = $1 AND instance_id = $2`, [slug, instanceId]);
  }

  /** What an app has made to try itself out with, the first one first. */
  async listTestAccounts(instanceId: InstanceId, ownerId: AppId): Promise<Organization[]> {
    const sql = `${SELECT} WHERE test_account_owner_id = $1 AND instance_id = $2 ORDER BY created_at, id`;
    return (await this.database.query<OrganizationRow>(sql, [ownerId, instanceId])).map(organizationOf);
  }

  /** Whatever changes the test accounts of an app takes this lock first. */
  async lockTestAccounts(ownerId: AppId): Promise<void> {
    if (this.database.dialect !== 'postgres') return;
    await this.database.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [TEST_ACCOUNT_LOCK, ownerId]);
  }

  /** Whom its end concerns; installations themselves are another module's. */
  async listInstalledApps(id: OrganizationId): Promise<AppId[]> {
    const sql = 'SELECT app_id AS "appId" FROM installations WHERE organization_id = $1 AND uninstalled_at IS NULL';
    return (await this.database.query<{ appId: AppId }>(sql, [id])).map(({ appId }) => appId);
  }

  /** Whatever changes who belongs to an organization takes this lock first, so that such changes come one after the other. */
  async lock({ instanceId, organizationId }: OrganizationKey): Promise<Organization | undefined> {
    const sql = `${SELECT} WHERE id = $1 AND instance_id = $2${this.database.forUpdate}`;
    return this.first(sql, [organizationId, instanceId]);
  }

  /** `undefined` where the name is taken: the unique index decides, not an earlier read. */
  async insert(organization: OrganizationInsert): Promise<OrganizationId | undefined> {
    const { instanceId, name, slug, countryCode, kinds = [], currency, brandColor, logoUrl } = organization;
    const { testAccountOwnerId } = organization;
    const id = this.mint.id<OrganizationId>();
    const details = [countryCode ?? null, JSON.stringify(kinds), currency ?? null, brandColor ?? null, logoUrl ?? null];
    const inserted = await this.database.execute(
      `INSERT INTO organizations (id, instance_id, name, slug, status, country_code, kinds, currency, brand_color, logo_url,
                                  test_account_owner_id, created_at, updated_at)
       VALUES ($1, $2, $3, $4, 'active', $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (instance_id, slug) DO NOTHING`,
      [id, instanceId, name, slug, ...details, testAccountOwnerId ?? null, this.mint.now()],
    );
    return inserted === 1 ? id : undefined;
  }

  /** Writes what is named and nothing else. */
  async update(id: OrganizationId, change: OrganizationChange & { readonly slug?: string }): Promise<void> {
    const named = Object.entries(change).filter(
      ([member, value]) => value !== undefined && COLUMNS[member] !== undefined,
    );
    const columns = named.map(([member], index) => `${COLUMNS[member]} = $${index + 3}`);
    const values = named.map(([, value]) => (Array.isArray(value) ? JSON.stringify(value) : value));
    await this.database.execute(
      `UPDATE organizations SET ${['updated_at = $1', ...columns].join(', ')} WHERE id = $2`,
      [this.mint.now(), id, ...values],
    );
  }

  async isSlugTaken(instanceId: InstanceId, slug: string, except: OrganizationId): Promise<boolean> {
    const sql = 'SELECT id FROM organizations WHERE instance_id = $1 AND slug = $2 AND id <> $3';
    return (await this.database.query(sql, [instanceId, slug, except])).length > 0;
  }

  /** False where it had that status already. */
  async setStatus(id: OrganizationId, status: OrganizationStatus): Promise<boolean> {
    const sql = 'UPDATE organizations SET status = $1, updated_at = $2 WHERE id = $3 AND status <> $1';
    return (await this.database.execute(sql, [status, this.mint.now(), id])) === 1;
  }

  /** What hangs on the row goes with it. */
  async remove(id: OrganizationId): Promise<void> {
    await this.database.execute('DELETE FROM organizations WHERE id = $1', [id]);
  }

  private async first(sql: string, parameters: readonly unknown[]): Promise<Organization | undefined> {
    const [row] = await this.database.query<OrganizationRow>(sql, parameters);
    return row && organizationOf(row);
  }
}

export function organizationOf(row: OrganizationRow): Organization {
  const { countryCode, currency, brandColor, logoUrl, kinds, testAccountOwnerId, ...rest } = row;
  return {
    ...rest,
    kinds: JSON.parse(kinds) as string[],
    countryCode: countryCode ?? undefined,
    currency: currency ?? undefined,
    brandColor: brandColor ?? undefined,
    logoUrl: logoUrl ?? undefined,
    testAccountOwnerId: testAccountOwnerId ?? undefined,
  };
}
