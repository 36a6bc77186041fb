export type {
  ApiKey,
  ApiKeyChange,
  ApiKeyOwner,
  ApiKeyRotation,
  ApiKeyTerms,
  NewApiKey,
  ShownApiKey,
} from './api-key.js';
export type { Presentation } from './api-key-authenticator.js';
export { ApiKeyExchange, type ExchangeableKey } from './api-key-exchange.service.js';
export { ApiKeyRecords, type KeyOverview, type UsageOfKey } from './api-key-records.service.js';
export { ApiKeyStrategy } from './api-key.strategy.js';
export { ApiKeysModule } from './api-keys.module.js';
export { ApiKeys } from './api-keys.service.js';
export { OrganizationApiKeys, type OrganizationKeysCaller } from './organization-api-keys.service.js';
export { PersonalApiKeys } from './personal-api-keys.service.js';
export { mostApiKeys, PLANS } from './plans.js';
