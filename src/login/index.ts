export { BrowserCookie } from './browser-cookie.js';
export { BrowserSessions, type BrowserVisit } from './browser-sessions.js';
export { Csrf } from './csrf.js';
export { LoginCookies } from './login-cookies.js';
export { LoginModule } from './login.module.js';
export { Login, type SignedIn, type SignInAttempt, type SignUpRequest } from './login.service.js';
export { PasswordChange, type PasswordChangeRequest } from './password-change.js';
