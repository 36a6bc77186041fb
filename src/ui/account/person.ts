import { forbidden } from '../../core/errors.js';
import type { SessionId, UserId } from '../../core/ids.js';
import type { Principal } from '../../core/principal.js';
import type { Instance } from '../../instances/index.js';
import type { UserKey } from '../../users/index.js';
import type { Visit } from '../visit.js';

/** Whose account it is, and at which browser they sit. */
export interface SignedInPerson extends UserKey {
  readonly sessionId: SessionId;
}

/** A person at the own account. */
export interface AccountVisit {
  readonly instance: Instance;
  readonly visit: Visit;
  readonly principal: Principal;
}

/** The pages of the account ask for a session: its bearer's id is a user's. @throws forbidden */
export function personOf({ instanceId, bearer, credential }: Principal): SignedInPerson {
  if (credential.kind !== 'session') throw forbidden('only a signed-in browser can do this');
  return { instanceId, userId: bearer.id as UserId, sessionId: credential.id };
}
