import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/index.js';
import type { InstanceId, UserId } from '../core/ids.js';
import { Revocations } from '../revocations/index.js';

/** What the coming and going of test people leaves behind, in the running transaction: the same as of any people. */
@Injectable()
export class TestPeopleTrail {
  constructor(
    private readonly revocations: Revocations,
    private readonly audit: Audit,
  ) {}

  async created(instanceId: InstanceId, userId: UserId): Promise<void> {
    await this.audit.record({ instanceId, type: 'user.created', userId });
  }

  /** Nothing of theirs works any more, within the bound of the feed. */
  async removed(instanceId: InstanceId, userIds: readonly UserId[]): Promise<void> {
    const anchors = userIds.map((id) => ({ type: 'user', id }) as const);
    await this.revocations.revoke(instanceId, anchors, 'user.removed');
    for (const userId of userIds) await this.audit.record({ instanceId, type: 'user.removed', userId });
  }
}
