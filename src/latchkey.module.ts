import { type DynamicModule, Module } from '@nestjs/common';
import { createDataSource } from '../ormconfig.js';
import { AccessModule } from './access/index.js';
import { ApiKeysModule, ApiKeyStrategy } from './api-keys/index.js';
import { AppsModule, ClientStrategy } from './apps/index.js';
import { AuditModule } from './audit/index.js';
import { ConsentsModule } from './consents/index.js';
import { InstancesModule } from './instances/index.js';
import { KeysModule } from './keys/index.js';
import { LoginModule } from './login/index.js';
import { MailModule } from './mail/index.js';
import { OAuth2Module } from './oauth2/index.js';
import { OperatorsModule } from './operators/index.js';
import { OperationsModule } from './operations/index.js';
import { OrganizationsModule } from './organizations/index.js';
import { PlatformModule, type PlatformOptions } from './platform/index.js';
import { ResourcesModule } from './resources/index.js';
import { RevocationsModule } from './revocations/index.js';
import { SessionsModule, SessionStrategy } from './sessions/index.js';
import { SocialModule } from './social/index.js';
import { OpenSightModule, ZaikioModule, ZeyosModule } from './surfaces/index.js';
import { TokensModule, TokenStrategy } from './tokens/index.js';
import { UiModule } from './ui/index.js';
import { UsersModule } from './users/index.js';
import { WebhooksModule } from './webhooks/index.js';

/** Every kind of credential has one strategy; the guard picks by what was presented. */
const STRATEGIES = [TokenStrategy, SessionStrategy, ClientStrategy, ApiKeyStrategy];

/** What it does, in the order in which one stands on the other. */
const FEATURES = [
  ...[InstancesModule, RevocationsModule, AuditModule, MailModule, KeysModule, UsersModule, OrganizationsModule],
  ...[ResourcesModule, AppsModule, ConsentsModule, TokensModule, WebhooksModule, SessionsModule, ApiKeysModule],
  OperatorsModule,
  SocialModule,
  ...[LoginModule, OAuth2Module],
];

/** Other APIs' paths and shapes, and the pages, in the order in which they are routed. */
const SURFACES = { 'first-party': OpenSightModule, directory: ZaikioModule, sessions: ZeyosModule, pages: UiModule };
export type Surface = keyof typeof SURFACES;

export interface LatchkeyOptions extends Omit<PlatformOptions, 'createDataSource'> {
  /** Which surfaces there are beside OAuth 2, OpenID Connect and the management API. Default: all. */
  readonly surfaces?: readonly Surface[];
}

/** The whole server. */
@Module({})
export class LatchkeyModule {
  static forRoot({ surfaces, ...options }: LatchkeyOptions): DynamicModule {
    const chosen = Object.entries(SURFACES).filter(([name]) => !surfaces || surfaces.some((each) => each === name));
    return {
      module: LatchkeyModule,
      imports: [
        PlatformModule.forRoot({ ...options, createDataSource }),
        AccessModule.forRoot({
          imports: [TokensModule, SessionsModule, AppsModule, ApiKeysModule],
          strategies: STRATEGIES,
        }),
        ...FEATURES,
        // Operations first: the pages' one-segment path would catch others where the router goes by the order (Express).
        ...[OperationsModule, ...chosen.map(([, surface]) => surface)],
      ],
    };
  }
}
