import { Injectable } from '@nestjs/common';
import type { ClientId, FamilyId, GrantId, InstanceId, MembershipId, OrganizationId, UserId } from '../../core/ids.js';
import { Database } from '../../platform/index.js';

/** A device's code with all that decides whether it may be redeemed, read in one statement. */
export interface DeviceCodeRow {
  readonly hash: string;
  readonly instanceId: InstanceId;
  readonly clientId: ClientId;
  readonly scope: string;
  readonly resources: string | null;
  readonly expiresAt: number;
  readonly decision: 'allow' | 'deny' | null;
  readonly decidedAt: number | null;
  readonly userId: UserId | null;
  readonly organizationId: OrganizationId | null;
  readonly membershipId: MembershipId | null;
  readonly grantId: GrantId | null;
  readonly familyId: FamilyId | null;
  readonly authenticatedAt: number | null;
  readonly consumedAt: number | null;
  readonly userStatus: string | null;
  readonly credentialsNotBefore: number | null;
  readonly consentWithdrawnAt: number | null;
  readonly uninstalledAt: number | null;
  readonly organizationStatus: string | null;
  /** JSON. */
  readonly roles: string | null;
  readonly rolesChangedAt: number | null;
}

export interface Poll {
  readonly hash: string;
  readonly now: number;
  /** Milliseconds by which a poll may come too soon. */
  readonly lenience: number;
}

export interface Slowing {
  readonly hash: string;
  readonly now: number;
  /** Seconds that are added to the interval. */
  readonly step: number;
  /** Seconds that it never exceeds. */
  readonly longest: number;
}

/** What a device does with its code. */
@Injectable()
export class DeviceCodeStore {
  constructor(private readonly database: Database) {}

  async find(instanceId: InstanceId, hash: string): Promise<DeviceCodeRow | undefined> {
    const [row] = await this.database.query<DeviceCodeRow>(
      `SELECT d.device_code_hash AS "hash", d.instance_id AS "instanceId", d.client_id AS "clientId", d.scope, d.resources,
              d.expires_at AS "expiresAt", d.decision, d.decided_at AS "decidedAt", d.user_id AS "userId",
              d.organization_id AS "organizationId", d.membership_id AS "membershipId", d.grant_id AS "grantId",
              d.family_id AS "familyId", d.authenticated_at AS "authenticatedAt", d.consumed_at AS "consumedAt",
              u.status AS "userStatus", u.credentials_not_before AS "credentialsNotBefore",
              c.withdrawn_at AS "consentWithdrawnAt", i.uninstalled_at AS "uninstalledAt",
              o.status AS "organizationStatus", m.roles, m.updated_at AS "rolesChangedAt"
         FROM device_authorizations d
         LEFT JOIN users u ON u.id = d.user_id
         LEFT JOIN consents c ON c.id = d.grant_id
         LEFT JOIN installations i ON i.id = d.grant_id
         LEFT JOIN organizations o ON o.id = d.organization_id
         LEFT JOIN memberships m ON m.id = d.membership_id
        WHERE d.device_code_hash = $1 AND d.instance_id = $2`,
      [hash, instanceId],
    );
    return row;
  }

  /** Whether the device has waited as long as it was told to; if it has, the wait begins anew. */
  async poll({ hash, now, lenience }: Poll): Promise<boolean> {
    const polled = await this.database.execute(
      `UPDATE device_authorizations SET polled_at = $1
        WHERE device_code_hash = $2 AND (polled_at IS NULL OR polled_at + interval_seconds * 1000 <= $3)`,
      [now, hash, now + lenience],
    );
    return polled === 1;
  }

  async slowDown({ hash, now, step, longest }: Slowing): Promise<void> {
    await this.database.execute(
      `UPDATE device_authorizations
          SET polled_at = $1,
              interval_seconds = CASE WHEN interval_seconds + $2 > $3 THEN $3 ELSE interval_seconds + $2 END
        WHERE device_code_hash = $4`,
      [now, step, longest, hash],
    );
  }

  /**
   * True for one caller only, and for none once its person may have no tokens, or what was allowed has ended. What runs at the
   * same time and ends it either is seen here, or comes after what is issued now and kills it through the feed.
   */
  async consume(hash: string, now: number): Promise<boolean> {
    const lock = this.database.forShare;
    const consumed = await this.database.execute(
      `UPDATE device_authorizations SET consumed_at = $1
        WHERE device_code_hash = $2 AND consumed_at IS NULL AND decision = 'allow' AND expires_at > $1
          AND EXISTS (SELECT 1 FROM users u WHERE u.id = device_authorizations.user_id AND u.status = 'active'
                         AND u.credentials_not_before <= device_authorizations.decided_at${lock})
          AND (organization_id IS NOT NULL
               OR EXISTS (SELECT 1 FROM consents c WHERE c.id = device_authorizations.grant_id
                             AND c.withdrawn_at IS NULL${lock}))
          AND (organization_id IS NULL
               OR EXISTS (SELECT 1 FROM organizations o JOIN installations i ON i.organization_id = o.id
                           WHERE i.id = device_authorizations.grant_id AND i.uninstalled_at IS NULL
                             AND o.status = 'active'${lock}))
          AND (membership_id IS NULL
               OR EXISTS (SELECT 1 FROM memberships m WHERE m.id = device_authorizations.membership_id
                             AND m.updated_at <= device_authorizations.decided_at${lock}))`,
      [now, hash],
    );
    return consumed === 1;
  }
}
