import { Injectable } from '@nestjs/common';
import { type CredentialRequest, presentedCredential } from '../core/credentials.js';
import { credentialsRequired } from '../core/errors.js';
import type { Principal } from '../core/principal.js';
import { ApiKeyVerifier } from './api-key-verifier.js';
import { TokenVerifier } from './token-verifier.js';

/** What came with a request or a message. */
export interface PresentedCall {
  readonly credential: CredentialRequest;
  /** The caller's IP address: what is bound to addresses is refused without. */
  readonly address?: string;
}

/** The text of an `Authorization` header → who is calling. For whoever has no guard: message handlers, sockets, jobs. */
@Injectable()
export class LatchkeyVerifier {
  constructor(
    private readonly tokens: TokenVerifier,
    private readonly keys: ApiKeyVerifier,
  ) {}

  /** @throws AuthError: credentials_required, invalid_token, invalid_api_key, forbidden, rate_limited, temporarily_unavailable */
  verify(authorization: string | undefined, { address }: { readonly address?: string } = {}): Promise<Principal> {
    return this.verifyCall({ credential: { headers: { authorization } }, address });
  }

  /** The syntax of what is presented decides what it is, and nothing falls through from one kind to another (design §3). */
  async verifyCall({ credential, address }: PresentedCall): Promise<Principal> {
    const { headers, authorizationCount } = credential;
    const { authorization } = headers;
    // Cookies are for the issuer's own pages.
    const presented = presentedCredential({ headers: { authorization }, authorizationCount }, { sessionCookie: '' });
    if (presented.kind === 'jwt' || presented.kind === 'opaque') return this.tokens.verify(presented.value, address);
    if (presented.kind === 'api-key') return this.keys.verify(presented.value, address);
    throw credentialsRequired('this needs a credential: send it as Authorization: Bearer …');
  }
}
