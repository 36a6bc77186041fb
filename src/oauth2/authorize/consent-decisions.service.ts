import { Injectable } from '@nestjs/common';
import { invalidRequest, loginRequired } from '../../core/errors.js';
import { covers, type Scope, union } from '../../core/scope.js';
import { AuthorizationAnswers } from './authorization-answers.service.js';
import { nextStep } from './next-step.js';
import { OpenRequests } from './open-requests.service.js';
import { requiredOf } from './pending-authorization.js';
import { type Delivery, deliver } from './response-mode.js';
import type { Visitor } from './situations.service.js';

export interface ConsentDecision {
  readonly decision: 'allow' | 'deny';
  /** What was ticked. */
  readonly scopes: Scope;
}

/** A person's yes or no, once for each request (T011). */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly requests: OpenRequests,
    private readonly answers: AuthorizationAnswers,
  ) {}

  /** @throws invalid_request where it was answered already, or more was ticked than was asked for; login_required */
  async decide(visitor: Visitor, requestId: string, decision: ConsentDecision): Promise<Delivery> {
    const { parked, reading, situation } = await this.requests.getUnderstood(visitor, requestId);
    const { instance } = visitor;
    const { client, request } = reading;
    const { session } = situation;
    if (decision.decision === 'deny') return deliver(await this.answers.denial({ instance, request, parked }));
    if (!session || nextStep(situation) === 'sign-in') throw loginRequired('sign in first');
    const scope = allowedScope(request.scope, decision.scopes);
    return deliver(await this.answers.code({ instance, client, request, session, scope, parked }));
  }
}

function allowedScope(requested: Scope, ticked: Scope): Scope {
  if (!covers(requested, ticked)) throw invalidRequest('only what the app asked for can be allowed');
  return union(requiredOf(requested), ticked);
}
