export { AccessModule, type AccessOptions } from './access.module.js';
export { CredentialStrategy, type PresentedKind, type ResolvesCredential, STRATEGIES } from './credential.strategy.js';
export { ChecksCsrf, CurrentPrincipal, Public, Requires, type RoutePolicy } from './decorators.js';
export { AuthGuard } from './auth.guard.js';
