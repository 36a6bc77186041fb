import type { Client } from '../../apps/index.js';
import { invalidGrant } from '../../core/errors.js';
import { provesChallenge } from '../../core/pkce.js';
import type { Profile } from '../../core/profile.js';
import type { AuthorizationCodeRow } from '../authorize/authorization-code.store.js';

export interface CodeParams {
  readonly code: string;
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
  readonly resources: readonly string[];
}

export interface Redemption {
  readonly client: Client;
  readonly profile: Profile;
  readonly params: CodeParams;
}

/** One text for every cause. */
export const refused = (cause: string): Error => invalidGrant('the authorization code is not valid', { cause });

/** All that stands between a code and its tokens, apart from PKCE, expiry and having been used (RFC 6749 §4.1.3). */
export function assertRedeemableBy(code: AuthorizationCodeRow, { client, profile, params }: Redemption): void {
  if (code.clientId !== client.id) throw refused('it was issued to another client');
  const mustRepeat = profile.requiresRedirectUriAtExchange && Boolean(code.redirectUriSent);
  if (mustRepeat && params.redirectUri === undefined) throw refused('redirect_uri is missing');
  if (params.redirectUri !== undefined && params.redirectUri !== code.redirectUri) {
    throw refused('redirect_uri is not the one of the authorization request');
  }
}

/** RFC 7636 §4.6; a verifier without a challenge is refused too, for the challenge may have been cut out (RFC 9700 §4.8.2). */
export function provesPossession(code: AuthorizationCodeRow, verifier: string | undefined): boolean {
  if (code.codeChallenge === null) return verifier === undefined;
  return verifier !== undefined && provesChallenge(verifier, code.codeChallenge);
}

/** What may have happened to the person, the consent and the session since the code was made. */
export function assertStillGranted(code: AuthorizationCodeRow, now: number): void {
  if (code.expiresAt <= now) throw refused('it expired');
  if (code.sessionEndedAt !== null) throw refused('the session ended');
  const loss = lossSince(code);
  if (loss !== undefined) throw refused(loss);
}

type Standing =
  | 'approval'
  | 'createdAt'
  | 'userStatus'
  | 'credentialsNotBefore'
  | 'consentWithdrawnAt'
  | 'uninstalledAt'
  | 'organizationStatus'
  | 'roles'
  | 'rolesChangedAt';

/** What of that which was decided at `createdAt` does not hold any more, for the log. */
export function lossSince(code: Pick<AuthorizationCodeRow, Standing>): string | undefined {
  if (code.userStatus !== 'active') return 'the user is not active';
  if (code.credentialsNotBefore > code.createdAt) return 'the credentials changed';
  if (code.consentWithdrawnAt !== null) return 'the consent was withdrawn';
  if ('consentId' in code.approval) return undefined;
  if (code.uninstalledAt !== null) return 'the app was uninstalled';
  if (code.organizationStatus !== 'active') return 'the organization is not active';
  return code.approval.membershipId === undefined ? undefined : lossOfMember(code);
}

function lossOfMember({ roles, rolesChangedAt, createdAt }: Pick<AuthorizationCodeRow, Standing>): string | undefined {
  if (roles === null || rolesChangedAt === null) return 'the membership ended';
  return rolesChangedAt > createdAt ? 'the roles changed' : undefined;
}
