import { Injectable } from '@nestjs/common';
import { Audit, type AuditDetail } from '../audit/index.js';
import type { InstanceId } from '../core/ids.js';
import { Outbox } from '../platform/index.js';
import { type Anchor, Revocations } from '../revocations/index.js';
import type { Caller } from './caller.js';
import { type DirectoryEvent, messageOf } from './directory-event.js';

/** What a change leaves behind, in its own transaction: who did it, and the end of what hung on it. */
@Injectable()
export class OrganizationTrail {
  constructor(
    private readonly audit: Audit,
    private readonly revocations: Revocations,
    private readonly outbox: Outbox,
  ) {}

  async record(caller: Caller, type: string, detail: AuditDetail): Promise<void> {
    const { instanceId } = caller;
    const by = caller.type === 'person' ? { userId: caller.userId } : { clientId: caller.clientId };
    await this.audit.record({ instanceId, type, ...by, detail });
  }

  /** Tells apps of the change, once it is committed. */
  async publish(events: readonly DirectoryEvent[]): Promise<void> {
    for (const event of events) await this.outbox.add(messageOf(event));
  }

  /** Nothing that hangs on the anchor works any more, within the bound of the feed. */
  async end(instanceId: InstanceId, anchor: Anchor, reason: string): Promise<void> {
    await this.revocations.revoke(instanceId, [anchor], reason);
  }

  /** What was issued under the anchor so far is dead; what comes later is issued in the knowledge of the change. */
  async outdate(instanceId: InstanceId, anchor: Anchor, reason: string): Promise<void> {
    await this.revocations.outdate(instanceId, [anchor], reason);
  }

  /** The anchor lives on, but not as it was: whoever remembers it is to look again. */
  async announce(instanceId: InstanceId, anchor: Anchor): Promise<void> {
    await this.revocations.announce(instanceId, [anchor]);
  }
}
