import { DEVICE_CODE_GRANT, TOKEN_EXCHANGE_GRANT } from '../../apps/index.js';
import { AuthorizationCodeGrant } from './authorization-code.grant.js';
import { ClientCredentialsGrant } from './client-credentials.grant.js';
import { DeviceCodeGrant } from './device-code.grant.js';
import { RefreshTokenGrant } from './refresh-token.grant.js';
import { TokenExchangeGrant } from './token-exchange.grant.js';

/** Every grant_type there is. The token endpoint, discovery and the clients' registration read this list. */
export const GRANTS = [
  AuthorizationCodeGrant,
  RefreshTokenGrant,
  ClientCredentialsGrant,
  DeviceCodeGrant,
  TokenExchangeGrant,
] as const;

/** Their names on the wire, for the metadata. */
export const GRANT_TYPES = [
  ...(['authorization_code', 'refresh_token', 'client_credentials'] as const),
  DEVICE_CODE_GRANT,
  TOKEN_EXCHANGE_GRANT,
] as const;
