import { invalidRequest } from '../../core/errors.js';
import { decodeJwt } from '../../core/jwt-format.js';
import { ASSERTION_ALGORITHMS, CLIENT_KEY_ID } from '../../core/public-jwks.js';
import type { ClaimedIdentity, ClientAuthentication, ClientRequest } from './client-authentication.js';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** RFC 7523 §2.2, OpenID Connect Core §9: a JWT that the client has signed with its private key. */
export class PrivateKeyJwt implements ClientAuthentication {
  readonly method = 'private_key_jwt';

  /** @throws invalid_request for another type of assertion, and for half of the two parameters */
  present({ parameters }: ClientRequest): readonly ClaimedIdentity[] | undefined {
    const [text, type] = [parameters.get('client_assertion'), parameters.get('client_assertion_type')];
    if (text === undefined && type === undefined) return undefined;
    if (type !== ASSERTION_TYPE) throw invalidRequest(`the client_assertion_type must be ${ASSERTION_TYPE}`);
    if (text === undefined) throw invalidRequest('the client_assertion is missing');
    const assertion = decodeJwt(text, ASSERTION_ALGORITHMS, CLIENT_KEY_ID);
    // Who it is said to be from is not believed before the signature of just that client was verified.
    const id = assertion?.claims['sub'];
    if (!assertion || typeof id !== 'string') return [];
    return [{ id, assertion: { ...assertion, signature: text.slice(assertion.signingInput.length + 1) } }];
  }
}
