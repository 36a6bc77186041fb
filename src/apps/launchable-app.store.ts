import { Injectable } from '@nestjs/common';
import { Database } from '../platform/index.js';
import type { UserKey } from '../users/index.js';
import type { App } from './app.js';

export type LaunchableApp = Pick<App, 'name' | 'title' | 'logoUrl'> & { readonly entryPoint: string };

type Row = Omit<LaunchableApp, 'logoUrl'> & { readonly logoUrl: string | null };

@Injectable()
export class LaunchableAppStore {
  constructor(private readonly database: Database) {}

  /** By title, each once: apps with an entry point that one of the person's organizations has and can use now. */
  async list({ instanceId, userId }: UserKey): Promise<LaunchableApp[]> {
    const rows = await this.database.query<Row>(
      `SELECT DISTINCT a.name, a.title, a.logo_url AS "logoUrl", a.entry_point AS "entryPoint"
         FROM memberships m
         JOIN organizations o ON o.id = m.organization_id
         JOIN installations i ON i.organization_id = m.organization_id
         JOIN apps a ON a.id = i.app_id
        WHERE m.user_id = $1 AND m.instance_id = $2 AND i.uninstalled_at IS NULL AND a.entry_point IS NOT NULL
          AND a.status = 'active' AND o.status = 'active'
          AND (a.kind = 'public' OR a.vendor_organization_id = i.organization_id)
        ORDER BY a.title, a.name`,
      [userId, instanceId],
    );
    return rows.map(({ logoUrl, ...app }) => ({ ...app, logoUrl: logoUrl ?? undefined }));
  }
}
