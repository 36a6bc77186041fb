import { Injectable } from '@nestjs/common';
import { Audit, type AuditDetail } from '../audit/index.js';
import { Database } from '../platform/index.js';
import type { ClientKey } from './app-configuration.service.js';

/** What a change of an app's test accounts leaves behind, in its own transaction. */
@Injectable()
export class TestAccountTrail {
  constructor(
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async record(type: string, { instanceId, clientId }: ClientKey, detail: AuditDetail): Promise<void> {
    await this.audit.record({ instanceId, clientId, type, detail });
  }
}
