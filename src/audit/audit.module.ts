import { Module } from '@nestjs/common';
import { AuditEventStore } from './audit-event.store.js';
import { Audit } from './audit.service.js';

@Module({ providers: [AuditEventStore, Audit], exports: [Audit] })
export class AuditModule {}
