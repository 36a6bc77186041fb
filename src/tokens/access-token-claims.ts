import type { Claims } from '../core/claims.js';
import { invalidToken } from '../core/errors.js';
import {
  type ClientId,
  type FamilyId,
  type GrantId,
  type InstanceId,
  isUuid,
  momentOf,
  type SessionId,
  type TokenId,
} from '../core/ids.js';
import type { BearerType } from '../core/principal.js';
import { formatScope, parseScope } from '../core/scope.js';
import type { AccessToken } from './access-token.js';

/** RFC 9068 §2.1: what keeps an access token apart from every other JWT that the same key signs. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

const BEARER_TYPES: readonly string[] = ['person', 'organization', 'client'] satisfies BearerType[];

/** RFC 9068 §2.2, and what a guard elsewhere needs to follow the revocation feed: `grant_id`, `family_id`, `sid`. */
export function claimsOf(token: AccessToken, issuer: string): Record<string, unknown> {
  return {
    iss: issuer,
    sub: token.bearer.id,
    aud: token.audience.length === 1 ? token.audience[0] : token.audience,
    exp: Math.floor(token.expiresAt / 1000),
    iat: Math.floor(token.issuedAt / 1000),
    jti: token.id,
    client_id: token.clientId,
    scope: formatScope(token.scope),
    bearer_type: token.bearer.type,
    grant_id: token.grantId,
    ...(token.familyId && { family_id: token.familyId }),
    ...(token.sessionId && { sid: token.sessionId }),
  };
}

/** The inverse, of claims whose signature was verified. @throws invalid_token */
export function accessTokenOf(claims: Claims, instanceId: InstanceId): AccessToken {
  const { jti, sub, client_id: clientId, grant_id: grantId, bearer_type: bearerType } = claims;
  if (!isText(jti) || !isUuid(jti) || !isText(sub) || !isText(clientId) || !isText(grantId)) throw incomplete();
  if (!isText(bearerType) || !BEARER_TYPES.includes(bearerType) || !isText(claims['scope'])) throw incomplete();
  return {
    id: jti as TokenId,
    instanceId,
    grantId: grantId as GrantId,
    familyId: optionalText(claims['family_id']) as FamilyId | undefined,
    sessionId: optionalText(claims['sid']) as SessionId | undefined,
    clientId: clientId as ClientId,
    bearer: { type: bearerType as BearerType, id: sub },
    scope: parseScope(claims['scope']),
    audience: audienceOf(claims['aud']),
    // More exact than `iat`: a revocation and a new token may share a second.
    issuedAt: momentOf(jti),
    expiresAt: Number(claims['exp']) * 1000,
  };
}

function audienceOf(claim: unknown): readonly string[] {
  const audience: unknown[] = Array.isArray(claim) ? claim : [claim];
  if (audience.length === 0 || !audience.every(isText)) throw incomplete();
  return audience;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function optionalText(value: unknown): string | undefined {
  if (value === undefined || isText(value)) return value;
  throw incomplete();
}

function incomplete(): Error {
  return invalidToken('the token is not valid', { cause: 'a claim of RFC 9068 §2.2 is missing or has the wrong type' });
}
