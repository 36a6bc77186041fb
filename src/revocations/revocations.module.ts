import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { InstanceChanges } from './instance-changes.js';
import { LiveRevocations } from './live-revocations.js';
import { RevocationFeed } from './revocation-feed.js';
import { RevocationLog } from './revocation-log.js';
import { RevocationStore } from './revocation.store.js';
import { Revocations } from './revocations.service.js';

@Module({
  imports: [InstancesModule],
  providers: [RevocationStore, LiveRevocations, RevocationFeed, Revocations, InstanceChanges, RevocationLog],
  exports: [Revocations, RevocationLog],
})
export class RevocationsModule {}
