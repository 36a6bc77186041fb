export type { App, AppChange, AppKind, AppStatus } from './app.js';
export { AppClients, type ManagedApp, type NewAppClient, type Rotation } from './app-clients.service.js';
export { AppsModule } from './apps.module.js';
export { type AppInput, Apps, type CreatedApp } from './apps.service.js';
export type { Client, ClientChange, GrantType } from './client.store.js';
export { ClientStrategy } from './client.strategy.js';
export { type ClientInput, Clients, type CreatedClient } from './clients.service.js';
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
export type { ManagedClient } from './managed-client.store.js';
export { type PublishedApp, type VendorAppInput, VendorApps } from './vendor-apps.service.js';
