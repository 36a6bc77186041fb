import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { UsersModule } from '../users/index.js';
import { AdministeredInstances } from './administered-instances.service.js';
import { AuditEventsController } from './audit-events.controller.js';
import { AuditLog } from './audit-log.service.js';
import { InstanceRemoval } from './instance-removal.js';
import { InstancesController } from './instances.controller.js';
import { OperatorStore } from './operator.store.js';
import { OperatorTrail } from './operator-trail.js';
import { Operators } from './operators.service.js';

@Module({
  imports: [InstancesModule, AuditModule, UsersModule],
  controllers: [InstancesController, AuditEventsController],
  providers: [OperatorStore, OperatorTrail, Operators, InstanceRemoval, AdministeredInstances, AuditLog],
  exports: [Operators, AdministeredInstances],
})
export class OperatorsModule {}
