import { Injectable } from '@nestjs/common';
import { invalidRequest, loginRequired } from '../../core/errors.js';
import { covers, type Scope, union } from '../../core/scope.js';
import { Database } from '../../platform/index.js';
import { AuthorizationAnswers } from './authorization-answers.service.js';
import { nextStep, refusalOf } from './next-step.js';
import { OpenRequests, type UnderstoodRequest } from './open-requests.service.js';
import type { OrganizationChoice } from './organization-choices.service.js';
import { OrganizationPicks, type PickedOrganization } from './organization-picks.service.js';
import { requiredOf } from './pending-authorization.js';
import { type Delivery, deliver } from './response-mode.js';
import type { Visitor } from './situations.service.js';

export interface ConsentDecision {
  readonly decision: 'allow' | 'deny';
  /** What was ticked. */
  readonly scopes: Scope;
  /** For which organization, where the request is about one. */
  readonly organization?: PickedOrganization;
}

/** A person's yes or no, once for each request (T011). */
@Injectable()
export class ConsentDecisions {
  constructor(
    private readonly requests: OpenRequests,
    private readonly answers: AuthorizationAnswers,
    private readonly picks: OrganizationPicks,
    private readonly database: Database,
  ) {}

  /**
   * @throws invalid_request where it was answered already, more was ticked than was asked for, or another organization was
   * picked; invalid_scope where the person may not decide for the organization any more; login_required; for a new
   * organization invalid_input and conflict
   */
  async decide(visitor: Visitor, requestId: string, decision: ConsentDecision): Promise<Delivery> {
    const { instance } = visitor;
    const open = await this.requests.getUnderstood(visitor, requestId);
    const { parked, reading } = open;
    const { request } = reading;
    if (decision.decision === 'deny') return deliver(await this.answers.denial({ instance, request, parked }));
    return this.database.transaction(() => this.allow(visitor, open, decision));
  }

  private async allow(visitor: Visitor, open: UnderstoodRequest, decision: ConsentDecision): Promise<Delivery> {
    const { parked, situation, reading } = open;
    const { client, request } = reading;
    const { session } = situation;
    if (!session || nextStep(situation) === 'sign-in') throw loginRequired('sign in first');
    const refusal = refusalOf(situation);
    if (refusal) throw refusal;
    const scope = allowedScope(request.scope, decision.scopes);
    const choice = await this.choiceOf(open, decision.organization);
    if (choice && scope.size === 0) throw invalidRequest('allow at least one of what the app asks for, or deny it');
    const { instance } = visitor;
    return deliver(await this.answers.code({ instance, client, request, session, scope, choice, parked }));
  }

  private async choiceOf(
    { situation, reading }: UnderstoodRequest,
    picked: PickedOrganization | undefined,
  ): Promise<OrganizationChoice | undefined> {
    if (reading.request.bearer.type !== 'organization') return undefined;
    if (!picked) throw invalidRequest('choose an organization');
    return this.picks.of(situation, picked);
  }
}

/** What was ticked, with what cannot be refused. @throws invalid_request where it is more than was asked for */
export function allowedScope(requested: Scope, ticked: Scope): Scope {
  if (!covers(requested, ticked)) throw invalidRequest('only what the app asked for can be allowed');
  return union(requiredOf(requested), ticked);
}
