import { Injectable } from '@nestjs/common';
import type { AppId, InstanceId, OrganizationId } from '../core/ids.js';
import { Database } from '../platform/index.js';

/** Where an app wants to hear of events. The columns stand beside the app's others, and are written here only. */
export interface Webhook {
  readonly url: string;
  readonly sealedSecret: string;
}

/** An app that hears of events, with what an organization has allowed it. */
export interface Subscriber {
  readonly appId: AppId;
  /** Granted: space separated. */
  readonly scope: string;
  /** Desired: JSON. */
  readonly desired: string;
}

const SELECT = `SELECT a.webhook_url AS "url", a.sealed_webhook_secret AS "sealedSecret" FROM apps a
  WHERE a.id = $1 AND a.webhook_url IS NOT NULL`;
const HEARS = "a.webhook_url IS NOT NULL AND a.status <> 'blocked'";

@Injectable()
export class WebhookStore {
  constructor(private readonly database: Database) {}

  async find(appId: AppId): Promise<Webhook | undefined> {
    return (await this.database.query<Webhook>(SELECT, [appId]))[0];
  }

  /** The same, unless an operator has blocked the app. */
  async findListening(appId: AppId): Promise<Webhook | undefined> {
    return (await this.database.query<Webhook>(`${SELECT} AND ${HEARS}`, [appId]))[0];
  }

  async set(appId: AppId, webhook: Webhook | undefined): Promise<void> {
    const sql = 'UPDATE apps SET webhook_url = $1, sealed_webhook_secret = $2 WHERE id = $3';
    await this.database.execute(sql, [webhook?.url ?? null, webhook?.sealedSecret ?? null, appId]);
  }

  async hears(instanceId: InstanceId, appId: AppId): Promise<boolean> {
    const sql = `SELECT a.id FROM apps a WHERE a.id = $1 AND a.instance_id = $2 AND ${HEARS}`;
    return (await this.database.query(sql, [appId, instanceId])).length > 0;
  }

  listInstalled(organizationId: OrganizationId): Promise<Subscriber[]> {
    return this.database.query<Subscriber>(
      `SELECT a.id AS "appId", i.scope, a.scopes AS "desired" FROM installations i JOIN apps a ON a.id = i.app_id
        WHERE i.organization_id = $1 AND i.uninstalled_at IS NULL AND ${HEARS}`,
      [organizationId],
    );
  }
}
