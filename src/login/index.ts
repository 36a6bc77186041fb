export { type Authenticated, Authentication, type SignInAttempt } from './authentication.service.js';
export { BrowserCookie } from './browser-cookie.js';
export { BrowserSessions, type BrowserVisit } from './browser-sessions.js';
export { Csrf } from './csrf.js';
export { LoginCookies } from './login-cookies.js';
export { LoginModule } from './login.module.js';
export { Login, type SignedIn } from './login.service.js';
export { PasswordChange, type PasswordChangeRequest } from './password-change.js';
export { SignUps, type SignUpRequest } from './sign-ups.service.js';
