import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { ResourceStore } from './resource.store.js';
import { Resources } from './resources.service.js';
import { ScopesController } from './scopes.controller.js';

@Module({
  imports: [InstancesModule, RevocationsModule],
  controllers: [ScopesController],
  providers: [ResourceStore, Resources],
  exports: [Resources],
})
export class ResourcesModule {}
