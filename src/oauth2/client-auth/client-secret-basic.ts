import { readBasic } from '../../core/basic.js';
import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';

/** RFC 6749 §2.3.1: id and secret in the Authorization header. */
export class ClientSecretBasic implements ClientAuthentication {
  readonly method = 'client_secret_basic';

  present({ context }: ClientRequest): readonly ClaimedIdentity[] | undefined {
    const { authorization } = context.headers;
    return authorization === undefined ? undefined : readBasic(authorization);
  }
}
