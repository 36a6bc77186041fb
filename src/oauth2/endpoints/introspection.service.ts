import { Injectable } from '@nestjs/common';
import type { Client } from '../../apps/index.js';
import { AuthError } from '../../core/errors.js';
import type { UserId } from '../../core/ids.js';
import { formatScope } from '../../core/scope.js';
import { hasSecretFormat } from '../../core/secret-format.js';
import type { Instance } from '../../instances/index.js';
import { type Catalogue, Resources } from '../../resources/index.js';
import { type AccessToken, AccessTokens, claimsOf, TokenRegistry } from '../../tokens/index.js';
import { Users } from '../../users/index.js';
import type { ClientRequest } from '../client-auth/client-authentication.js';
import { ClientAuthenticator } from '../client-auth/client-authenticator.js';
import { requiredParameter } from '../grants/grant.js';
import { IntrospectionDto } from './oauth.dto.js';

const INACTIVE: IntrospectionDto = { active: false };

/** RFC 7662: the same verdict as the guard's, for whoever may know it. */
@Injectable()
export class Introspection {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly accessTokens: AccessTokens,
    private readonly registry: TokenRegistry,
    private readonly resources: Resources,
    private readonly users: Users,
  ) {}

  async introspect(request: ClientRequest): Promise<IntrospectionDto> {
    const client = await this.authenticator.authenticateConfidential(request);
    const text = requiredParameter(request.parameters, 'token');
    if (hasSecretFormat('refreshToken', text)) return this.introspectRefresh(request.instance, client, text);
    const token = await this.verified(request.instance, text);
    const mayKnow = token && (await this.mayKnow(client, token));
    if (!mayKnow) return INACTIVE;
    return { ...describe(token, request.instance), ...(await this.nameOf(token)) };
  }

  // Whatever is wrong with a token, the answer is one and the same (RFC 7662 §2.2); an outage is not an answer.
  private verified(instance: Instance, text: string): Promise<AccessToken | undefined> {
    return this.accessTokens.verify(instance, text).catch((error: unknown) => {
      if (error instanceof AuthError && error.code === 'invalid_token') return undefined;
      throw error;
    });
  }

  /** The client it was issued to, and the API that it is for. */
  private async mayKnow(client: Client, token: AccessToken): Promise<boolean> {
    if (token.clientId === client.id) return true;
    const catalogue = await this.resources.catalogue(client.instanceId);
    const audience = audienceOf(client, catalogue);
    return audience !== undefined && token.audience.includes(audience);
  }

  private async introspectRefresh(instance: Instance, client: Client, text: string): Promise<IntrospectionDto> {
    const token = await this.registry.findRefresh(instance, text);
    if (!token || token.clientId !== client.id || token.consumed || token.ended) return INACTIVE;
    const { family, expiresAt } = token;
    return {
      active: true,
      client_id: client.id,
      scope: formatScope(family.scope),
      exp: Math.floor(expiresAt / 1000),
      ...(await this.nameOf({ ...family, instanceId: instance.id })),
      sub: family.bearer.id,
      bearer_type: family.bearer.type,
      ...(family.membership && family.userId && { act: { sub: family.userId } }),
      iss: instance.issuer,
    };
  }

  private async nameOf({
    instanceId,
    bearer,
    scope,
  }: Pick<AccessToken, 'instanceId' | 'bearer' | 'scope'>): Promise<{ username?: string }> {
    if (bearer.type !== 'person' || !scope.has('profile')) return {};
    return { username: (await this.users.find(instanceId, bearer.id as UserId))?.email };
  }
}

/** What a JWT of the same token says, so that an API may treat both kinds alike. */
function describe(token: AccessToken, { issuer }: Instance) {
  return { active: true, token_type: 'Bearer', ...claimsOf(token, issuer), aud: [...token.audience] };
}

// Only the operator says by name which app is an API: a vendor's app, whose name the vendor chose, is the API that it made itself.
function audienceOf({ app }: Client, catalogue: Catalogue): string | undefined {
  return catalogue.audienceOfApp(app.id) ?? (app.vendorOrganizationId ? undefined : catalogue.audienceOf(app.name));
}
