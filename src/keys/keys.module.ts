import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { JwksController } from './jwks.controller.js';
import { KeyChanges } from './key-changes.js';
import { KeyMaker } from './key-maker.js';
import { KeyRing } from './key-ring.service.js';
import { KeySchedule } from './key-schedule.js';
import { KeySets } from './key-sets.js';
import { SigningKeyStore } from './signing-key.store.js';
import { TokenSigner } from './token-signer.js';

@Module({
  imports: [JwtModule.register({}), InstancesModule, RevocationsModule, AuditModule],
  controllers: [JwksController],
  providers: [SigningKeyStore, KeyMaker, KeySets, KeyChanges, KeyRing, KeySchedule, TokenSigner],
  exports: [KeyRing, TokenSigner],
})
export class KeysModule {}
