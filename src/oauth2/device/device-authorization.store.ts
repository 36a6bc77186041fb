import { Injectable } from '@nestjs/common';
import type {
  ClientId,
  ConsentId,
  FamilyId,
  GrantId,
  InstallationId,
  InstanceId,
  MembershipId,
  OrganizationId,
  SessionId,
  UserId,
} from '../../core/ids.js';
import { Database } from '../../platform/index.js';
import type { CodeApproval } from '../authorize/authorization-code.store.js';

/** A device's request as it begins. Times in milliseconds; the device code itself is nowhere, only its SHA-256. */
export interface NewDeviceAuthorization {
  readonly hash: string;
  readonly userCode: string;
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
  /** As it was asked for, with its bearer; from the decision on what was allowed, without. */
  readonly scope: string;
  readonly resources: readonly string[];
  readonly profile: string;
  readonly intervalSeconds: number;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** What a person is asked who has entered its code. */
export interface EnteredRow {
  readonly hash: string;
  readonly userCode: string;
  readonly clientId: ClientId;
  readonly scope: string;
}

/** Who enters a code, where and when. */
export interface Entry {
  readonly instanceId: InstanceId;
  readonly userCode: string;
  readonly sessionId: SessionId;
  readonly userId: UserId;
  readonly now: number;
}

export type DeviceDecision = { readonly hash: string; readonly sessionId: SessionId; readonly now: number } & (
  | { readonly decision: 'deny' }
  | {
      readonly decision: 'allow';
      readonly scope: string;
      readonly approval: CodeApproval;
      readonly familyId: FamilyId;
      readonly authenticatedAt: number;
    }
);

@Injectable()
export class DeviceAuthorizationStore {
  constructor(private readonly database: Database) {}

  /** False where the user code is taken. */
  async insert(device: NewDeviceAuthorization): Promise<boolean> {
    const inserted = await this.database.execute(
      `INSERT INTO device_authorizations (device_code_hash, user_code, instance_id, client_id, scope, resources, profile,
                                          interval_seconds, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (instance_id, user_code) DO NOTHING`,
      [
        device.hash,
        device.userCode,
        device.instanceId,
        device.clientId,
        device.scope,
        JSON.stringify(device.resources),
        device.profile,
        device.intervalSeconds,
        device.createdAt,
        device.expiresAt,
      ],
    );
    return inserted === 1;
  }

  /** From now on this session may decide, and no other (T087). False where there is none to be decided. */
  async enter({ instanceId, userCode, sessionId, userId, now }: Entry): Promise<boolean> {
    const entered = await this.database.execute(
      `UPDATE device_authorizations SET session_id = $1, user_id = $2
        WHERE instance_id = $3 AND user_code = $4 AND decision IS NULL AND expires_at > $5`,
      [sessionId, userId, instanceId, userCode, now],
    );
    return entered === 1;
  }

  /** Only one that this session has entered, and nobody has decided. */
  async findEntered({ instanceId, userCode, sessionId, now }: Omit<Entry, 'userId'>): Promise<EnteredRow | undefined> {
    const [row] = await this.database.query<EnteredRow>(
      `SELECT device_code_hash AS "hash", user_code AS "userCode", client_id AS "clientId", scope
         FROM device_authorizations
        WHERE instance_id = $1 AND user_code = $2 AND session_id = $3 AND decision IS NULL AND expires_at > $4`,
      [instanceId, userCode, sessionId, now],
    );
    return row;
  }

  /** True for one caller only. */
  async decide(decided: DeviceDecision): Promise<boolean> {
    const { hash, sessionId, now, decision } = decided;
    const { scope, familyId, authenticatedAt, ...rest } = decision === 'allow' ? decided : DENIED;
    const { organizationId, membershipId, grantId } = approvalColumns('approval' in rest ? rest.approval : undefined);
    const changed = await this.database.execute(
      `UPDATE device_authorizations
          SET decision = $1, decided_at = $2, scope = COALESCE($3, scope), family_id = $4, authenticated_at = $5,
              organization_id = $6, membership_id = $7, grant_id = $8
        WHERE device_code_hash = $9 AND session_id = $10 AND decision IS NULL AND expires_at > $2`,
      [
        ...[decision, now, scope, familyId, authenticatedAt],
        ...[organizationId, membershipId, grantId],
        ...[hash, sessionId],
      ],
    );
    return changed === 1;
  }

  /** Those that expired before `moment` (milliseconds), at most `limit`; answers how many. */
  removePast(moment: number, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM device_authorizations WHERE device_code_hash IN
         (SELECT device_code_hash FROM device_authorizations WHERE expires_at < $1 LIMIT $2)`,
      [moment, limit],
    );
  }
}

const DENIED = { scope: null, familyId: null, authenticatedAt: null };

interface ApprovalColumns {
  readonly organizationId: OrganizationId | null;
  readonly membershipId: MembershipId | null;
  /** A consent's or an installation's, depending on whether there is an organization. */
  readonly grantId: GrantId | null;
}

function approvalColumns(approval: CodeApproval | undefined): ApprovalColumns {
  if (!approval) return { organizationId: null, membershipId: null, grantId: null };
  if ('consentId' in approval) {
    return { organizationId: null, membershipId: null, grantId: approval.consentId as string as GrantId };
  }
  const { organizationId, membershipId = null, installationId } = approval;
  return { organizationId, membershipId, grantId: installationId as string as GrantId };
}

export function approvalOf({ organizationId, membershipId, grantId }: ApprovalColumns): CodeApproval | undefined {
  if (grantId === null) return undefined;
  if (organizationId === null) return { consentId: grantId as string as ConsentId };
  const installationId = grantId as string as InstallationId;
  return { organizationId, installationId, membershipId: membershipId ?? undefined };
}
