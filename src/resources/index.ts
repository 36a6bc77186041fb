export { Catalogue, type FoundScope, OPENID_SCOPES, type Target, type TargetDefaults } from './catalogue.js';
export type { LocalizedText, ResourceServer, TokenFormat } from './resource.store.js';
export { ResourcesModule } from './resources.module.js';
export { type NewResourceServer, type NewScope, Resources } from './resources.service.js';
export { LocalizedTextDto } from './scopes.dto.js';
