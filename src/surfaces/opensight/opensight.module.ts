import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AllowedOriginsMiddleware, InstancesModule } from '../../instances/index.js';
import { LoginModule } from '../../login/index.js';
import { OAuth2Module } from '../../oauth2/index.js';
import { UsersModule } from '../../users/index.js';
import { FrontEndOrigins } from './front-end-origins.middleware.js';
import { AuthController } from './auth.controller.js';
import { OpenSightAuth } from './auth.service.js';
import { FirstPartySignIn } from './first-party-sign-in.js';
import { FrontEndSessions } from './front-end-sessions.js';
import { RefreshCookie } from './refresh-cookie.js';
import { RecoveryController } from './recovery.controller.js';
import { OpenSightRecovery } from './recovery.service.js';
import { SocialModule } from '../../social/index.js';
import { FrontEndWelcome, OpenSightSocialCallback } from './social-callback.service.js';
import { OpenSightSocialController } from './social.controller.js';
import { OpenSightSocial } from './social.service.js';
import { UserEmailController } from './user-email.controller.js';
import { UserPasswordController } from './user-password.controller.js';
import { UserPassword } from './user-password.service.js';

/** The product's own front end: paths and shapes of OpenSight. */
@Module({
  imports: [InstancesModule, LoginModule, OAuth2Module, SocialModule, UsersModule],
  controllers: [
    AuthController,
    RecoveryController,
    OpenSightSocialController,
    UserEmailController,
    UserPasswordController,
  ],
  providers: [
    AllowedOriginsMiddleware,
    RefreshCookie,
    FirstPartySignIn,
    FrontEndSessions,
    OpenSightAuth,
    OpenSightRecovery,
    ...[OpenSightSocial, OpenSightSocialCallback, FrontEndWelcome],
    UserPassword,
  ],
})
export class OpenSightModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(FrontEndOrigins).forRoutes('{*path}');
  }
}
