import type { Client } from '../../apps/index.js';
import { invalidRequest } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import type { Profile } from '../../core/profile.js';
import type { Bearer } from '../../core/principal.js';
import type { Scope } from '../../core/scope.js';
import type { Instance } from '../../instances/index.js';
import type { RequestContext } from '../../platform/index.js';
import type { ActingMember } from '../token-order.js';

/** A token request whose client is known and allowed to use the grant. */
export interface TokenRequest<Params> {
  readonly instance: Instance;
  readonly profile: Profile;
  readonly client: Client;
  readonly context: RequestContext;
  readonly params: Params;
}

/** What the token endpoint answers (RFC 6749 §5.1). Lifetimes in seconds. */
export interface IssuedTokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly scope: Scope;
  readonly bearer: Bearer;
  readonly actor?: ActingMember;
  /** The technical name of the app that they are for. */
  readonly appName: string;
  readonly audience: readonly string[];
  readonly refreshToken?: string;
  readonly refreshTokenExpiresIn?: number;
  readonly idToken?: string;
  /** RFC 8693 §2.2.1 */
  readonly issuedTokenType?: string;
}

/** One grant_type. To add one: a file here, a line in `GRANTS`, a test of its RFC. */
export interface Grant<Params = unknown> {
  /** The `grant_type` on the wire. */
  readonly type: string;
  /**
   * Its own parameters, and nothing else. A pure function instead of a class-validator DTO: this is the hottest path of
   * the service, and the text was parsed already. @throws invalid_request
   */
  read(parameters: Parameters): Params;
  exchange(request: TokenRequest<Params>): Promise<IssuedTokens>;
}

/** @throws invalid_request where the parameter is absent. */
export function requiredParameter(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw invalidRequest(`${name} is missing`);
  return value;
}
