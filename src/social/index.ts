export { Identities } from './identities.service.js';
export type { Identity } from './identity.js';
export { type SocialVisit, SocialFlows } from './social-flows.service.js';
export { SocialLinks } from './social-links.service.js';
export { SocialModule } from './social.module.js';
export { type OfferedProvider, SocialProviders } from './social-providers.service.js';
export { type SocialFailure, type SocialOutcome, SocialSignIn } from './social-sign-in.service.js';
