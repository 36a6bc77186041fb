import { Injectable } from '@nestjs/common';
import type { AppId, ConsentId, InstanceId, UserId } from '../core/ids.js';
import { Database } from '../platform/index.js';

export interface ConsentRecord {
  readonly id: ConsentId;
  readonly scope: string;
}

/** A consent as its person sees it. Times are in milliseconds. */
export interface ConsentedApp {
  readonly id: ConsentId;
  readonly title: string;
  readonly vendor: string;
  readonly scope: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface NewConsent {
  readonly id: ConsentId;
  readonly instanceId: InstanceId;
  readonly userId: UserId;
  readonly appId: AppId;
  readonly scope: string;
}

@Injectable()
export class ConsentStore {
  constructor(private readonly database: Database) {}

  async find(userId: UserId, appId: AppId): Promise<ConsentRecord | undefined> {
    const [row] = await this.database.query<ConsentRecord>(
      'SELECT id, scope FROM consents WHERE user_id = $1 AND app_id = $2 AND withdrawn_at IS NULL',
      [userId, appId],
    );
    return row;
  }

  /** Of an active person, and neither changes until the running transaction ends. */
  async hold(instanceId: InstanceId, userId: UserId, appId: AppId): Promise<ConsentRecord | undefined> {
    const [row] = await this.database.query<ConsentRecord>(
      `SELECT c.id, c.scope FROM users u JOIN consents c ON c.user_id = u.id
        WHERE u.id = $1 AND u.instance_id = $2 AND u.status = 'active' AND c.app_id = $3
          AND c.withdrawn_at IS NULL${this.database.forShare}`,
      [userId, instanceId, appId],
    );
    return row;
  }

  /** False where the person has a living consent for the app already. */
  async insert(consent: NewConsent, now: number): Promise<boolean> {
    const inserted = await this.database.execute(
      `INSERT INTO consents (id, instance_id, user_id, app_id, scope, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING`,
      [consent.id, consent.instanceId, consent.userId, consent.appId, consent.scope, now],
    );
    return inserted === 1;
  }

  async setScope(id: ConsentId, scope: string, now: number): Promise<void> {
    await this.database.execute('UPDATE consents SET scope = $1, updated_at = $2 WHERE id = $3', [scope, now, id]);
  }

  async withdraw(userId: UserId, id: ConsentId, now: number): Promise<boolean> {
    const withdrawn = await this.database.execute(
      'UPDATE consents SET withdrawn_at = $1, updated_at = $1 WHERE id = $2 AND user_id = $3 AND withdrawn_at IS NULL',
      [now, id, userId],
    );
    return withdrawn === 1;
  }

  list(userId: UserId): Promise<ConsentedApp[]> {
    return this.database.query<ConsentedApp>(
      `SELECT c.id, a.title, a.vendor, c.scope, c.created_at AS "createdAt", c.updated_at AS "updatedAt"
         FROM consents c JOIN apps a ON a.id = c.app_id
        WHERE c.user_id = $1 AND c.withdrawn_at IS NULL ORDER BY c.updated_at DESC`,
      [userId],
    );
  }
}
