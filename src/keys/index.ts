export { type JwkSet, type KeyDescription, KeyRing } from './key-ring.service.js';
export { KeysModule } from './keys.module.js';
export type { KeyState, PublicJwk } from './signing-key.js';
export { type SigningRequest, TokenSigner } from './token-signer.js';
