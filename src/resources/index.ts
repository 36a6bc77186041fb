export { type ApiOwner, type AppApi, AppApis, type ScopeRegistration } from './app-apis.service.js';
export { Catalogue, type FoundScope, OPENID_SCOPES, type Target, type TargetDefaults } from './catalogue.js';
export type { LocalizedText, ResourceServer, ScopeDefinition, TokenFormat } from './resource.store.js';
export { ResourcesModule } from './resources.module.js';
export type { NewResourceServer, NewScope } from './resource-rules.js';
export { Resources } from './resources.service.js';
export { LocalizedTextDto } from './scopes.dto.js';
