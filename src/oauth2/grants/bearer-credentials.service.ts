import { Injectable } from '@nestjs/common';
import type { BearerRequest } from '../../core/bearer-scope.js';
import { invalidScope } from '../../core/errors.js';
import type { FamilyId } from '../../core/ids.js';
import type { Bearer } from '../../core/principal.js';
import { covers, formatScope } from '../../core/scope.js';
import type { ScopeRequest } from '../../core/scope-request.js';
import { Database, Mint } from '../../platform/index.js';
import { type FamilyRow, TokenRegistry } from '../../tokens/index.js';
import { type TokenDraft, TokenIssuer } from '../token-issuer.js';
import type { Family, TokenOrder } from '../token-order.js';
import type { IssuedTokens, TokenRequest } from './grant.js';
import { type StandingGrant, StandingGrants } from './standing-grants.service.js';

type Request = TokenRequest<{ readonly wish: ScopeRequest; readonly resources: readonly string[] }>;

/** Tokens for a bearer who is not there, because of what it allowed before: the app's own credentials are enough. */
@Injectable()
export class BearerCredentials {
  constructor(
    private readonly grants: StandingGrants,
    private readonly issuer: TokenIssuer,
    private readonly registry: TokenRegistry,
    private readonly database: Database,
    private readonly mint: Mint,
  ) {}

  /** @throws invalid_scope, the same for a bearer who has allowed nothing as for one who does not exist; invalid_target */
  async exchange(request: Request, requested: BearerRequest): Promise<IssuedTokens> {
    const bearer = namedBearer(requested);
    // Either it is issued before the app is uninstalled, or it is not issued: never after.
    const draft = await this.database.transaction(async () => {
      const granted = await this.grants.hold(request.client, bearer);
      const made = await this.issuer.draft(this.orderOf(request, bearer, granted));
      await this.record(made);
      return made;
    });
    return this.issuer.complete(draft);
  }

  /** @throws invalid_scope */
  private orderOf(request: Request, bearer: Bearer, granted: StandingGrant | undefined): TokenOrder {
    if (!granted) throw unknownBearer();
    const { instance, profile, client, params } = request;
    const { scope } = params.wish;
    if (!covers(granted.scope, scope)) {
      throw invalidScope('ungranted_scope: the bearer has not granted it all', { identifier: 'ungranted_scope' });
    }
    const isRenewable = profile.clientCredentials.givesRefreshToken && client.grantTypes.has('refresh_token');
    const family = isRenewable ? this.familyOf(request) : undefined;
    return { instance, profile, client, bearer, grantId: granted.id, scope, resources: params.resources, family };
  }

  private familyOf({ profile, params }: Request): Family {
    return {
      id: this.mint.id<FamilyId>(),
      scope: params.wish.scope,
      expiresAt: this.mint.now() + profile.refresh.absoluteLifetime,
      renewable: true,
    };
  }

  private record({ order, access, rows }: TokenDraft): Promise<void> {
    const { family } = order;
    return family ? this.registry.open(rowOf(order, family, access.issuedAt), rows) : this.registry.record(rows);
  }
}

/** Whoever is not there can not be asked, or act. @throws invalid_scope */
function namedBearer({ type, id, onBehalfOf }: BearerRequest): Bearer {
  if (id !== undefined && !onBehalfOf) return { type, id };
  throw unknownBearer();
}

function unknownBearer(): Error {
  const description = 'bearer_does_not_exist: there is no such bearer, or it has not connected the app';
  return invalidScope(description, { identifier: 'bearer_does_not_exist' });
}

function rowOf(
  { instance, client, bearer, grantId, resources = [] }: TokenOrder,
  family: Family,
  now: number,
): FamilyRow {
  return {
    id: family.id,
    instanceId: instance.id,
    grantId,
    clientId: client.id,
    bearer,
    userId: bearer.type === 'person' ? (bearer.id as FamilyRow['userId']) : undefined,
    scope: formatScope(family.scope),
    resources,
    createdAt: now,
    expiresAt: family.expiresAt,
  };
}
