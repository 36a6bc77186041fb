import { type DynamicModule, type FactoryProvider, Module, type ModuleMetadata, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { RoutePolicyCheck } from '../access/index.js';
import { AccessTokenReader } from './access-token-reader.js';
import { ApiKeyVerifier } from './api-key-verifier.js';
import { type GuardOptions, GuardSettings } from './guard-options.js';
import { Issuer } from './issuer.js';
import { IssuerKeys } from './issuer-keys.js';
import { LatchkeyGuard } from './latchkey.guard.js';
import { LatchkeyVerifier } from './latchkey-verifier.js';
import { RefusalFilter } from './refusal.filter.js';
import { RevocationFollower } from './revocation-follower.js';
import { TokenVerifier } from './token-verifier.js';

/** Injection token of the options, for tests that put others in their place. */
export const GUARD_OPTIONS = Symbol('latchkey:guard-options');

export interface AsyncGuardOptions extends Pick<ModuleMetadata, 'imports'>, Pick<FactoryProvider, 'inject'> {
  readonly useFactory: (...injected: never[]) => GuardOptions | Promise<GuardOptions>;
}

const PROVIDERS: Provider[] = [
  {
    provide: GuardSettings,
    useFactory: (options: GuardOptions) => new GuardSettings(options),
    inject: [GUARD_OPTIONS],
  },
  ...[Issuer, RevocationFollower, IssuerKeys, AccessTokenReader, TokenVerifier, ApiKeyVerifier],
  ...[LatchkeyVerifier, LatchkeyGuard, RefusalFilter],
  { provide: APP_GUARD, useExisting: LatchkeyGuard },
  { provide: APP_FILTER, useExisting: RefusalFilter },
  { provide: RoutePolicyCheck, useFactory: policyCheck, inject: [GuardSettings, DiscoveryService, Reflector] },
];

/** Guards a service that accepts tokens and API keys of an issuer: no database, no request per call, every route closed. */
@Module({})
export class LatchkeyGuardModule {
  static forRoot(options: GuardOptions): DynamicModule {
    return LatchkeyGuardModule.of([], { provide: GUARD_OPTIONS, useValue: options });
  }

  static forRootAsync({ imports, inject, useFactory }: AsyncGuardOptions): DynamicModule {
    return LatchkeyGuardModule.of(imports, { provide: GUARD_OPTIONS, useFactory, inject });
  }

  private static of(imports: ModuleMetadata['imports'], options: Provider): DynamicModule {
    return {
      module: LatchkeyGuardModule,
      global: true,
      imports: [DiscoveryModule, ...(imports ?? [])],
      providers: [options, ...PROVIDERS],
      exports: [GuardSettings, LatchkeyVerifier, LatchkeyGuard, RefusalFilter],
    };
  }
}

function policyCheck({ requirePolicy }: GuardSettings, discovery: DiscoveryService, reflector: Reflector): object {
  return requirePolicy ? new RoutePolicyCheck(discovery, new MetadataScanner(), reflector) : {};
}
