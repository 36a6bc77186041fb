import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/index.js';
import { invalidRequest } from '../../core/errors.js';
import type { FamilyId } from '../../core/ids.js';
import { formatScope, type Scope } from '../../core/scope.js';
import { Mint } from '../../platform/index.js';
import { Approvals } from '../authorize/approvals.service.js';
import type { OrganizationChoice } from '../authorize/organization-choices.service.js';
import { DeviceAuthorizationStore, type DeviceDecision } from './device-authorization.store.js';
import type { EnteredDevice } from './entered-devices.service.js';

/** What its device is told: once for each. Joins the running transaction. */
@Injectable()
export class DeviceAnswers {
  constructor(
    private readonly store: DeviceAuthorizationStore,
    private readonly approvals: Approvals,
    private readonly audit: Audit,
    private readonly mint: Mint,
  ) {}

  /** @throws invalid_request where another answer was quicker */
  async allow(entered: EnteredDevice, scope: Scope, choice: OrganizationChoice | undefined): Promise<void> {
    const { row, client, session, request } = entered;
    const onBehalf = request.bearer.onBehalfOf ?? false;
    const approved = await this.approvals.give({ client, userId: session.userId, scope, choice, onBehalf });
    await this.decide(entered, {
      hash: row.hash,
      sessionId: session.id,
      now: this.mint.now(),
      decision: 'allow',
      scope: formatScope(approved.scope),
      approval: approved.approval,
      familyId: this.mint.id<FamilyId>(),
      authenticatedAt: session.authenticatedAt,
    });
  }

  /** @throws invalid_request where another answer was quicker */
  async deny(entered: EnteredDevice): Promise<void> {
    const { row, session } = entered;
    await this.decide(entered, { hash: row.hash, sessionId: session.id, now: this.mint.now(), decision: 'deny' });
  }

  private async decide({ client, session }: EnteredDevice, decision: DeviceDecision): Promise<void> {
    if (!(await this.store.decide(decision))) throw invalidRequest('this was answered already, or is over');
    const { instanceId, userId } = session;
    const type = decision.decision === 'allow' ? 'device.allowed' : 'device.denied';
    await this.audit.record({ type, instanceId, userId, clientId: client.id, detail: { app: client.app.id } });
  }
}
