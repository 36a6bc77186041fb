import { Injectable } from '@nestjs/common';
import { CredentialStrategy, type PresentedKind, type ResolvesCredential } from '../access/index.js';
import { invalidSession } from '../core/errors.js';
import type { GrantId } from '../core/ids.js';
import type { Principal } from '../core/principal.js';
import { parseScope } from '../core/scope.js';
import { instanceOf, Instances } from '../instances/index.js';
import type { Session } from './session.js';
import { Sessions } from './sessions.service.js';

/** What a person may see of the own account; what an app may do is the business of its token. */
const SCOPE = parseScope('openid profile email');

/** The cookie's secret → the person who is signed in, at the instance that the path names. */
@Injectable()
export class SessionStrategy extends CredentialStrategy('session') implements ResolvesCredential {
  readonly kinds: readonly PresentedKind[] = ['session'];

  constructor(
    private readonly sessions: Sessions,
    private readonly instances: Instances,
  ) {
    super();
  }

  /** @throws invalid_session, unknown_instance, temporarily_unavailable */
  async validate(value: string, request: object): Promise<Principal> {
    const instance = await instanceOf(this.instances, request);
    const session = await this.sessions.authenticate(instance.id, value);
    if (!session) throw invalidSession('the session has ended: sign in again');
    return principalOf(session);
  }
}

function principalOf({ id, instanceId, userId, authenticatedAt }: Session): Principal {
  return {
    instanceId,
    bearer: { type: 'person', id: userId },
    grantId: grantOf(id),
    scope: SCOPE,
    credential: { kind: 'session', id, authenticatedAt },
  };
}

/** A session is its own grant: what hangs on it ends with it. */
function grantOf(id: string): GrantId {
  return id as GrantId;
}
