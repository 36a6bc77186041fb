import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { AllowedOriginsMiddleware, InstancesModule } from '../../instances/index.js';
import { LoginModule } from '../../login/index.js';
import { OAuth2Module } from '../../oauth2/index.js';
import { OperationsModule } from '../../operations/index.js';
import { UsersModule } from '../../users/index.js';
import { AuthDescriptionController } from './auth/auth-description.controller.js';
import { AuthSessionsController } from './auth/auth-sessions.controller.js';
import { AuthTokensController } from './auth/auth-tokens.controller.js';
import { PasswordSignIns } from './auth/password-sign-ins.js';
import { SessionCheck } from './auth/session-check.js';
import { SignOuts } from './auth/sign-outs.js';
import { TokenQuestions } from './auth/token-questions.js';

/** Where a script of an allowed origin may come with the person's cookie. */
const FOR_BROWSER_APPS = [':instance/oauth2/v1/userinfo', ':instance/api/v1/tickets'];

/** The paths and shapes of ZeyOS, for every instance; its OAuth 2.0 is the standard surface. */
@Module({
  imports: [InstancesModule, UsersModule, LoginModule, OAuth2Module, OperationsModule],
  controllers: [AuthTokensController, AuthDescriptionController, AuthSessionsController],
  providers: [PasswordSignIns, TokenQuestions, SessionCheck, SignOuts],
})
export class ZeyosModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer
      .apply(AllowedOriginsMiddleware)
      .forRoutes(...FOR_BROWSER_APPS, ':instance/auth/v1', ':instance/auth/v1/*path');
  }
}
