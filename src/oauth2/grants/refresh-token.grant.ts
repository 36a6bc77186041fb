import { Injectable } from '@nestjs/common';
import { invalidGrant } from '../../core/errors.js';
import type { Parameters } from '../../core/parameters.js';
import { covers, intersect, narrow, type Scope } from '../../core/scope.js';
import { readScopeRequest, type ScopeRequest } from '../../core/scope-request.js';
import { Resources } from '../../resources/index.js';
import { type RefreshToken, type RefreshTokenFamily, TokenRegistry } from '../../tokens/index.js';
import { Replays } from '../replays.service.js';
import { TokenIssuer } from '../token-issuer.js';
import type { ActingMember, TokenOrder } from '../token-order.js';
import { assertSameBearer } from './requested-bearer.js';
import { type Grant, type IssuedTokens, requiredParameter, type TokenRequest } from './grant.js';
import { narrowResources, requestedResources } from './requested-resources.js';

interface RefreshParams {
  readonly refreshToken: string;
  readonly wish: ScopeRequest;
  readonly resources: readonly string[];
}

type RefreshRequest = TokenRequest<RefreshParams>;

const refused = (cause: string): Error => invalidGrant('the refresh token is not valid', { cause });

/** RFC 6749 §6, rotated at each use (RFC 9700 §4.14.2). */
@Injectable()
export class RefreshTokenGrant implements Grant<RefreshParams> {
  readonly type = 'refresh_token';

  constructor(
    private readonly registry: TokenRegistry,
    private readonly resources: Resources,
    private readonly issuer: TokenIssuer,
    private readonly replays: Replays,
  ) {}

  read(parameters: Parameters): RefreshParams {
    return {
      refreshToken: requiredParameter(parameters, 'refresh_token'),
      wish: readScopeRequest(parameters.get('scope')),
      resources: requestedResources(parameters),
    };
  }

  async exchange(request: RefreshRequest): Promise<IssuedTokens> {
    const token = await this.usable(request);
    const draft = await this.issuer.draft(await this.orderOf(token, request));
    if (await this.registry.rotate(token.id, draft.rows)) return this.issuer.complete(draft);
    // Something was quicker: by now the same checks tell what it was, and a replay is treated as one.
    await this.usable(request);
    throw refused('it changed meanwhile');
  }

  /** The presented token, if it is good for its one use now. @throws invalid_grant */
  private async usable(request: RefreshRequest): Promise<RefreshToken> {
    const token = await this.registry.findRefresh(request.instance, request.params.refreshToken);
    assertOwnedBy(token, request);
    if (token.consumed) throw await this.replays.ofRefreshToken(request, token.family.id);
    if (token.ended) throw refused(token.ended);
    return token;
  }

  private async orderOf({ family }: RefreshToken, request: RefreshRequest): Promise<TokenOrder> {
    const { instance, profile, client, params } = request;
    const { userId, sessionId, authenticatedAt } = family;
    assertSameBearer(params.wish.bearer, family);
    const scope = intersect(narrow(family.scope, params.wish.scope), await this.usableScope(family, request));
    const identity = userId && authenticatedAt !== undefined && scope.has('openid');
    return {
      instance,
      profile,
      client,
      bearer: family.bearer,
      actor: actorOf(family),
      grantId: family.grantId,
      scope,
      resources: narrowResources(family.resources, params.resources),
      family: { ...family, renewable: true },
      // OpenID Connect Core §12.2: the sign-in it tells of is the old one, and the nonce is not repeated.
      identity: identity ? { userId, authenticatedAt, sessionId } : undefined,
    };
  }

  /** The effective right: what was granted, as far as it is allowed, the app may still ask for it, and it still exists. */
  private async usableScope(family: RefreshTokenFamily, { instance, client, profile }: RefreshRequest): Promise<Scope> {
    const catalogue = await this.resources.catalogue(instance.id);
    const allowed = intersect(intersect(family.scope, family.allowed), client.app.scope);
    const usable = catalogue.available(allowed, family.bearer.type);
    if (profile.refresh.onNarrowedRight === 'refuse' && !covers(usable, family.scope))
      throw refused('less is allowed now');
    return usable;
  }
}

function actorOf({ userId, membership }: RefreshTokenFamily): ActingMember | undefined {
  return userId && membership ? { userId, membershipId: membership.id, roles: membership.roles } : undefined;
}

/** A stranger's attempt neither spends the token nor kills its family (RFC 6749 §10.4). */
function assertOwnedBy(token: RefreshToken | undefined, { client }: RefreshRequest): asserts token is RefreshToken {
  if (!token) throw refused('unknown');
  if (token.clientId !== client.id) throw refused('of another client');
}
