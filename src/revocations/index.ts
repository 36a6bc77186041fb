export type { Anchor, AnchorType } from './anchor.js';
export type { RevocationListener } from './live-revocations.js';
export type { RevocationRecord as LoggedRevocation } from './revocation.store.js';
export { RevocationLog } from './revocation-log.js';
export { type FollowedRevocations, RevocationTail } from './revocation-tail.js';
export { RevocationsModule } from './revocations.module.js';
export { Revocations } from './revocations.service.js';
