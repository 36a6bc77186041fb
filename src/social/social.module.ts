import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/index.js';
import { AuditModule } from '../audit/index.js';
import { ConsentsModule } from '../consents/index.js';
import { InstancesModule } from '../instances/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { IdentitiesController } from './identities.controller.js';
import { Identities } from './identities.service.js';
import { IdentityStore } from './identity.store.js';
import { IdentityTrail } from './identity-trail.js';
import { OwnIdentities } from './own-identities.js';
import { ProviderJourney } from './provider-journey.service.js';
import { SocialAccounts } from './social-accounts.service.js';
import { SocialAdmission } from './social-admission.service.js';
import { SocialFlowStore } from './social-flow.store.js';
import { SocialFlows } from './social-flows.service.js';
import { SocialLinks } from './social-links.service.js';
import { Settings } from '../platform/index.js';
import { SocialProviders } from './social-providers.service.js';
import { SocialReclaim } from './social-reclaim.js';
import { SocialSignIn } from './social-sign-in.service.js';

@Module({
  imports: [InstancesModule, AuditModule, UsersModule, ConsentsModule, SessionsModule, ApiKeysModule],
  controllers: [IdentitiesController],
  providers: [
    ...[IdentityStore, IdentityTrail, Identities, OwnIdentities],
    ...[SocialFlowStore, SocialFlows, ProviderJourney],
    { provide: SocialProviders, useFactory: (settings: Settings) => SocialProviders.of(settings), inject: [Settings] },
    ...[SocialAdmission, SocialAccounts, SocialLinks, SocialSignIn, SocialReclaim],
  ],
  exports: [SocialProviders, SocialSignIn, SocialLinks, SocialFlows, Identities],
})
export class SocialModule {}
