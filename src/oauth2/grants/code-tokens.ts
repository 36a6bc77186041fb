import type { GrantId, SessionId } from '../../core/ids.js';
import type { Role } from '../../core/roles.js';
import { formatScope, parseScope } from '../../core/scope.js';
import type { FamilyRow } from '../../tokens/index.js';
import type { AuthorizationCodeRow } from '../authorize/authorization-code.store.js';
import type { Family, TokenOrder } from '../token-order.js';
import type { TokenRequest } from './grant.js';
import { narrowResources } from './requested-resources.js';

type Told =
  | 'instanceId'
  | 'clientId'
  | 'userId'
  | 'approval'
  | 'familyId'
  | 'scope'
  | 'resources'
  | 'authenticatedAt'
  | 'nonce'
  | 'roles';

/** What a person has decided, as far as tokens are made of it. */
export interface DecidedCode extends Pick<AuthorizationCodeRow, Told> {
  /** Absent where the tokens have nothing to do with the browser in which it was decided. */
  readonly sessionId?: SessionId;
}

/** What tokens a code stands for. @throws invalid_target */
export function orderOf(
  code: DecidedCode,
  request: TokenRequest<{ readonly resources: readonly string[] }>,
  now: number,
): TokenOrder & { readonly family: Family } {
  const { instance, profile, client, params } = request;
  const scope = parseScope(code.scope);
  const { userId, sessionId, authenticatedAt } = code;
  const nonce = code.nonce ?? undefined;
  // The scope decides nothing but this: whether the tokens outlive the browser session (design §4). An organization's always do.
  const outlivesSession = !('consentId' in code.approval) || scope.has('offline_access');
  const family: Family = {
    id: code.familyId,
    scope,
    expiresAt: now + profile.refresh.absoluteLifetime,
    renewable: client.grantTypes.has('refresh_token'),
    sessionId: outlivesSession ? undefined : sessionId,
  };
  return {
    instance,
    profile,
    client,
    ...bearerOf(code),
    scope,
    resources: narrowResources(JSON.parse(code.resources) as string[], params.resources),
    family,
    identity: scope.has('openid') ? { userId, authenticatedAt, sessionId, nonce } : undefined,
  };
}

export function familyOf({ bearer, actor, grantId, family }: CodeOrder, code: DecidedCode, now: number): FamilyRow {
  return {
    id: family.id,
    instanceId: code.instanceId,
    grantId,
    clientId: code.clientId,
    bearer,
    userId: bearer.type === 'person' ? code.userId : actor?.userId,
    membershipId: actor?.membershipId,
    sessionId: family.sessionId,
    scope: formatScope(family.scope),
    resources: JSON.parse(code.resources) as string[],
    authenticatedAt: code.authenticatedAt,
    nonce: code.nonce ?? undefined,
    createdAt: now,
    expiresAt: family.expiresAt,
  };
}

type CodeOrder = TokenOrder & { readonly family: Family };

function bearerOf(code: DecidedCode): Pick<TokenOrder, 'bearer' | 'actor' | 'grantId'> {
  const { approval, userId, roles } = code;
  if ('consentId' in approval) {
    return { bearer: { type: 'person', id: userId }, grantId: approval.consentId as string as GrantId };
  }
  const { organizationId, installationId, membershipId } = approval;
  const actor = membershipId && roles ? { userId, membershipId, roles: JSON.parse(roles) as Role[] } : undefined;
  return { bearer: { type: 'organization', id: organizationId }, actor, grantId: installationId as string as GrantId };
}
