export { AppsModule } from './apps.module.js';
export { type AppInput, Apps, type CreatedApp } from './apps.service.js';
export type { Client, GrantType } from './client.store.js';
export { ClientStrategy } from './client.strategy.js';
export { type ClientInput, Clients, type CreatedClient } from './clients.service.js';
