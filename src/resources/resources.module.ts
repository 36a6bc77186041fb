import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { AppApis } from './app-apis.service.js';
import { ResourceStore } from './resource.store.js';
import { Resources } from './resources.service.js';
import { ScopesController } from './scopes.controller.js';

@Module({
  imports: [InstancesModule, RevocationsModule],
  controllers: [ScopesController],
  providers: [ResourceStore, Resources, AppApis],
  exports: [Resources, AppApis],
})
export class ResourcesModule {}
