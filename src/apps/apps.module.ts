import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { UsersModule } from '../users/index.js';
import { AppClientsController } from './app-clients.controller.js';
import { AppClients } from './app-clients.service.js';
import { AppConfiguration } from './app-configuration.service.js';
import { AppDirectoryController } from './app-directory.controller.js';
import { AppDirectory } from './app-directory.service.js';
import { AppDirectoryStore } from './app-directory.store.js';
import { AppScopesController } from './app-scopes.controller.js';
import { AppScopes } from './app-scopes.service.js';
import { AppStore } from './app.store.js';
import { AppsController } from './apps.controller.js';
import { Apps } from './apps.service.js';
import { ClientMaker } from './client-maker.js';
import { ClientStore } from './client.store.js';
import { ClientStrategy } from './client.strategy.js';
import { Clients } from './clients.service.js';
import { ConnectedOrganizations } from './connected-organizations.service.js';
import { InstallationChanges } from './installation-changes.service.js';
import { InstallationStore } from './installation.store.js';
import { InstallationTrail } from './installation-trail.js';
import { InstallationsController } from './installations.controller.js';
import { Installations } from './installations.service.js';
import { LaunchableAppStore } from './launchable-app.store.js';
import { LaunchableApps } from './launchable-apps.service.js';
import { ManagedClientStore } from './managed-client.store.js';
import { PublishedApps } from './published-apps.service.js';
import { TestAccountTrail } from './test-account-trail.js';
import { TestAccounts } from './test-accounts.service.js';
import { VendorAccess } from './vendor-access.js';
import { VendorApps } from './vendor-apps.service.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule, OrganizationsModule, ResourcesModule, UsersModule],
  controllers: [
    AppsController,
    AppClientsController,
    InstallationsController,
    AppDirectoryController,
    AppScopesController,
  ],
  providers: [
    ...[AppStore, Apps, ClientStore, ClientMaker, Clients, ClientStrategy],
    ...[VendorAccess, VendorApps, ManagedClientStore, AppClients, AppScopes],
    ...[
      AppConfiguration,
      ConnectedOrganizations,
      PublishedApps,
      TestAccountTrail,
      TestAccounts,
      LaunchableAppStore,
      LaunchableApps,
    ],
    ...[InstallationStore, InstallationTrail, InstallationChanges, Installations, AppDirectoryStore, AppDirectory],
  ],
  exports: [
    VendorAccess,
    ...[
      Apps,
      Clients,
      ClientStrategy,
      VendorApps,
      AppClients,
      Installations,
      InstallationChanges,
      AppDirectory,
      AppScopes,
    ],
    ...[AppConfiguration, ConnectedOrganizations, PublishedApps, LaunchableApps, TestAccounts],
  ],
})
export class AppsModule {}
