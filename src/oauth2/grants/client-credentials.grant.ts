import { Injectable } from '@nestjs/common';
import { invalidScope, unauthorizedClient } from '../../core/errors.js';
import type { GrantId } from '../../core/ids.js';
import type { Parameters } from '../../core/parameters.js';
import { covers, parseScope, type Scope } from '../../core/scope.js';
import type { Client } from '../../apps/index.js';
import { type Catalogue, Resources } from '../../resources/index.js';
import { TokenRegistry } from '../../tokens/index.js';
import { TokenIssuer } from '../token-issuer.js';
import type { Grant, IssuedTokens, TokenRequest } from './grant.js';
import { requestedResources } from './requested-resources.js';

interface ClientCredentialsParams {
  readonly scope: Scope;
  readonly resources: readonly string[];
}

/** RFC 6749 §4.4: the client acts for itself. No refresh token (§4.4.3): it can ask again. */
@Injectable()
export class ClientCredentialsGrant implements Grant<ClientCredentialsParams> {
  readonly type = 'client_credentials';

  constructor(
    private readonly resources: Resources,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
  ) {}

  read(parameters: Parameters): ClientCredentialsParams {
    return {
      scope: parseScope(parameters.get('scope')),
      resources: requestedResources(parameters),
    };
  }

  async exchange(request: TokenRequest<ClientCredentialsParams>): Promise<IssuedTokens> {
    const { instance, profile, client, params } = request;
    if (client.isPublic) throw unauthorizedClient('a public client has no credentials to exchange');
    const scope = grantedScope(client, params.scope, await this.resources.catalogue(instance.id));
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
