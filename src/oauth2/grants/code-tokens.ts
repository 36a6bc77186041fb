import type { GrantId } from '../../core/ids.js';
import { formatScope, parseScope } from '../../core/scope.js';
import type { FamilyRow } from '../../tokens/index.js';
import type { AuthorizationCodeRow } from '../authorize/authorization-code.store.js';
import type { Family, TokenOrder } from '../token-issuer.js';
import type { CodeParams } from './redeemable-code.js';
import type { TokenRequest } from './grant.js';
import { narrowResources } from './requested-resources.js';

/** What tokens a code stands for. @throws invalid_target */
export function orderOf(
  code: AuthorizationCodeRow,
  request: TokenRequest<CodeParams>,
  now: number,
): TokenOrder & { readonly family: Family } {
  const { instance, profile, client, params } = request;
  const scope = parseScope(code.scope);
  const { userId, sessionId, authenticatedAt } = code;
  const nonce = code.nonce ?? undefined;
  const family: Family = {
    id: code.familyId,
    scope,
    expiresAt: now + profile.refresh.absoluteLifetime,
    renewable: client.grantTypes.has('refresh_token'),
    // The scope decides nothing but this: whether the tokens outlive the browser session (design §4).
    sessionId: scope.has('offline_access') ? undefined : sessionId,
  };
  return {
    instance,
    profile,
    client,
    bearer: { type: 'person', id: userId },
    grantId: code.consentId as string as GrantId,
    scope,
    resources: narrowResources(JSON.parse(code.resources) as string[], params.resources),
    family,
    identity: scope.has('openid') ? { userId, authenticatedAt, sessionId, nonce } : undefined,
  };
}

export function familyOf(code: AuthorizationCodeRow, family: Family, now: number): FamilyRow {
  return {
    id: family.id,
    instanceId: code.instanceId,
    grantId: code.consentId as string as GrantId,
    clientId: code.clientId,
    userId: code.userId,
    sessionId: family.sessionId,
    scope: formatScope(family.scope),
    resources: JSON.parse(code.resources) as string[],
    authenticatedAt: code.authenticatedAt,
    nonce: code.nonce ?? undefined,
    createdAt: now,
    expiresAt: family.expiresAt,
  };
}
