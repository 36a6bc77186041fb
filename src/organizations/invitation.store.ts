import { Injectable } from '@nestjs/common';
import type { InstanceId, InvitationId, OrganizationId, UserId } from '../core/ids.js';
import type { Role } from '../core/roles.js';
import { SECRET_PREFIX, sha256 } from '../core/secret-format.js';
import { Database, Mint } from '../platform/index.js';
import type { Invitation, OrganizationStatus } from './organization.js';

export interface InvitationInsert {
  readonly instanceId: InstanceId;
  readonly organizationId: OrganizationId;
  readonly email: string;
  readonly emailFolded: string;
  readonly roles: readonly Role[];
  readonly invitedBy: UserId;
  /** Milliseconds that it may be answered. */
  readonly lifetime: number;
}

/** The token is in no other answer, ever. */
export interface MintedInvitation {
  readonly invitation: Invitation;
  readonly token: string;
}

/** An invitation that nobody has answered or revoked, with what decides whether it still holds. */
export interface OpenInvitation extends Invitation {
  readonly emailFolded: string;
  readonly organizationName: string;
  readonly organizationStatus: OrganizationStatus;
  /** Of whoever sent it, as of now; none where that person is no member any more, or suspended. */
  readonly inviterRoles: readonly Role[];
}

type InvitationRow = Omit<Invitation, 'roles'> & { readonly roles: string };
type OpenRow = Omit<OpenInvitation, 'roles' | 'inviterRoles'> & {
  readonly roles: string;
  readonly inviterRoles: string | null;
};

const COLUMNS = `i.id, i.instance_id AS "instanceId", i.organization_id AS "organizationId", i.email, i.roles,
  i.invited_by AS "invitedBy", i.created_at AS "createdAt", i.expires_at AS "expiresAt"`;
const UNANSWERED = 'accepted_at IS NULL AND declined_at IS NULL AND revoked_at IS NULL';

@Injectable()
export class InvitationStore {
  constructor(
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  async insert({ lifetime, emailFolded, ...invitation }: InvitationInsert): Promise<MintedInvitation> {
    const { instanceId, organizationId, email, roles, invitedBy } = invitation;
    const token = SECRET_PREFIX.invitation + this.mint.secret();
    const createdAt = this.mint.now();
    const id = this.mint.id<InvitationId>();
    const expiresAt = createdAt + lifetime;
    await this.database.execute(
      `INSERT INTO invitations (id, instance_id, organization_id, email, email_folded, roles, token_hash, invited_by,
                                created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[id, instanceId, organizationId, email, emailFolded],
        ...[JSON.stringify(roles), sha256(token), invitedBy, createdAt, expiresAt],
      ],
    );
    return { invitation: { ...invitation, id, createdAt, expiresAt }, token };
  }

  /** Those that can be answered now, the newest first. */
  async listOpen(organizationId: OrganizationId): Promise<Invitation[]> {
    const rows = await this.database.query<InvitationRow>(
      `SELECT ${COLUMNS} FROM invitations i WHERE i.organization_id = $1 AND ${UNANSWERED} AND i.expires_at > $2
        ORDER BY i.created_at DESC, i.id DESC`,
      [organizationId, this.mint.now()],
    );
    return rows.map((row) => ({ ...row, roles: JSON.parse(row.roles) as Role[] }));
  }

  /** Has to be a statement of its own: what is read with the lock itself may be older than the lock. */
  async lockOrganization(instanceId: InstanceId, tokenHash: string): Promise<void> {
    await this.database.query(
      `SELECT id FROM organizations WHERE id = (SELECT organization_id FROM invitations WHERE token_hash = $1
          AND instance_id = $2)${this.database.forUpdate}`,
      [tokenHash, instanceId],
    );
  }

  async findOpen(instanceId: InstanceId, tokenHash: string): Promise<OpenInvitation | undefined> {
    const [row] = await this.database.query<OpenRow>(
      `SELECT ${COLUMNS}, i.email_folded AS "emailFolded", o.name AS "organizationName",
              o.status AS "organizationStatus", CASE WHEN u.status = 'active' THEN m.roles END AS "inviterRoles"
         FROM invitations i JOIN organizations o ON o.id = i.organization_id JOIN users u ON u.id = i.invited_by
         LEFT JOIN memberships m ON m.organization_id = i.organization_id AND m.user_id = i.invited_by
        WHERE i.token_hash = $1 AND i.instance_id = $2 AND ${UNANSWERED} AND i.expires_at > $3`,
      [tokenHash, instanceId, this.mint.now()],
    );
    const inviterRoles = JSON.parse(row?.inviterRoles ?? '[]') as Role[];
    return row && { ...row, roles: JSON.parse(row.roles) as Role[], inviterRoles };
  }

  async isMember(organizationId: OrganizationId, emailFolded: string): Promise<boolean> {
    const sql = `SELECT m.id FROM memberships m JOIN users u ON u.id = m.user_id
                  WHERE m.organization_id = $1 AND u.email_folded = $2`;
    return (await this.database.query(sql, [organizationId, emailFolded])).length > 0;
  }

  /** True for one caller only: whoever is the first to answer, in time. */
  accept(id: InvitationId): Promise<boolean> {
    return this.answer(
      `UPDATE invitations SET accepted_at = $1 WHERE id = $2 AND ${UNANSWERED} AND expires_at > $1`,
      id,
    );
  }

  decline(id: InvitationId): Promise<boolean> {
    return this.answer(
      `UPDATE invitations SET declined_at = $1 WHERE id = $2 AND ${UNANSWERED} AND expires_at > $1`,
      id,
    );
  }

  revoke(id: InvitationId): Promise<boolean> {
    return this.answer(`UPDATE invitations SET revoked_at = $1 WHERE id = $2 AND ${UNANSWERED}`, id);
  }

  async revokeOf(organizationId: OrganizationId, id: string): Promise<boolean> {
    const sql = `UPDATE invitations SET revoked_at = $1 WHERE organization_id = $2 AND id = $3 AND ${UNANSWERED}`;
    return (await this.database.execute(sql, [this.mint.now(), organizationId, id])) === 1;
  }

  /** Of the invitations to one address, only the newest holds. */
  async revokeAllTo(organizationId: OrganizationId, emailFolded: string): Promise<void> {
    await this.database.execute(
      `UPDATE invitations SET revoked_at = $1 WHERE organization_id = $2 AND email_folded = $3 AND ${UNANSWERED}`,
      [this.mint.now(), organizationId, emailFolded],
    );
  }

  private async answer(sql: string, id: InvitationId): Promise<boolean> {
    return (await this.database.execute(sql, [this.mint.now(), id])) === 1;
  }
}
