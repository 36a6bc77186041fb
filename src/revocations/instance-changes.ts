import { Injectable } from '@nestjs/common';
import { Instances } from '../instances/index.js';
import { Revocations } from './revocations.service.js';

/** Instances stand below the feed and know nothing of it: here their changes are written to it, and their cache hears of others'. */
@Injectable()
export class InstanceChanges {
  constructor(instances: Instances, revocations: Revocations) {
    instances.onChanged(async (id, isEnded) => {
      const anchors = [{ type: 'instance', id }] as const;
      if (isEnded) await revocations.revoke(id, anchors, 'instance suspended');
      else await revocations.announce(id, anchors);
    });
    revocations.onRevoked(({ type }) => {
      if (type === 'instance') instances.forget();
    });
  }
}
