import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { FeedWakeUp } from './feed-wake-up.js';
import { InstanceChanges } from './instance-changes.js';
import { LiveRevocations } from './live-revocations.js';
import { RevocationFeed } from './revocation-feed.js';
import { RevocationLog } from './revocation-log.js';
import { RevocationTail } from './revocation-tail.js';
import { RevocationStore } from './revocation.store.js';
import { Revocations } from './revocations.service.js';

@Module({
  imports: [InstancesModule],
  providers: [
    RevocationStore,
    LiveRevocations,
    RevocationFeed,
    FeedWakeUp,
    Revocations,
    InstanceChanges,
    RevocationLog,
    RevocationTail,
  ],
  exports: [Revocations, RevocationLog, RevocationTail],
})
export class RevocationsModule {}
