import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';

/** RFC 6749 §3.2.1: a public client names itself and proves nothing. */
export class NoClientAuthentication implements ClientAuthentication {
  readonly method = 'none';

  present({ parameters }: ClientRequest): readonly ClaimedIdentity[] | undefined {
    const id = parameters.get('client_id');
    return id === undefined ? undefined : [{ id }];
  }
}
