export { type AccessToken, anchorsOf } from './access-token.js';
export { ACCESS_TOKEN_TYPE, claimsOf } from './access-token-claims.js';
export { AccessTokens } from './access-tokens.service.js';
export type { RefreshToken, RefreshTokenFamily } from './refresh-token.js';
export type { FamilyRow, TokenRow } from './token.store.js';
export { TokenRegistry } from './token-registry.service.js';
export { TokenRevocation } from './token-revocation.service.js';
export { TokenStrategy } from './token.strategy.js';
export { TokensModule } from './tokens.module.js';
