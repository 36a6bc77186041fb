import { Inject, Injectable } from '@nestjs/common';
import { unauthorizedClient, unsupportedGrantType } from '../../core/errors.js';
import { Metrics } from '../../platform/index.js';
import type { ClientRequest } from '../client-auth/client-authentication.js';
import { ClientAuthenticator } from '../client-auth/client-authenticator.js';
import { type Grant, type IssuedTokens, requiredParameter } from '../grants/grant.js';

/** Injection token of the instances of `GRANTS`. */
export const GRANT_LIST = Symbol('latchkey:grants');

/** Authenticates the client, picks the grant, checks that the client may use it; the grant decides the rest. */
@Injectable()
export class TokenEndpoint {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    @Inject(GRANT_LIST) private readonly grants: readonly Grant[],
    private readonly metrics: Metrics,
  ) {}

  async exchange(request: ClientRequest): Promise<IssuedTokens> {
    const client = await this.authenticator.authenticate(request);
    const type = requiredParameter(request.parameters, 'grant_type');
    const grant = this.grants.find((candidate) => candidate.type === type);
    if (!grant) throw unsupportedGrantType('this grant_type is not offered; the metadata lists those that are');
    if (!client.grantTypes.has(type)) throw unauthorizedClient(`the client may not use the grant '${type}'`);
    const issued = await grant.exchange({ ...request, client, params: grant.read(request.parameters) });
    this.metrics.issued(type);
    return issued;
  }
}
