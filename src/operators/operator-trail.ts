import { Injectable } from '@nestjs/common';
import { Audit, type AuditEvent } from '../audit/index.js';
import { Database } from '../platform/index.js';

/** What operators do, on the record of the default instance: both are written, or neither. */
@Injectable()
export class OperatorTrail {
  constructor(
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  along<T>(event: AuditEvent, change: () => Promise<T>): Promise<T> {
    return this.database.transaction(async () => {
      const changed = await change();
      await this.audit.record(event);
      return changed;
    });
  }
}
