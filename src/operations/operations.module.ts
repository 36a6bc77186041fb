import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.js';
import { InstancesModule } from '../instances/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { UsersModule } from '../users/index.js';
import { DemoSeed } from './demo-seed.service.js';
import { HealthController } from './health.controller.js';
import { Setup } from './setup.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, UsersModule, ResourcesModule, AppsModule],
  controllers: [HealthController],
  providers: [DemoSeed, Setup],
  exports: [DemoSeed, Setup],
})
export class OperationsModule {}
