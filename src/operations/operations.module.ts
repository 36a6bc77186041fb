import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/index.js';
import { AppsModule } from '../apps/index.js';
import { InstancesModule } from '../instances/index.js';
import { LoginModule } from '../login/index.js';
import { OAuth2Module } from '../oauth2/index.js';
import { OperatorsModule } from '../operators/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { SessionsModule } from '../sessions/index.js';
import { SocialModule } from '../social/index.js';
import { TokensModule } from '../tokens/index.js';
import { UsersModule } from '../users/index.js';
import { WebhooksModule } from '../webhooks/index.js';
import { DemoSeed } from './demo-seed.service.js';
import { ExplorerController } from './explorer.controller.js';
import { Explorer } from './explorer.service.js';
import { Gauges } from './gauges.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { MetricsGuard } from './metrics.guard.js';
import { Pruning } from './pruning.service.js';
import { type Prunable, PRUNED, PRUNED_LIST } from './pruned.js';
import { SampleBrandsController } from './sample-brands.controller.js';
import { SampleTicketsController } from './sample-tickets.controller.js';
import { SampleTickets } from './sample-tickets.service.js';
import { Setup } from './setup.service.js';

@Module({
  imports: [
    ...[InstancesModule, RevocationsModule, UsersModule, ResourcesModule, AppsModule],
    ...[
      SessionsModule,
      TokensModule,
      WebhooksModule,
      ApiKeysModule,
      OAuth2Module,
      LoginModule,
      SocialModule,
      OperatorsModule,
    ],
  ],
  controllers: [
    HealthController,
    MetricsController,
    ExplorerController,
    SampleBrandsController,
    SampleTicketsController,
  ],
  providers: [
    SampleTickets,
    ...[Gauges, MetricsGuard],
    ...[DemoSeed, Setup, Explorer, Pruning],
    { provide: PRUNED_LIST, useFactory: (...owners: Prunable[]) => owners, inject: [...PRUNED] },
  ],
  exports: [DemoSeed, Setup, Explorer],
})
export class OperationsModule {}
