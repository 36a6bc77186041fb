import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { ResourcesModule } from '../resources/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { ApiKeyAuthenticator } from './api-key-authenticator.js';
import { ApiKeyExchange } from './api-key-exchange.service.js';
import { ApiKeyLimits } from './api-key-limits.js';
import { ApiKeyMinting } from './api-key-minting.service.js';
import { ApiKeyRecords } from './api-key-records.service.js';
import { ApiKeyScopes } from './api-key-scopes.js';
import { ApiKeyStore } from './api-key.store.js';
import { ApiKeyStrategy } from './api-key.strategy.js';
import { ApiKeyTrail } from './api-key-trail.js';
import { ApiKeyUsage } from './api-key-usage.js';
import { ApiKeyUsageStore } from './api-key-usage.store.js';
import { ApiKeyVerificationController } from './api-key-verification.controller.js';
import { ApiKeyVerification } from './api-key-verification.service.js';
import { ApiKeysController } from './api-keys.controller.js';
import { ApiKeys } from './api-keys.service.js';
import { OrganizationApiKeysController } from './organization-api-keys.controller.js';
import { OrganizationApiKeys } from './organization-api-keys.service.js';
import { PersonalApiKeys } from './personal-api-keys.service.js';
import { PresentedKeyCache } from './presented-key-cache.js';
import { PresentedKeyStore } from './presented-key.store.js';

@Module({
  imports: [InstancesModule, RevocationsModule, AuditModule, OrganizationsModule, ResourcesModule],
  controllers: [ApiKeyVerificationController, ApiKeysController, OrganizationApiKeysController],
  providers: [
    ...[ApiKeyStore, PresentedKeyStore, PresentedKeyCache, ApiKeyUsageStore, ApiKeyUsage],
    ...[ApiKeyScopes, ApiKeyLimits, ApiKeyAuthenticator, ApiKeyStrategy, ApiKeyTrail],
    ...[ApiKeys, ApiKeyMinting, ApiKeyRecords, PersonalApiKeys, OrganizationApiKeys],
    ...[ApiKeyVerification, ApiKeyExchange],
  ],
  exports: [ApiKeys, ApiKeyRecords, ApiKeyStrategy, ApiKeyExchange, PersonalApiKeys, OrganizationApiKeys],
})
export class ApiKeysModule {}
