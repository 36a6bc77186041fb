import { Module } from '@nestjs/common';
import { InstancesModule } from '../instances/index.js';
import { KeysModule } from '../keys/index.js';
import { RevocationsModule } from '../revocations/index.js';
import { AccessTokens } from './access-tokens.service.js';
import { EndedTokenStore } from './ended-token.store.js';
import { EndedTokens } from './ended-tokens.service.js';
import { RevokedTokenStore } from './revoked-token.store.js';
import { RevokedTokenList } from './revoked-tokens.service.js';
import { TokenRevocation } from './token-revocation.service.js';
import { TokenRegistry } from './token-registry.service.js';
import { TokenStore } from './token.store.js';
import { TokenStrategy } from './token.strategy.js';

@Module({
  imports: [InstancesModule, KeysModule, RevocationsModule],
  providers: [
    AccessTokens,
    TokenRegistry,
    TokenRevocation,
    TokenStore,
    TokenStrategy,
    RevokedTokenStore,
    RevokedTokenList,
    EndedTokenStore,
    EndedTokens,
  ],
  exports: [AccessTokens, TokenRegistry, TokenRevocation, TokenStrategy, RevokedTokenList, EndedTokens],
})
export class TokensModule {}
