import { Module } from '@nestjs/common';
import { AppsModule } from '../apps/index.js';
import { InstancesModule } from '../instances/index.js';
import { OAuth2Module } from '../oauth2/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { SessionsModule } from '../sessions/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { DemoSeed } from './demo-seed.service.js';
import { ExplorerController } from './explorer.controller.js';
import { Explorer } from './explorer.service.js';
import { HealthController } from './health.controller.js';
import { Pruning } from './pruning.service.js';
import { Setup } from './setup.service.js';

@Module({
  imports: [
    ...[InstancesModule, RevocationsModule, UsersModule, ResourcesModule, AppsModule],
    ...[SessionsModule, TokensModule, WebhooksModule, OAuth2Module],
  ],
  controllers: [HealthController, ExplorerController],
  providers: [DemoSeed, Setup, Explorer, Pruning],
  exports: [DemoSeed, Setup, Explorer],
})
export class OperationsModule {}
