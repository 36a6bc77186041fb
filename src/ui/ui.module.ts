import { Module } from '@nestjs/common';
import { ConsentsModule } from '../consents/index.js';
import { InstancesModule } from '../instances/index.js';
import { LoginModule } from '../login/index.js';
import { OAuth2Module } from '../oauth2/index.js';
import { ResourcesModule } from '../resources/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { AccountController } from './account/account.controller.js';
import { AccountLists } from './account/account-lists.service.js';
import { AccountPage } from './account/account-page.service.js';
import { GrantedAccessFlow } from './account/granted-access.flow.js';
import { PasswordFlow } from './account/password.flow.js';
import { ProfileFlow } from './account/profile.flow.js';
import { AssetsController } from './assets.controller.js';
import { AuthorizeController, DefaultInstanceController } from './authorize.controller.js';
import { AuthorizeFlow } from './authorize.flow.js';
import { ConsentController } from './consent.controller.js';
import { ConsentFlow } from './consent.flow.js';
import { DefaultInstanceFlow } from './default-instance.flow.js';
import { DeliveryPages } from './delivery-pages.service.js';
import { EndSessionFlow } from './end-session.flow.js';
import { EntranceController } from './entrance.controller.js';
import { Entrance } from './entrance.service.js';
import { HomeController } from './home.controller.js';
import { HomeFlow } from './home.flow.js';
import { PageWriter } from './page-writer.service.js';
import { Pages } from './pages.service.js';
import { SignInFlow } from './sign-in.flow.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { Visitor } from './visitor.service.js';

@Module({
  imports: [
    ...[InstancesModule, UsersModule, ResourcesModule, ConsentsModule],
    ...[SessionsModule, LoginModule, OAuth2Module],
  ],
  // The home page last: its one-segment path would catch others where the router goes by the order (Express).
  controllers: [
    ...[AssetsController, DefaultInstanceController, AuthorizeController],
    ...[EntranceController, ConsentController, AccountController, HomeController],
  ],
  providers: [
    ...[Pages, PageWriter, DeliveryPages, Visitor, Entrance],
    ...[AuthorizeFlow, EndSessionFlow, DefaultInstanceFlow],
    ...[SignInFlow, SignUpFlow, SignOutFlow, ConsentFlow, HomeFlow],
    ...[AccountLists, AccountPage, ProfileFlow, PasswordFlow, GrantedAccessFlow],
  ],
  exports: [PageWriter, DeliveryPages],
})
export class UiModule {}
