import { type DynamicModule, Global, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuthGuard } from './auth.guard.js';
import { type ResolvesCredential, STRATEGIES } from './credential.strategy.js';
import { RoutePolicyCheck } from './route-policy.js';

export interface AccessOptions {
  /** The modules that own the strategies. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  readonly strategies: readonly Type<ResolvesCredential>[];
}

@Global()
@Module({})
export class AccessModule {
  static forRoot({ imports, strategies }: AccessOptions): DynamicModule {
    return {
      module: AccessModule,
      imports: [DiscoveryModule, ...imports],
      providers: [
        RoutePolicyCheck,
        { provide: STRATEGIES, useFactory: (...all: ResolvesCredential[]) => all, inject: [...strategies] },
        { provide: APP_GUARD, useClass: AuthGuard },
      ],
    };
  }
}
