import type { ClientKey } from '../../../apps/index.js';
import { forbidden, invalidClient } from '../../../core/errors.js';
import type { UserId } from '../../../core/ids.js';
import type { Principal } from '../../../core/principal.js';
import { type Caller, callerOf, type PersonCaller } from '../../../organizations/index.js';

/** The person of a token: the route has asked for a person's, and for the scope that allows an app what the route does. */
export function personOf({ instanceId, bearer }: Principal): PersonCaller {
  if (bearer.type !== 'person') throw forbidden('this is not accessible to this kind of bearer');
  return { type: 'person', instanceId, userId: bearer.id as UserId };
}

/** The organization of a token, with the member on whose behalf it is used, where there is one. */
export function organizationOf(principal: Principal): Extract<Caller, { type: 'organization' }> {
  const caller = callerOf(principal);
  if (caller.type === 'organization') return caller;
  throw forbidden('this is not accessible to this kind of bearer');
}

/** The client that has proved who it is. */
export function clientOf({ instanceId, clientId }: Principal): ClientKey {
  if (clientId === undefined) throw invalidClient('the client could not be authenticated', { challenge: 'Basic' });
  return { instanceId, clientId };
}
