export { AccessModule, type AccessOptions } from './access.module.js';
export { CredentialStrategy, type PresentedKind, type ResolvesCredential, STRATEGIES } from './credential.strategy.js';
export { ChecksCsrf, CurrentPrincipal, POLICY, Public, Requires, type RoutePolicy } from './decorators.js';
export { AuthGuard } from './auth.guard.js';
export { setPrincipal } from './request-principal.js';
export { RoutePolicyCheck } from './route-policy.js';
