import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index.js';
import { InstancesModule } from '../instances/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
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

@Module({
  imports: [InstancesModule, AuditModule, UsersModule, SessionsModule],
  controllers: [OwnPasswordController],
  providers: [
    ...[BrowserCookie, BrowserSessions, Csrf, KnownDevices, LoginAttempts],
    ...[Login, LoginCookies, PasswordChange, OwnPassword],
  ],
  exports: [BrowserCookie, BrowserSessions, Csrf, Login, LoginCookies, PasswordChange],
})
export class LoginModule {}
