export type { ConnectableType, Connection } from './connection.store.js';
export { Connections } from './connections.service.js';
export type { ConsentedApp } from './consent.store.js';
export { ConsentsModule } from './consents.module.js';
export { type Consent, Consents, type ConsentSubject } from './consents.service.js';
