import type { Claims } from '../core/claims.js';
import { invalidToken } from '../core/errors.js';
import {
  type ClientId,
  type FamilyId,
  type GrantId,
  type InstanceId,
  isUuid,
  type MembershipId,
  momentOf,
  type SessionId,
  type TokenId,
  type UserId,
} from '../core/ids.js';
import type { Bearer, BearerType } from '../core/principal.js';
import { formatScope, parseScope, type Scope } from '../core/scope.js';
import type { AccessToken, TokenActor } from './access-token.js';
import { subjectOf } from './directory-claims.js';
import { tiesOf } from './token-ties.js';

/** RFC 9068 §2.1: what keeps an access token apart from every other JWT that the same key signs. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

const BEARER_TYPES: readonly string[] = ['person', 'organization', 'client'] satisfies BearerType[];

/**
 * RFC 9068 §2.2, and what a guard elsewhere needs to follow the revocation feed: `grant_id`, `family_id`, `sid`,
 * `membership_id`. Who acts for the organization is told by `act` (RFC 8693 §4.1).
 */
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
    ...tiesOf(token),
    ...(token.actor && { act: { sub: token.actor.userId } }),
  };
}

/** The inverse, of claims whose signature was verified. @throws invalid_token */
export function accessTokenOf(claims: Claims, instanceId: InstanceId): AccessToken {
  const { jti, client_id: clientId, grant_id: grantId } = claims;
  if (!isText(jti) || !isUuid(jti) || !isText(clientId) || !isText(grantId)) throw incomplete();
  const membershipId = optionalText(claims['membership_id']) as MembershipId | undefined;
  const { bearer, actorId } = subjectOfClaims(claims);
  return {
    id: jti as TokenId,
    instanceId,
    grantId: grantId as GrantId,
    familyId: optionalText(claims['family_id']) as FamilyId | undefined,
    sessionId: optionalText(claims['sid']) as SessionId | undefined,
    clientId: clientId as ClientId,
    bearer,
    actor: actorOf(actorId, membershipId),
    scope: scopeOf(claims['scope']),
    audience: audienceOf(claims['aud']),
    // More exact than `iat`: a revocation and a new token may share a second.
    issuedAt: momentOf(jti),
    expiresAt: Number(claims['exp']) * 1000,
    allowedIps: rangesOf(claims['allowed_ips']),
  };
}

// A directory token tells the type of its bearer in `sub` and nowhere else.
function subjectOfClaims({ sub, bearer_type: type, act }: Claims): { bearer: Bearer; actorId?: string } {
  if (!isText(sub)) throw incomplete();
  if (type === undefined) return subjectOf(sub) ?? refuse();
  if (!isText(type) || !BEARER_TYPES.includes(type)) throw incomplete();
  const actorId = typeof act === 'object' && act !== null && 'sub' in act ? optionalText(act.sub) : undefined;
  return { bearer: { type: type as BearerType, id: sub }, actorId };
}

function actorOf(userId: string | undefined, membershipId: MembershipId | undefined): TokenActor | undefined {
  if (userId === undefined && membershipId === undefined) return undefined;
  if (userId === undefined || membershipId === undefined) throw incomplete();
  return { userId: userId as UserId, membershipId };
}

function scopeOf(claim: unknown): Scope {
  if (isText(claim)) return parseScope(claim);
  if (Array.isArray(claim) && claim.every(isText)) return parseScope(claim.join(' '));
  throw incomplete();
}

function audienceOf(claim: unknown): readonly string[] {
  const audience: unknown[] = Array.isArray(claim) ? claim : [claim];
  if (audience.length === 0 || !audience.every(isText)) throw incomplete();
  return audience;
}

function rangesOf(claim: unknown): readonly string[] | undefined {
  if (claim === undefined) return undefined;
  const ranges: unknown[] = Array.isArray(claim) ? claim : [claim];
  if (!ranges.every(isText)) throw incomplete();
  return ranges;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function optionalText(value: unknown): string | undefined {
  if (value === undefined || isText(value)) return value;
  throw incomplete();
}

function refuse(): never {
  throw incomplete();
}

function incomplete(): Error {
  return invalidToken('the token is not valid', { cause: 'a claim of RFC 9068 §2.2 is missing or has the wrong type' });
}
