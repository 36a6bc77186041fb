export { SessionCookie } from './session-cookie.js';
export { LastSeen } from './last-seen.js';
export type { NewSession, OpenedSession, SessionLifetime } from './session-opening.js';
export { SessionStrategy } from './session.strategy.js';
export type { Session } from './session.js';
export { SessionsModule } from './sessions.module.js';
export { Sessions } from './sessions.service.js';
