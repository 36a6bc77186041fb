import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';

/** RFC 6749 §2.3.1: id and secret in the body. */
export class ClientSecretPost implements ClientAuthentication {
  readonly method = 'client_secret_post';

  present({ parameters }: ClientRequest): readonly ClaimedIdentity[] | undefined {
    const secret = parameters.get('client_secret');
    if (secret === undefined) return undefined;
    const id = parameters.get('client_id');
    return id === undefined ? [] : [{ id, secret }];
  }
}
