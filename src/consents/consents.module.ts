import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { ConnectionStore } from './connection.store.js';
import { Connections } from './connections.service.js';
import { ConsentStore } from './consent.store.js';
import { Consents } from './consents.service.js';

@Module({
  imports: [AuditModule, RevocationsModule],
  providers: [ConsentStore, Consents, ConnectionStore, Connections],
  exports: [Consents, Connections],
})
export class ConsentsModule {}
