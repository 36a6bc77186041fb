import { Injectable } from '@nestjs/common';
import { invalidRequest } from '../../core/errors.js';
import { Database } from '../../platform/index.js';
import { allowedScope, type ConsentDecision } from '../authorize/consent-decisions.service.js';
import type { OrganizationChoice } from '../authorize/organization-choices.service.js';
import { OrganizationPicks, type PickedOrganization } from '../authorize/organization-picks.service.js';
import type { Visitor } from '../authorize/situations.service.js';
import { DeviceAnswers } from './device-answers.service.js';
import { type EnteredDevice, EnteredDevices } from './entered-devices.service.js';

/** A person's yes or no to a device, by the session that entered its code (T087). */
@Injectable()
export class DeviceDecisions {
  constructor(
    private readonly devices: EnteredDevices,
    private readonly picks: OrganizationPicks,
    private readonly answers: DeviceAnswers,
    private readonly database: Database,
  ) {}

  /**
   * @throws invalid_request where this session has not entered it, it was answered already, more was ticked than was asked for,
   * or another organization was picked; invalid_scope where the person may not decide for the organization any more;
   * login_required; for a new organization invalid_input and conflict
   */
  async decide(visitor: Visitor, code: string, decision: ConsentDecision): Promise<void> {
    const entered = await this.devices.get(visitor, code);
    await this.database.transaction(async () => {
      if (decision.decision === 'deny') return this.answers.deny(entered);
      const scope = allowedScope(entered.request.scope, decision.scopes);
      const choice = await this.choiceOf(entered, decision.organization);
      if (choice && scope.size === 0) throw invalidRequest('allow at least one of what the app asks for, or deny it');
      return this.answers.allow(entered, scope, choice);
    });
  }

  private async choiceOf(
    entered: EnteredDevice,
    picked: PickedOrganization | undefined,
  ): Promise<OrganizationChoice | undefined> {
    if (entered.request.bearer.type !== 'organization') return undefined;
    if (!picked) throw invalidRequest('choose an organization');
    return this.picks.of(entered, picked);
  }
}
