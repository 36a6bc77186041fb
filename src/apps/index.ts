export type { App, AppChange, AppKind, AppStatus } from './app.js';
export { AppClients, type ManagedApp, type NewAppClient, type Rotation } from './app-clients.service.js';
export { AppConfiguration, type ConfigurationChange, type ConfiguredApp } from './app-configuration.service.js';
export { AppDirectory, type AvailableApp, type AvailableAppPage, type DirectoryWish } from './app-directory.service.js';
export type { ClientKey } from './app-configuration.service.js';
export { AppScopes } from './app-scopes.service.js';
export { AppsModule } from './apps.module.js';
export { type AppInput, Apps, type CreatedApp } from './apps.service.js';
export type { ClientKeys, ClientKeysInput } from './client-keys.js';
export type { Client, ClientChange } from './client.store.js';
export { ClientStrategy } from './client.strategy.js';
export { type AuthenticationChange, type ClientInput, Clients, type CreatedClient } from './clients.service.js';
export { ConnectedOrganizations } from './connected-organizations.service.js';
export { DEVICE_CODE_GRANT, type GrantType, TOKEN_EXCHANGE_GRANT } from './usable-grants.js';
export {
  type DescribedInstallation,
  type Installation,
  type InstallationKey,
  launchUrl,
  type Sentence,
  type StandingInstallation,
} from './installation.js';
export type { InstallationAddress } from './installation-address.js';
export { type Approval, InstallationChanges } from './installation-changes.service.js';
export { type InstallationInput, Installations } from './installations.service.js';
export type { LaunchableApp } from './launchable-app.store.js';
export { LaunchableApps } from './launchable-apps.service.js';
export type { ManagedClient } from './managed-client.store.js';
export { PublishedApps } from './published-apps.service.js';
export { type CreatedTestAccount, TestAccounts } from './test-accounts.service.js';
export { VendorAccess } from './vendor-access.js';
export { type PublishedApp, type VendorAppInput, VendorApps } from './vendor-apps.service.js';
