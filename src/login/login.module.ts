import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
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
import { SignUps } from './sign-ups.service.js';

@Module({
  imports: [InstancesModule, AuditModule, UsersModule, SessionsModule],
  controllers: [OwnPasswordController],
  providers: [
    ...[BrowserCookie, BrowserSessions, Csrf, KnownDevices, LoginAttempts],
    ...[Authentication, SignUps, Login, LoginCookies, PasswordChange, OwnPassword],
  ],
  exports: [
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
