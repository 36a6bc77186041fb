import { Injectable } from '@nestjs/common';
import type { InstanceId, MembershipId, OrganizationId, UserId } from '../core/ids.js';
import { isOwner, type Role } from '../core/roles.js';
import { Database, Mint } from '../platform/index.js';
import type { Member, Membership, OwnOrganization } from './organization.js';
import { organizationOf, type OrganizationRow } from './organization.store.js';

export interface MembershipInsert {
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  readonly roles: readonly Role[];
}

/** A part of a list, `offset` members after its beginning. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

type MembershipRow = Omit<Membership, 'roles'> & { readonly roles: string };
type MemberRow = Omit<Member, 'roles'> & { readonly roles: string };
type OwnRow = OrganizationRow & {
  readonly membershipId: MembershipId;
  readonly userId: UserId;
  readonly roles: string;
  readonly memberSince: number;
  readonly memberChanged: number;
};

const COLUMNS = `m.id, m.instance_id AS "instanceId", m.organization_id AS "organizationId", m.user_id AS "userId", m.roles,
  m.created_at AS "createdAt", m.updated_at AS "updatedAt"`;
const SELECT_MEMBER = `SELECT ${COLUMNS}, u.name, u.email FROM memberships m JOIN users u ON u.id = m.user_id`;

@Injectable()
export class MembershipStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  async find(organizationId: OrganizationId, userId: UserId): Promise<Membership | undefined> {
    const sql = `SELECT ${COLUMNS} FROM memberships m WHERE m.organization_id = $1 AND m.user_id = $2`;
    const rows = await this.database.query<MembershipRow>(sql, [organizationId, userId]);
    return rows.map(withRoles)[0];
  }

  async findMember(organizationId: OrganizationId, id: string): Promise<Member | undefined> {
    const sql = `${SELECT_MEMBER} WHERE m.organization_id = $1 AND m.id = $2`;
    return (await this.database.query<MemberRow>(sql, [organizationId, id])).map(withRoles)[0];
  }

  /** The first member first. */
  async listMembers(organizationId: OrganizationId, { offset, limit }: Slice): Promise<Member[]> {
    const sql = `${SELECT_MEMBER} WHERE m.organization_id = $1 ORDER BY m.created_at, m.id LIMIT $2 OFFSET $3`;
    return (await this.database.query<MemberRow>(sql, [organizationId, limit, offset])).map(withRoles);
  }

  /** Those who were made up together with the organization, by name; who joined it later is nobody's invention. */
  async listTestMembers(organizationId: OrganizationId): Promise<Member[]> {
    const sql = `${SELECT_MEMBER} WHERE m.organization_id = $1 AND u.test_account_id = $1 ORDER BY u.name, m.id`;
    return (await this.database.query<MemberRow>(sql, [organizationId])).map(withRoles);
  }

  count(organizationId: OrganizationId): Promise<number> {
    return this.counted('SELECT COUNT(*) AS total FROM memberships WHERE organization_id = $1', [organizationId]);
  }

  countOwners(organizationId: OrganizationId): Promise<number> {
    const sql = 'SELECT COUNT(*) AS total FROM memberships WHERE organization_id = $1 AND is_owner = $2';
    return this.counted(sql, [organizationId, true]);
  }

  /** A person's organizations, by name. */
  async listOwn(instanceId: InstanceId, userId: UserId): Promise<OwnOrganization[]> {
    const rows = await this.database.query<OwnRow>(
      `SELECT o.id, o.instance_id AS "instanceId", o.name, o.slug, o.status, o.country_code AS "countryCode", o.kinds,
              o.currency, o.brand_color AS "brandColor", o.logo_url AS "logoUrl",
              o.test_account_owner_id AS "testAccountOwnerId", o.created_at AS "createdAt", o.updated_at AS "updatedAt", m.id AS "membershipId", m.user_id AS "userId", m.roles,
              m.created_at AS "memberSince", m.updated_at AS "memberChanged"
         FROM memberships m JOIN organizations o ON o.id = m.organization_id
        WHERE m.user_id = $1 AND m.instance_id = $2 ORDER BY o.slug`,
      [userId, instanceId],
    );
    return rows.map(ownOf);
  }

  /** `undefined` where the person is a member already: the unique index decides. */
  async insert({ instanceId, organizationId, userId, roles }: MembershipInsert): Promise<MembershipId | undefined> {
    const id = this.mint.id<MembershipId>();
    const inserted = await this.database.execute(
      `INSERT INTO memberships (id, instance_id, organization_id, user_id, roles, is_owner, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (organization_id, user_id) DO NOTHING`,
      [id, instanceId, organizationId, userId, JSON.stringify(roles), isOwner(roles), this.mint.now()],
    );
    return inserted === 1 ? id : undefined;
  }

  async setRoles(id: MembershipId, roles: readonly Role[]): Promise<void> {
    const sql = 'UPDATE memberships SET roles = $1, is_owner = $2, updated_at = $3 WHERE id = $4';
    await this.database.execute(sql, [JSON.stringify(roles), isOwner(roles), this.mint.now(), id]);
  }

  async remove(id: MembershipId): Promise<void> {
    await this.database.execute('DELETE FROM memberships WHERE id = $1', [id]);
  }

  private async counted(sql: string, parameters: readonly unknown[]): Promise<number> {
    const [row] = await this.database.query<{ total: number }>(sql, parameters);
    return Number(row?.total ?? 0);
  }
}

function withRoles<Row extends { readonly roles: string }>(row: Row): Omit<Row, 'roles'> & { roles: readonly Role[] } {
  return { ...row, roles: JSON.parse(row.roles) as Role[] };
}

function ownOf(row: OwnRow): OwnOrganization {
  const { membershipId, userId, roles, memberSince, memberChanged, ...organization } = row;
  const { instanceId, id: organizationId } = organization;
  const ofMember = { id: membershipId, userId, createdAt: memberSince, updatedAt: memberChanged };
  return {
    organization: organizationOf(organization),
    membership: { ...ofMember, instanceId, organizationId, roles: JSON.parse(roles) as Role[] },
  };
}
