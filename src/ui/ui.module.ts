import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/index.js';
import { AppsModule } from '../apps/index.js';
import { AuditModule } from '../audit/index.js';
import { ConsentsModule } from '../consents/index.js';
import { InstancesModule } from '../instances/index.js';
import { LoginModule } from '../login/index.js';
import { OAuth2Module } from '../oauth2/index.js';
import { OperatorsModule } from '../operators/index.js';
import { OrganizationsModule } from '../organizations/index.js';
import { ResourcesModule } from '../resources/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { AccountController } from './account/account.controller.js';
import { AccountLists } from './account/account-lists.service.js';
import { AccountPage } from './account/account-page.service.js';
import { GrantedAccessFlow } from './account/granted-access.flow.js';
import { ProfileFlow } from './account/profile.flow.js';
import { KeyDesks } from './api-keys/key-desks.service.js';
import { KeyPage } from './api-keys/key-page.service.js';
import { KeysFlow } from './api-keys/keys.flow.js';
import { OrganizationKeyPagesController } from './api-keys/organization-key-pages.controller.js';
import { OwnKeyPagesController } from './api-keys/own-key-pages.controller.js';
import { SingleForms } from './api-keys/single-forms.service.js';
import { AssetsController } from './assets.controller.js';
import { AuthorizeController, DefaultInstanceController } from './authorize.controller.js';
import { AuthorizeFlow } from './authorize.flow.js';
import { ConsentController } from './consent.controller.js';
import { ConsentFlow } from './consent.flow.js';
import { DefaultInstanceFlow } from './default-instance.flow.js';
import { WebhooksModule } from '../webhooks/index.js';
import { DeviceConfirmFlow } from './device/device-confirm.flow.js';
import { DeviceEntryFlow } from './device/device-entry.flow.js';
import { DevicePagesController } from './device/device-pages.controller.js';
import { AppClientsFlow } from './developer/app-clients.flow.js';
import { AppDetailsFlow } from './developer/app-details.flow.js';
import { AppPage } from './developer/app-page.service.js';
import { AppRecords } from './developer/app-records.service.js';
import { AppScopesFlow } from './developer/app-scopes.flow.js';
import { AppWebhookFlow } from './developer/app-webhook.flow.js';
import { CredentialPagesController } from './developer/credential-pages.controller.js';
import { DeveloperForms } from './developer/developer-forms.service.js';
import { DeveloperPage } from './developer/developer-page.service.js';
import { DeveloperPagesController } from './developer/developer-pages.controller.js';
import { NewAppFlow } from './developer/new-app.flow.js';
import { ScopePagesController } from './developer/scope-pages.controller.js';
import { WebhookPagesController } from './developer/webhook-pages.controller.js';
import { WebhookPart } from './developer/webhook-part.service.js';
import { DeliveryPages } from './delivery-pages.service.js';
import { EndSessionFlow } from './end-session.flow.js';
import { EntranceController } from './entrance.controller.js';
import { Entrance } from './entrance.service.js';
import { HomeController } from './home.controller.js';
import { HomeFlow } from './home.flow.js';
import { LaunchpadController } from './launchpad/launchpad.controller.js';
import { LaunchpadFlow } from './launchpad/launchpad.flow.js';
import { InstancePage } from './operator/instance-page.service.js';
import { InstancesFlow } from './operator/instances.flow.js';
import { InstancesPage } from './operator/instances-page.service.js';
import { OperatorPagesController } from './operator/operator-pages.controller.js';
import { AppPagesController } from './organizations/app-pages.controller.js';
import { AppsFlow } from './organizations/apps.flow.js';
import { AppsPage } from './organizations/apps-page.service.js';
import { InstallFlow } from './organizations/install.flow.js';
import { InvitationPagesController } from './organizations/invitation-pages.controller.js';
import { InvitationFlow } from './organizations/invitation.flow.js';
import { OrganizationForms } from './organizations/organization-forms.service.js';
import { OrganizationPage } from './organizations/organization-page.service.js';
import { OrganizationPagesController } from './organizations/organization-pages.controller.js';
import { OrganizationFlow } from './organizations/organization.flow.js';
import { OrganizationsPage } from './organizations/organizations-page.service.js';
import { PeoplePagesController } from './organizations/people-pages.controller.js';
import { PeopleFlow } from './organizations/people.flow.js';
import { PersonPages } from './organizations/person-pages.service.js';
import { PageWriter } from './page-writer.service.js';
import { Pages } from './pages.service.js';
import { ACCOUNT_SECTION_LIST, type AccountSection } from './security/account-section.js';
import { ACCOUNT_SECTIONS } from './security/account-sections.js';
import { PasswordFlow } from './security/password.flow.js';
import { AccountEmailController } from './recovery/account-email.controller.js';
import { AccountEmailFlow } from './recovery/account-email.flow.js';
import { ConfirmAddressFlow } from './recovery/confirm-address.flow.js';
import { ConfirmAddressPage } from './recovery/confirm-address-page.service.js';
import { ForgotPasswordFlow } from './recovery/forgot-password.flow.js';
import { LinkPages } from './recovery/link-pages.service.js';
import { MailedLink } from './recovery/mailed-link.js';
import { RecoveryPagesController } from './recovery/recovery-pages.controller.js';
import { ResetPasswordFlow } from './recovery/reset-password.flow.js';
import { SecurityPage } from './security/security-page.service.js';
import { SecurityPagesController } from './security/security-pages.controller.js';
import { SessionsFlow } from './security/sessions.flow.js';
import { OtpPage } from './second-factor/otp-page.service.js';
import { SecondFactorFlow } from './second-factor/second-factor.flow.js';
import { SecondFactorPagesController } from './second-factor/second-factor-pages.controller.js';
import { SignInForm } from './sign-in-form.js';
import { SignInFlow } from './sign-in.flow.js';
import { SignOutFlow } from './sign-out.flow.js';
import { SignUpFlow } from './sign-up.flow.js';
import { SocialModule } from '../social/index.js';
import { IdentityPagesController } from './social/identity-pages.controller.js';
import { LinkFlow } from './social/link.flow.js';
import { SocialFlowPages } from './social/social.flow.js';
import { SocialPagesController } from './social/social-pages.controller.js';
import { SocialRefusalPage } from './social/social-refusal-page.service.js';
import { SocialWelcome } from './social/social-welcome.service.js';
import { Visitor } from './visitor.service.js';

@Module({
  imports: [
    ...[InstancesModule, AuditModule, UsersModule, ResourcesModule, ConsentsModule],
    ...[
      SessionsModule,
      LoginModule,
      SocialModule,
      OAuth2Module,
      OrganizationsModule,
      AppsModule,
      WebhooksModule,
      ApiKeysModule,
      OperatorsModule,
    ],
  ],
  // The home page last: its one-segment path would catch others where the router goes by the order (Express).
  controllers: [
    ...[AssetsController, DefaultInstanceController, AuthorizeController],
    ...[OrganizationPagesController, PeoplePagesController, InvitationPagesController],
    ...[AppPagesController, LaunchpadController],
    ...[DeveloperPagesController, CredentialPagesController, ScopePagesController, WebhookPagesController],
    OperatorPagesController,
    ...[RecoveryPagesController, AccountEmailController],
    ...[DevicePagesController, OwnKeyPagesController, OrganizationKeyPagesController],
    ...[
      EntranceController,
      ConsentController,
      SecurityPagesController,
      SecondFactorPagesController,
      ...[SocialPagesController, IdentityPagesController],
      AccountController,
      HomeController,
    ],
  ],
  providers: [
    ...[Pages, PageWriter, DeliveryPages, Visitor, Entrance],
    ...[AuthorizeFlow, EndSessionFlow, DefaultInstanceFlow],
    ...[SignInForm, OtpPage, SecondFactorFlow],
    ...[SocialFlowPages, SocialWelcome, SocialRefusalPage, LinkFlow],
    ...[SignInFlow, SignUpFlow, SignOutFlow, ConsentFlow, HomeFlow],
    ...[PersonPages, OrganizationForms, OrganizationsPage, OrganizationPage, OrganizationFlow, PeopleFlow],
    ...[InvitationFlow, AppsPage, AppsFlow, InstallFlow, LaunchpadFlow],
    ...[DeveloperPage, NewAppFlow, AppRecords, WebhookPart, AppPage, AppWebhookFlow],
    ...[DeveloperForms, AppDetailsFlow, AppClientsFlow, AppScopesFlow],
    ...[InstancesPage, InstancePage, InstancesFlow],
    ...[DeviceEntryFlow, DeviceConfirmFlow],
    ...[MailedLink, LinkPages, ForgotPasswordFlow, ResetPasswordFlow, ConfirmAddressPage, ConfirmAddressFlow],
    AccountEmailFlow,
    ...[KeyDesks, SingleForms, KeyPage, KeysFlow],
    ...[AccountLists, AccountPage, ProfileFlow, GrantedAccessFlow],
    ...[SecurityPage, PasswordFlow, SessionsFlow, ...ACCOUNT_SECTIONS],
    {
      provide: ACCOUNT_SECTION_LIST,
      useFactory: (...sections: AccountSection[]) => sections,
      inject: [...ACCOUNT_SECTIONS],
    },
  ],
  exports: [PageWriter, DeliveryPages],
})
export class UiModule {}
