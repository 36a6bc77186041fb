import type { DecodedJwt } from '../../core/jwt-format.js';
import type { Parameters } from '../../core/parameters.js';
import type { ClientAuthenticationMethod, Profile } from '../../core/profile.js';
import type { Instance } from '../../instances/index.js';
import type { RequestContext } from '../../platform/index.js';

/** What an endpoint knows of a request in which a client authenticates. */
export interface ClientRequest {
  readonly instance: Instance;
  readonly profile: Profile;
  readonly context: RequestContext;
  readonly parameters: Parameters;
}

/** One reading of who the client says it is. */
export interface ClaimedIdentity {
  readonly id: string;
  /** Absent where the method proves nothing (`none`), or something else. */
  readonly secret?: string;
  /** What the client has signed. */
  readonly assertion?: PresentedAssertion;
}

/** A JWT of which nothing was verified yet. */
export interface PresentedAssertion extends DecodedJwt {
  /** Base64url. */
  readonly signature: string;
}

/** One token_endpoint_auth_method: what a request presents for it, if anything. */
export interface ClientAuthentication {
  readonly method: ClientAuthenticationMethod;
  /** All readings, the RFC's first (D10); none where the method was not used; empty where it was used wrongly. */
  present(request: ClientRequest): readonly ClaimedIdentity[] | undefined;
}
