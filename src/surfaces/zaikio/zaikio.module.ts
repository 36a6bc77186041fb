import { Module } from '@nestjs/common';
import { AppsModule } from '../../apps/index.js';
import { ConsentsModule } from '../../consents/index.js';
import { InstancesModule } from '../../instances/index.js';
import { KeysModule } from '../../keys/index.js';
import { OAuth2Module } from '../../oauth2/index.js';
import { OrganizationsModule } from '../../organizations/index.js';
import { ResourcesModule } from '../../resources/index.js';
import { TokensModule } from '../../tokens/index.js';
import { UsersModule } from '../../users/index.js';
import { WebhooksModule } from '../../webhooks/index.js';
import { AppsController } from './directory/apps.controller.js';
import { ConnectionsController } from './directory/connections.controller.js';
import { DirectoryApps } from './directory/directory-apps.service.js';
import { DirectoryConnections } from './directory/directory-connections.service.js';
import { DirectoryOrganizations } from './directory/directory-organizations.service.js';
import { DirectoryPeople } from './directory/directory-people.service.js';
import { DirectoryTestAccounts } from './directory/directory-test-accounts.service.js';
import { OrganizationController } from './directory/organization.controller.js';
import { PersonController } from './directory/person.controller.js';
import { PreflightController } from './directory/preflight.controller.js';
import { PublicController } from './directory/public.controller.js';
import { Relations } from './directory/relations.service.js';
import { TestAccountsController } from './directory/test-accounts.controller.js';
import { AccessTokenController } from './oauth/access-token.controller.js';
import { AuthorizationController } from './oauth/authorization.controller.js';
import { AuthorizationForward } from './oauth/authorization-forward.service.js';
import { ZaikioDeviceController } from './oauth/device-authorization.controller.js';
import { DeviceStarts } from './oauth/device-starts.service.js';
import { OAuthPreflightController } from './oauth/oauth-preflight.controller.js';

/** The paths and shapes of Zaikio, for the default instance. */
@Module({
  imports: [
    ...[InstancesModule, KeysModule, UsersModule, OrganizationsModule, ResourcesModule],
    ...[AppsModule, ConsentsModule, TokensModule, OAuth2Module, WebhooksModule],
  ],
  controllers: [
    ...[PersonController, OrganizationController, ConnectionsController, AppsController, PublicController],
    ...[PreflightController, AccessTokenController, AuthorizationController, ZaikioDeviceController],
    ...[OAuthPreflightController, TestAccountsController],
  ],
  providers: [
    ...[Relations, DirectoryPeople, DirectoryOrganizations, DirectoryConnections, DirectoryApps],
    ...[DirectoryTestAccounts, AuthorizationForward, DeviceStarts],
  ],
})
export class ZaikioModule {}
