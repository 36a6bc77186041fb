import { Injectable } from '@nestjs/common';
import { type Client, Installations } from '../../apps/index.js';
import { type Consent, Consents } from '../../consents/index.js';
import type { InstallationId, UserId } from '../../core/ids.js';
import { intersect, type Scope } from '../../core/scope.js';
import type { CodeApproval } from './authorization-code.store.js';
import type { OrganizationChoice } from './organization-choices.service.js';
import { unpermittedBearer } from './scope-refusals.js';

/** Who lets which app do what, for themselves or for the organization that they chose. */
export interface Decision {
  readonly client: Client;
  readonly userId: UserId;
  readonly scope: Scope;
  /** What allows it already; otherwise this decision is remembered. */
  readonly consent?: Consent;
  /** Absent where the person is the bearer. */
  readonly choice?: OrganizationChoice;
  /** Whether the tokens are for the person to act with for the organization. */
  readonly onBehalf: boolean;
}

/** A decision that holds: what the tokens hang on, and the scope that they may have. */
export interface Approved {
  readonly approval: CodeApproval;
  readonly scope: Scope;
}

/** Remembers what was allowed: as a person's consent, or as an organization's installation. */
@Injectable()
export class Approvals {
  constructor(
    private readonly consents: Consents,
    private readonly installations: Installations,
  ) {}

  /** Joins the running transaction. @throws forbidden, not_found, invalid_scope where the right was lost meanwhile */
  async give(decision: Decision): Promise<Approved> {
    const { client, userId, scope, consent, choice } = decision;
    if (choice) return this.giveForOrganization(decision, choice);
    const subject = { instanceId: client.instanceId, userId, appId: client.app.id };
    const { id: consentId } = consent ?? (await this.consents.give(subject, scope));
    return { approval: { consentId }, scope };
  }

  private async giveForOrganization(decision: Decision, choice: OrganizationChoice): Promise<Approved> {
    const { id: installationId, scope } = choice.mayManage
      ? await this.install(decision, choice)
      : await this.useInstalled(decision, choice);
    const membershipId = decision.onBehalf ? choice.membership.id : undefined;
    return { approval: { organizationId: choice.organization.id, installationId, membershipId }, scope };
  }

  /** Whether the person is still one of its admins is looked at now, under the organization's lock (T166). */
  private async install({ client, userId, scope }: Decision, { organization }: OrganizationChoice): Promise<Allowed> {
    const caller = { type: 'person', instanceId: client.instanceId, userId } as const;
    const { id } = await this.installations.allow(caller, organization.id, { app: client.app.id, scope });
    return { id, scope };
  }

  private async useInstalled({ client, scope }: Decision, { organization }: OrganizationChoice): Promise<Allowed> {
    const { instanceId, app } = client;
    const installed = await this.installations.hold({ instanceId, organizationId: organization.id, appId: app.id });
    const usable = installed && intersect(scope, installed.scope);
    if (!usable || usable.size === 0) throw unpermittedBearer();
    return { id: installed.id, scope: usable };
  }
}

interface Allowed {
  readonly id: InstallationId;
  readonly scope: Scope;
}
