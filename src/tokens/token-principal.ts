import { FIRST_PARTY_CLIENT } from '../core/first-party.js';
import type { Credential, Principal } from '../core/principal.js';
import { expand } from '../core/scope.js';
import type { AccessToken } from './access-token.js';

/** Who is calling, where the token holds. */
export function principalOf(token: AccessToken): Principal {
  const { instanceId, bearer, clientId, grantId } = token;
  const actor = token.actor?.userId;
  return { instanceId, bearer, actor, clientId, grantId, scope: expand(token.scope), credential: credentialOf(token) };
}

/** Given by us to the person, for a session that it ends with: that is the person. Everything else is an app. */
function credentialOf({ id, clientId, grantId, sessionId, audience, expiresAt }: AccessToken): Credential {
  const isFirstParty = clientId === FIRST_PARTY_CLIENT && sessionId !== undefined && `${sessionId}` === `${grantId}`;
  if (isFirstParty) return { kind: 'first-party', id, sessionId, expiresAt };
  return { kind: 'token', id, audience, expiresAt };
}
