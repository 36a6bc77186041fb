import type { ClientId, FamilyId, GrantId, InstanceId, MembershipId, SessionId, TokenId, UserId } from '../core/ids.js';
import type { Bearer } from '../core/principal.js';
import type { Scope } from '../core/scope.js';
import type { Anchor } from '../revocations/index.js';

/** The member on whose behalf a token of an organization was given, and by which membership. */
export interface TokenActor {
  readonly userId: UserId;
  readonly membershipId: MembershipId;
}

/** A genuine access token: whether it is expired or revoked is asked anew at every use. Times in milliseconds. */
export interface AccessToken {
  readonly id: TokenId;
  readonly instanceId: InstanceId;
  readonly grantId: GrantId;
  readonly familyId?: FamilyId;
  readonly sessionId?: SessionId;
  readonly clientId: ClientId;
  readonly bearer: Bearer;
  readonly actor?: TokenActor;
  readonly scope: Scope;
  readonly audience: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Addresses and networks (CIDR) from which alone it may be used: those of the API key that it was made of. */
  readonly allowedIps?: readonly string[];
}

const BEARER_ANCHOR = { person: 'user', organization: 'organization', client: 'client' } as const;

/** By what a token hangs on others. */
export type TokenTies = Pick<
  AccessToken,
  'id' | 'instanceId' | 'grantId' | 'familyId' | 'sessionId' | 'clientId' | 'bearer' | 'actor'
>;

/** All that the token hangs on: the death of any of these is its own. */
export function anchorsOf(token: TokenTies): readonly Anchor[] {
  const anchors: Anchor[] = [
    { type: 'token', id: token.id },
    { type: 'grant', id: token.grantId },
    { type: 'client', id: token.clientId },
    { type: 'instance', id: token.instanceId },
  ];
  if (token.bearer.type !== 'client') anchors.push({ type: BEARER_ANCHOR[token.bearer.type], id: token.bearer.id });
  if (token.bearer.type === 'organization') anchors.push({ type: 'installation', id: token.grantId });
  if (token.actor)
    anchors.push({ type: 'membership', id: token.actor.membershipId }, { type: 'user', id: token.actor.userId });
  if (token.familyId) anchors.push({ type: 'family', id: token.familyId });
  if (token.sessionId) anchors.push({ type: 'session', id: token.sessionId });
  return anchors;
}
