import type { ClientId } from '../../core/ids.js';
import type { TokenClient } from '../token-order.js';

/** What stands for the client where a person has asked for a token with name and password. The ids of real clients are random. */
export const PASSWORD_CLIENT: TokenClient = {
  id: 'password' as ClientId,
  idTokenAlgorithm: 'RS256',
  app: { name: 'password' },
};
