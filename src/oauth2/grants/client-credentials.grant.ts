import { Injectable } from '@nestjs/common';
import { invalidScope, unauthorizedClient } from '../../core/errors.js';
import type { GrantId } from '../../core/ids.js';
import type { Parameters } from '../../core/parameters.js';
import { covers, type Scope } from '../../core/scope.js';
import { readScopeRequest, type ScopeRequest } from '../../core/scope-request.js';
import type { Client } from '../../apps/index.js';
import { type Catalogue, Resources } from '../../resources/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import { TokenIssuer } from '../token-issuer.js';
import { BearerCredentials } from './bearer-credentials.service.js';
import type { Grant, IssuedTokens, TokenRequest } from './grant.js';
import { requestedResources } from './requested-resources.js';

export interface ClientCredentialsParams {
  readonly wish: ScopeRequest;
  readonly resources: readonly string[];
}

/**
 * RFC 6749 §4.4: the client acts for itself, or for the bearer that its scope names and that has allowed it: an organization
 * that has installed the app, a person who has given consent. For itself there is no refresh token (§4.4.3): it can ask again.
 */
@Injectable()
export class ClientCredentialsGrant implements Grant<ClientCredentialsParams> {
  readonly type = 'client_credentials';

  constructor(
    private readonly resources: Resources,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly bearers: BearerCredentials,
  ) {}

  read(parameters: Parameters): ClientCredentialsParams {
    return {
      wish: readScopeRequest(parameters.get('scope')),
      resources: requestedResources(parameters),
    };
  }

  async exchange(request: TokenRequest<ClientCredentialsParams>): Promise<IssuedTokens> {
    const { profile, client, params } = request;
    if (client.isPublic) throw unauthorizedClient('a public client has no credentials to exchange');
    if (params.wish.bearer) return this.bearers.exchange(request, params.wish.bearer);
    if (profile.clientCredentials.actsForItself) return this.exchangeForItself(request);
    throw invalidScope(
      'malformed_scope: every scope names its bearer here, such as Org/<uuid>.directory.organization.r',
      {
        identifier: 'malformed_scope',
      },
    );
  }

  private async exchangeForItself(request: TokenRequest<ClientCredentialsParams>): Promise<IssuedTokens> {
    const { instance, profile, client, params } = request;
    const scope = grantedScope(client, params.wish.scope, await this.resources.catalogue(instance.id));
    const draft = await this.issuer.draft({
      instance,
      profile,
      client,
      bearer: { type: 'client', id: client.id },
      grantId: client.id as string as GrantId,
      scope,
      resources: params.resources,
    });
    await this.registry.record(draft.rows);
    return this.issuer.complete(draft);
  }
}

/** Without a request, all that the app may have for itself (RFC 6749 §3.3). @throws invalid_scope */
function grantedScope(client: Client, requested: Scope, catalogue: Catalogue): Scope {
  if (requested.size === 0) return catalogue.available(client.app.scope, 'client');
  if (!covers(client.app.scope, requested))
    throw invalidScope('the requested scope is wider than what the app may ask for');
  catalogue.assertAvailable(requested, 'client');
  return requested;
}
