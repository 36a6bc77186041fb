import { forbidden } from '../core/errors.js';
import type { ClientId, InstanceId, OrganizationId, UserId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import type { Scope } from '../core/scope.js';

/** Who asks: a person, who is what the memberships say at that moment; or an organization, for itself, by its scope. */
export type Caller =
  | { readonly type: 'person'; readonly instanceId: InstanceId; readonly userId: UserId }
  | {
      readonly type: 'organization';
      readonly instanceId: InstanceId;
      readonly organizationId: OrganizationId;
      readonly scope: Scope;
      readonly clientId?: ClientId;
      /** The member on whose behalf the app asks: the token may do what the two of them may. */
      readonly memberId?: UserId;
    };

export type PersonCaller = Extract<Caller, { type: 'person' }>;

/**
 * The caller of the management routes. What a person may do there is more than a person has ever allowed an app: only who is there
 * in person may.
 * @throws forbidden
 */
export function callerOf({ bearer, instanceId, credential, scope, clientId, actor: memberId }: Principal): Caller {
  if (bearer.type === 'organization') {
    const organizationId = bearer.id as OrganizationId;
    return { type: 'organization', instanceId, organizationId, scope, clientId, memberId };
  }
  if (bearer.type === 'person' && (credential.kind === 'session' || credential.kind === 'first-party')) {
    return { type: 'person', instanceId, userId: bearer.id as UserId };
  }
  throw forbidden('this kind of credential is not accepted here');
}
