import { Injectable } from '@nestjs/common';
import { Resources } from '../../resources/index.js';
import { Users } from '../../users/index.js';
import { nextStep, refusalOf } from './next-step.js';
import { OpenRequests } from './open-requests.service.js';
import { describeRequest, type PendingAuthorization } from './pending-authorization.js';
import type { Visitor } from './situations.service.js';

/** What our pages show of a request that waits for its person. */
@Injectable()
export class PendingAuthorizations {
  constructor(
    private readonly requests: OpenRequests,
    private readonly resources: Resources,
    private readonly users: Users,
  ) {}

  /** @throws invalid_request where this browser did not start it, or it is over */
  async get(visitor: Visitor, requestId: string): Promise<PendingAuthorization> {
    const { reading, situation } = await this.requests.getUnderstood(visitor, requestId);
    const { session } = situation;
    const isSignedIn = session && nextStep(situation) !== 'sign-in';
    const refusal = isSignedIn ? refusalOf(situation) : undefined;
    if (refusal) throw refusal;
    return describeRequest({
      requestId,
      client: reading.client,
      request: reading.request,
      choices: situation.choices,
      catalogue: await this.resources.catalogue(visitor.instance.id),
      user: isSignedIn ? await this.users.find(session.instanceId, session.userId) : undefined,
    });
  }
}
