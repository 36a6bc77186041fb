import { type DynamicModule, Module } from '@nestjs/common';
import { type GuardOptions, LatchkeyGuardModule } from '../guard/index.js';
import { FakeIssuer } from './fake-issuer.js';

/** The real guard before a fake issuer: for a service's own tests, without server, network and database. */
@Module({})
export class LatchkeyTestingModule {
  static forRoot(issuer: FakeIssuer, options: Partial<GuardOptions> = {}): DynamicModule {
    return {
      module: LatchkeyTestingModule,
      imports: [LatchkeyGuardModule.forRoot({ ...issuer.guardOptions, ...options })],
      providers: [{ provide: FakeIssuer, useValue: issuer }],
      exports: [FakeIssuer],
    };
  }
}
