import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { AppClientsController } from './app-clients.controller.js';
import { AppClients } from './app-clients.service.js';
import { AppStore } from './app.store.js';
import { AppsController } from './apps.controller.js';
import { Apps } from './apps.service.js';
import { ClientStore } from './client.store.js';
import { ClientStrategy } from './client.strategy.js';
import { Clients } from './clients.service.js';
import { InstallationChanges } from './installation-changes.service.js';
import { InstallationStore } from './installation.store.js';
import { InstallationsController } from './installations.controller.js';
import { Installations } from './installations.service.js';
import { ManagedClientStore } from './managed-client.store.js';
import { VendorAccess } from './vendor-access.js';
import { VendorApps } from './vendor-apps.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule, OrganizationsModule, ResourcesModule],
  controllers: [AppsController, AppClientsController, InstallationsController],
  providers: [
    ...[AppStore, Apps, ClientStore, Clients, ClientStrategy],
    ...[VendorAccess, VendorApps, ManagedClientStore, AppClients],
    ...[InstallationStore, InstallationChanges, Installations],
  ],
  exports: [Apps, Clients, ClientStrategy, VendorApps, AppClients, Installations, InstallationChanges],
})
export class AppsModule {}
