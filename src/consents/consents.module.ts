import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { ConsentStore } from './consent.store.js';
import { Consents } from './consents.service.js';

@Module({ imports: [AuditModule, RevocationsModule], providers: [ConsentStore, Consents], exports: [Consents] })
export class ConsentsModule {}
