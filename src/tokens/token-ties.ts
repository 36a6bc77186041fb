import type { AccessToken } from './access-token.js';

/** The claims of what a token hangs on, apart from client and bearer, and of where it may be used. */
export function tiesOf({ grantId, familyId, sessionId, actor, allowedIps }: AccessToken): Record<string, unknown> {
  return {
    grant_id: grantId,
    ...(familyId && { family_id: familyId }),
    ...(sessionId && { sid: sessionId }),
    ...(actor && { membership_id: actor.membershipId }),
    ...(allowedIps && { allowed_ips: allowedIps }),
  };
}
