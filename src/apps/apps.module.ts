import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { AppStore } from './app.store.js';
import { Apps } from './apps.service.js';
import { ClientStore } from './client.store.js';
import { ClientStrategy } from './client.strategy.js';
import { Clients } from './clients.service.js';

@Module({
  imports: [InstancesModule, ResourcesModule, RevocationsModule],
  providers: [AppStore, Apps, ClientStore, Clients, ClientStrategy],
  exports: [Apps, Clients, ClientStrategy],
})
export class AppsModule {}
