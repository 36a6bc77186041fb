import { Injectable } from '@nestjs/common';
import { Audit, type AuditFilter, type AuditPage, type AuditRecord } from '../audit/index.js';
import type { UserId } from '../core/ids.js';
import { Instances } from '../instances/index.js';
import { AdministeredInstances } from './administered-instances.service.js';

/** Times in milliseconds. */
export interface AuditQuestion extends Omit<AuditFilter, 'instanceId'> {
  /** Absent: the default instance, on whose record operators are too. */
  readonly instance?: string;
}

export interface PageWish {
  readonly cursor?: string;
  readonly limit: number;
}

/** Records at a time: no export, however long, holds more of them in memory, or the database for longer. */
const BATCH = 500;

/** The record of every instance, for who runs the service. */
@Injectable()
export class AuditLog {
  constructor(
    private readonly audit: Audit,
    private readonly instances: Instances,
    private readonly administered: AdministeredInstances,
  ) {}

  /** @throws not_found; invalid_input for a cursor that is none of ours */
  async page(question: AuditQuestion, wish: PageWish): Promise<AuditPage> {
    return this.audit.search(await this.filterOf(question), wish);
  }

  /**
   * All of it, newest first, as fast as it is taken; what happens meanwhile is not in it. The first batch is read before this answers, so that
   * a database that is gone can still be told. Leaves a record of its own.
   *
   * @throws not_found
   */
  async export(by: UserId, question: AuditQuestion): Promise<AsyncIterable<readonly AuditRecord[]>> {
    const filter = await this.filterOf(question);
    const first = await this.audit.search(filter, { limit: BATCH });
    const { id: instanceId } = await this.instances.default();
    await this.audit.record({
      instanceId,
      type: 'audit.exported',
      userId: by,
      detail: { instance: question.instance },
    });
    return this.batches(filter, first);
  }

  private async *batches(filter: AuditFilter, first: AuditPage): AsyncIterable<readonly AuditRecord[]> {
    yield first.records;
    let { next } = first;
    while (next !== undefined) {
      const page = await this.audit.search(filter, { cursor: next, limit: BATCH });
      yield page.records;
      next = page.next;
    }
  }

  private async filterOf({ instance, ...wanted }: AuditQuestion): Promise<AuditFilter> {
    const { id } = await (instance === undefined ? this.instances.default() : this.administered.get(instance));
    return { ...wanted, instanceId: id };
  }
}
