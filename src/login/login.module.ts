import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { MailModule } from '../mail/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { Authentication } from './authentication.service.js';
import { BrowserCookie } from './browser-cookie.js';
import { BrowserSessions } from './browser-sessions.js';
import { Csrf } from './csrf.js';
import { KnownDevices } from './known-devices.js';
import { LoginAttempts } from './login-attempts.js';
import { LoginCookies } from './login-cookies.js';
import { Login } from './login.service.js';
import { OwnPasswordController } from './own-password.controller.js';
import { OwnPassword } from './own-password.js';
import { PasswordChange } from './password-change.js';
import { EmailChange } from './recovery/email-change.service.js';
import { EmailVerification } from './recovery/email-verification.service.js';
import { PasswordRecovery } from './recovery/password-recovery.service.js';
import { RECOVERY_PROVIDERS } from './recovery/recovery-providers.js';
import { BackupCodeStore } from './second-factor/backup-code.store.js';
import { BackupCodes } from './second-factor/backup-codes.js';
import { OtpAttempts } from './second-factor/otp-attempts.js';
import { OtpCheck } from './second-factor/otp-check.js';
import { OwnOtp } from './second-factor/own-otp.js';
import { OwnSecondFactor } from './second-factor/own-second-factor.js';
import { Reauthentication } from './second-factor/reauthentication.js';
import { SecondFactorChanges } from './second-factor/second-factor-changes.service.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorEnrolment } from './second-factor/second-factor-enrolment.service.js';
import { SecondFactorOverview } from './second-factor/second-factor-overview.js';
import { SecondFactorRequests } from './second-factor/second-factor-requests.js';
import { SecondFactorReclaim } from './second-factor/second-factor-reclaim.js';
import { SecondFactorStore } from './second-factor/second-factor.store.js';
import { SecondFactorTrail } from './second-factor/second-factor-trail.js';
import { SecondFactors } from './second-factor/second-factors.service.js';
import { SignInProofs } from './second-factor/sign-in-proofs.js';
import { SignInSteps } from './second-factor/sign-in-steps.service.js';
import { TotpSecrets } from './second-factor/totp-secrets.js';
import { SignUps } from './sign-ups.service.js';

@Module({
  imports: [InstancesModule, AuditModule, UsersModule, SessionsModule, MailModule],
  controllers: [OwnPasswordController, SecondFactorController],
  providers: [
    ...[BrowserCookie, BrowserSessions, Csrf, KnownDevices, LoginAttempts],
    ...[
      SecondFactorStore,
      SecondFactorReclaim,
      BackupCodeStore,
      TotpSecrets,
      OtpCheck,
      OtpAttempts,
      SecondFactors,
      SignInProofs,
      SignInSteps,
    ],
    ...[Reauthentication, OwnOtp, BackupCodes, SecondFactorTrail, SecondFactorEnrolment, SecondFactorChanges],
    ...[OwnSecondFactor, SecondFactorOverview, SecondFactorRequests],
    ...RECOVERY_PROVIDERS,
    ...[Authentication, SignUps, Login, LoginCookies, PasswordChange, OwnPassword],
  ],
  exports: [
    ...[PasswordRecovery, EmailVerification, EmailChange],
    ...[SecondFactors, SignInSteps, OwnSecondFactor, SecondFactorOverview, SecondFactorChanges],
    Authentication,
    SignUps,
    BrowserCookie,
    BrowserSessions,
    Csrf,
    KnownDevices,
    Login,
    LoginCookies,
    PasswordChange,
  ],
})
export class LoginModule {}
